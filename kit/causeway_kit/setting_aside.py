"""Sets events aside that cannot be applied, and refuses when that would be too many: then reading stops instead."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from operator import attrgetter

import structlog
from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.errors import MessageSizeTooLargeError

from causeway_kit import metrics
from causeway_kit.dead_letters import (
    Headers,
    Letter,
    attempts_of,
    dead_letters_of,
    key_owner,
    letter_headers,
    opened_event,
    origin_of,
    replays_of,
    sealed_event,
)
from causeway_kit.sealed import Keyring, Unreadable
from causeway_kit.spoilage import Spoilage, stopped_partitions

log = structlog.get_logger()

SetAside = Callable[[str, bytes | None, bytes | None, Headers], Awaitable[None]]
Outcome = Letter | bool  # True: its effects are stored; False: it is of a kind that nobody here listens to
_place_of_record = attrgetter("topic", "partition")


class SettingAside:
    """Of one consumer group. Nothing is counted or done for events that were applied, but a number a partition."""

    def __init__(
        self,
        group: str,
        keyring: Callable[[], Keyring],
        set_aside: SetAside,
        waits_for_operator: Callable[[str], None],
    ) -> None:
        self._group = group
        self._keyring = keyring
        self._set_aside = set_aside
        self._waits_for_operator = waits_for_operator
        self._replays = replays_of(group)
        self._spoilage = Spoilage()

    @property
    def anything_stopped(self) -> bool:
        return self._spoilage.stopped > 0

    def is_stopped(self, record: ConsumerRecord) -> bool:
        return self._spoilage.is_stopped(TopicPartition(record.topic, record.partition))

    async def as_first_written(self, records: Sequence[ConsumerRecord]) -> Sequence[ConsumerRecord | Letter]:
        """Replays opened; everything else as it is. Raises Unavailable."""
        if not any(record.topic == self._replays for record in records):
            return records
        keyring = self._keyring()
        await keyring.load([key_owner(self._group)])
        return [self._opened(keyring, record) if record.topic == self._replays else record for record in records]

    def _opened(self, keyring: Keyring, record: ConsumerRecord) -> ConsumerRecord | Letter:
        try:
            return opened_event(keyring, self._group, record)
        except Unreadable:
            return Letter(record, "unreadable", "Unreadable")

    async def settle(
        self, records: Sequence[ConsumerRecord], outcomes: Sequence[Outcome], now: datetime
    ) -> dict[TopicPartition, int]:
        """Gives how far each partition is done. When it returns, the letters are stored for good.

        Raises KafkaError, TimeoutError or Unavailable; then the batch must be taken again.
        """
        if not any(isinstance(outcome, Letter) for outcome in outcomes):
            return self._all_applied(records, outcomes)
        ends: dict[TopicPartition, int] = {}
        letters: list[Letter] = []
        before = self._spoilage.sentence
        with self._spoilage.counted_once():
            for record, outcome in zip(records, outcomes, strict=True):
                place = TopicPartition(record.topic, record.partition)
                if not self._spoilage.is_stopped(place):
                    letter = self._letter(place, record, outcome)
                    letters += [letter] if letter else []
                    ends[place] = record.offset + (0 if self._spoilage.is_stopped(place) else 1)
            await self._put_all_aside(letters, now)
        if self._spoilage.sentence != before:
            self._tell_operator()
        return ends

    def _all_applied(self, records: Sequence[ConsumerRecord], outcomes: Sequence[Outcome]) -> dict[TopicPartition, int]:
        ends: dict[TopicPartition, int] = {}
        first = 0
        for (topic, partition), group in groupby(records, _place_of_record):
            run = list(group)
            place = TopicPartition(topic, partition)
            self._spoilage.applied(place, outcomes[first : first + len(run)].count(True))
            ends[place] = run[-1].offset + 1
            first += len(run)
        return ends

    def _letter(self, place: TopicPartition, record: ConsumerRecord, outcome: Outcome) -> Letter | None:
        """What is to be set aside of this record, if anything; it may be where reading stops."""
        if not isinstance(outcome, Letter):
            self._spoilage.applied(place, int(outcome))
            return None
        if record.topic == self._replays:  # an operator asked for it: it may fail as often as they like
            return replace(outcome, attempts=attempts_of(record) + 1)
        if why := self._spoilage.too_many(place):
            self._spoilage.stop(place, record.offset, why)
            return None
        return outcome

    async def _put_all_aside(self, letters: Sequence[Letter], now: datetime) -> None:
        if letters:
            await self._keyring().load([key_owner(self._group)])
        ends = await asyncio.gather(*(self._put_aside(letter, now) for letter in letters), return_exceptions=True)
        for error in ends:
            if error is not None:
                raise error

    async def _put_aside(self, letter: Letter, now: datetime) -> None:
        keyring = self._keyring()
        origin = origin_of(letter.record)
        headers = letter_headers(keyring, self._group, letter, now)
        sealed = sealed_event(keyring, self._group, letter.record)
        topic, key = dead_letters_of(self._group), origin.encode()
        try:
            await self._set_aside(topic, key, sealed, headers)
        except MessageSizeTooLargeError:  # it stays where it came from, for as long as that topic keeps it
            await self._set_aside(topic, key, b"", [*headers, ("without", b"payload")])
        metrics.dead_letters.labels(self._group, letter.reason).inc()
        log.error(
            "event set aside",
            consumer=self._group,
            origin=origin,
            reason=letter.reason,
            error=letter.error,
            attempts=letter.attempts,
        )

    def _tell_operator(self) -> None:
        log.error("reading stopped", consumer=self._group, why=self._spoilage.sentence)
        stopped_partitions.set(self._spoilage.stopped)
        self._waits_for_operator(self._spoilage.sentence)
