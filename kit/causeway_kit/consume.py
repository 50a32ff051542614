"""The one way to consume: a batch of raw events in, one transaction; explicit offsets; bad events go to dead letters.

It stands on a FastStream batch subscriber with manual settling, from which no exception ever escapes: FastStream would
log it and read on past the batch (measured: 500 events lost without a stop).
"""

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import structlog
from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.kafka.message import KafkaMessage

from causeway.event import Event
from causeway_kit import crash_points, metrics
from causeway_kit.batch import REPEATED, Failed, Item, run_batch
from causeway_kit.dead_letters import Letter, dead_letters_of, replays_of
from causeway_kit.errors import Unavailable
from causeway_kit.inbox import mark_of
from causeway_kit.kafka_security import refusal
from causeway_kit.polling import Polling
from causeway_kit.routes import Opens, Routes, type_of
from causeway_kit.setting_aside import SetAside, SettingAside
from causeway_kit.store import passes
from causeway_kit.work import Need, UnitOfWork

log = structlog.get_logger()

E = TypeVar("E", bound=Event)
R = TypeVar("R")

REST_AFTER_TROUBLE_SECONDS = 0.5
COMMIT_SECONDS = 1.0
FETCH_WAIT_MS = 500
MUCH_BYTES = 200_000  # worth fetching before the pause is over
TRIES_BEFORE_DEAD_LETTER = 5
PAUSE_BETWEEN_TRIES_SECONDS = 0.1


class BatchConsumer:
    """One consumer group. Every event is applied once, in its key's order, or set aside with a reason.

    `set_aside` returns once a letter is stored for good. `waits_for_operator` hears why reading of a partition stopped;
    the process goes on, and so do the other partitions.
    """

    def __init__(
        self,
        group: str,
        open_work: Callable[[], UnitOfWork],
        set_aside: SetAside,
        waits_for_operator: Callable[[str], None],
    ) -> None:
        self.group = group
        self.dead_letters = dead_letters_of(group)
        self.replays = replays_of(group)
        self._open_work = open_work
        self._aside = SettingAside(group, lambda: open_work().keyring, set_aside, waits_for_operator)
        self._routes = Routes()
        self._subscriber: Any = None
        self.polling = Polling(group)
        self._most_records, self._pause_seconds = 0, 0.0
        self._ends: dict[TopicPartition, int] = {}  # applied, and not yet told to Kafka
        self._idle = asyncio.Event()
        self._idle.set()
        self._finishing = False
        self.store_mark = ""  # goes to Kafka beside each offset

    def on(
        self,
        event: type[E],
        opens: Opens[R],
        needs: Callable[[E], Sequence[Need]],
        new: Callable[[E], Sequence[Need]] = lambda event: (),
    ) -> Callable[[Callable[[R, E], None]], Callable[[R, E], None]]:
        """Registers the function that applies one event: handler(opens(work), event), with `needs(event)` loaded before.

        Of the needs, `new(event)` is hardly ever there already, so that reading it first would be in vain.
        """

        def register(handler: Callable[[R, E], None]) -> Callable[[R, E], None]:
            self._routes.add(event, opens, needs, new, handler)
            return handler

        return register

    @property
    def topics(self) -> list[str]:
        """Of the events it listens to."""
        return self._routes.topics

    def subscribe(self, broker: KafkaBroker, instance: str, max_records: int, pause_seconds: float = 0) -> None:
        """The only subscriber of a service; a test forbids others. Reading begins once all topics exist, replays included."""

        async def raw_parser(records: tuple[ConsumerRecord, ...]) -> KafkaMessage:
            # FastStream's own parser fails on a header that is not UTF-8, before any handler is asked
            return KafkaMessage(body=b"", raw_message=records, consumer=self._subscriber.consumer, headers={}, batch_headers=[])

        async def raw_decoder(message: KafkaMessage) -> Any:
            return message.raw_message

        self._most_records, self._pause_seconds = max_records, pause_seconds
        self._subscriber = broker.subscriber(
            *self.topics,
            self.replays,
            group_id=self.group,
            batch=True,
            max_records=max_records,
            batch_timeout_ms=20,  # waited twice when nothing comes
            fetch_min_bytes=MUCH_BYTES if pause_seconds else 1,  # or each event alone costs us and the broker a fetch
            fetch_max_wait_ms=round(pause_seconds * 1000) or FETCH_WAIT_MS,
            auto_offset_reset="earliest",
            ack_policy=AckPolicy.MANUAL,
            parser=raw_parser,
            decoder=raw_decoder,
            session_timeout_ms=6000,
            heartbeat_interval_ms=2000,
            group_instance_id=instance,
        )
        self._subscriber(self._take)
        self.polling.of(self._subscriber, [*self.topics, self.replays])

    async def _take(self, records: tuple[ConsumerRecord, ...]) -> None:
        if self._finishing:
            return  # left to the next member: nothing of it is committed
        self._idle.clear()
        try:
            await self._take_batch(records)
        finally:
            self._idle.set()

    async def finish(self, seconds: float) -> None:
        """Takes nothing new, waits for the batch under way, and tells Kafka how far we are."""
        self._finishing = True
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), seconds)
        await self.commit_now()

    async def _take_batch(self, records: tuple[ConsumerRecord, ...]) -> None:
        consumer, began = self._subscriber.consumer, time.monotonic()
        records = self._without_stopped(consumer, records)
        try:
            ends = await self.apply(records)
        except Exception as error:
            why = str(error) if isinstance(error, Unavailable) else refusal(error)
            log.warning("a batch waits", error=type(error).__name__, why=why)
            metrics.batch_retries.labels("unavailable" if isinstance(error, Unavailable) else "unexpected").inc()
            self._seek_back(consumer, records)
            await asyncio.sleep(REST_AFTER_TROUBLE_SECONDS)
            return
        crash_points.reached("after_effect_before_offset")
        self._ends |= ends
        if len(records) < self._most_records:
            await asyncio.sleep(began + self._pause_seconds - time.monotonic())

    def _without_stopped(self, consumer: Any, records: tuple[ConsumerRecord, ...]) -> tuple[ConsumerRecord, ...]:
        """A partition that stopped stays so, also when it was taken away and given back meanwhile."""
        if not self._aside.anything_stopped:
            return records
        stopped = _starts([record for record in records if self._aside.is_stopped(record)])
        for place in stopped.keys() & consumer.assignment():
            consumer.pause(place)
            consumer.seek(place, stopped[place])
        return tuple(record for record in records if not self._aside.is_stopped(record))

    async def commit_offsets(self, stop: asyncio.Event) -> None:
        """Tells Kafka once a second how far we are. What is read again after a crash is known to the inbox.

        Raises ConsumerEnded when the client under us is dead.
        """
        while not stop.is_set():
            self.polling.require_life()
            await self.commit_now()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), COMMIT_SECONDS)

    async def commit_now(self) -> None:
        """Commits explicit offsets of the partitions that are still ours."""
        if not self._ends:
            return
        done, self._ends = self._ends, {}
        consumer = self._subscriber.consumer
        assigned = consumer.assignment()
        ours = {partition: (offset, self.store_mark) for partition, offset in done.items() if partition in assigned}
        if ours:
            try:
                await consumer.commit(ours)
            except KafkaError as error:  # harmless: the inbox knows what was applied
                log.info("offsets not committed", error=type(error).__name__)

    def _seek_back(self, consumer: Any, records: Sequence[ConsumerRecord]) -> None:
        assigned = consumer.assignment()
        for partition, offset in _starts(records).items():
            if partition in assigned:
                consumer.seek(partition, offset)

    async def apply(self, records: Sequence[ConsumerRecord]) -> dict[TopicPartition, int]:
        """Stores the effects of a batch and gives how far each partition is done.

        When it returns, every record below that is applied, was applied before, or is set aside for good. It ends early
        in a partition where too many events cannot be applied.
        """
        events = await self._aside.as_first_written(records)
        now = self._open_work().clock.now()
        parsed = [event if isinstance(event, Letter) else self._routes.parse(event, now, self._mark) for event in events]
        results = await self._results([each for each in parsed if isinstance(each, Item)])
        return await self._aside.settle(records, self._outcomes(events, parsed, results), now)

    def _mark(self, event_id: str) -> str:
        return mark_of(self.group, event_id)

    async def _results(self, items: Sequence[Item]) -> list[Any]:
        """Of each item REPEATED, what the handler gave, or Failed after all tries. Raises Unavailable."""
        results = await self._run(items)
        for _ in range(TRIES_BEFORE_DEAD_LETTER - 1):
            failed = [place for place, result in enumerate(results) if isinstance(result, Failed)]
            if not failed:
                break
            await asyncio.sleep(PAUSE_BETWEEN_TRIES_SECONDS)
            again = await self._run([items[place] for place in failed])
            for place, result in zip(failed, again, strict=True):
                results[place] = result
        return results

    async def _run(self, items: Sequence[Item]) -> list[Any]:
        """One event whose needs or effects cannot be read or stored must not hold up the others: it is found by halving."""
        try:
            results = await run_batch(self._open_work, items)
        except Exception as error:
            if passes(error):
                raise
            if len(items) == 1:
                return [Failed(error)]
            middle = len(items) // 2
            return [*await self._run(items[:middle]), *await self._run(items[middle:])]
        for result in results:
            if isinstance(result, Failed) and isinstance(result.error, Unavailable):
                raise result.error
        return results

    def _outcomes(
        self, events: Sequence[Any], parsed: Sequence[Item | Letter | None], results: Sequence[Any]
    ) -> list[Letter | bool]:
        outcomes: list[Letter | bool] = []
        applied: Counter[str] = Counter()
        result_of_next = iter(results)
        for event, each in zip(events, parsed, strict=True):
            if not isinstance(each, Item):
                outcomes.append(each or False)
                continue
            result = next(result_of_next)
            if isinstance(result, Failed):
                outcomes.append(Letter(event, "failed", type(result.error).__name__, type_of(event)))
                continue
            outcomes.append(True)
            applied["" if result is REPEATED else type_of(event)] += 1
        metrics.events_repeated.labels(self.group).inc(applied.pop("", 0))
        for type_name, events_of_type in applied.items():
            metrics.events_applied.labels(self.group, type_name).inc(events_of_type)
        return outcomes


def _starts(records: Sequence[ConsumerRecord]) -> dict[TopicPartition, int]:
    starts: dict[TopicPartition, int] = {}
    for record in records:
        starts.setdefault(TopicPartition(record.topic, record.partition), record.offset)
    return starts
