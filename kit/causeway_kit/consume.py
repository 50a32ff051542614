"""The one way to consume: a batch of raw events in, one transaction; explicit offsets; bad events go to dead letters.

It stands on a FastStream batch subscriber with manual settling, from which no exception ever escapes: FastStream would
log it and read on past the batch (measured: 500 events lost without a stop).
"""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import structlog
from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.kafka.message import KafkaMessage
from opentelemetry.trace import SpanKind
from pydantic import ValidationError

from causeway.event import Event
from causeway_kit import metrics
from causeway_kit.batch import REPEATED, Failed, Item, run_batch
from causeway_kit.errors import Unavailable
from causeway_kit.inbox import mark_of
from causeway_kit.tracing import span
from causeway_kit.work import Need, UnitOfWork

log = structlog.get_logger()

E = TypeVar("E", bound=Event)
R = TypeVar("R")
Opens = Callable[[UnitOfWork], R]
Handler = Callable[[Any, Any], None]

REST_AFTER_TROUBLE_SECONDS = 0.5
COMMIT_SECONDS = 1.0
DEAD_LETTERS_IN_A_ROW = 100  # then it is not the events, it is us: stop instead of setting everything aside
TRIES_BEFORE_DEAD_LETTER = 3
PAUSE_BETWEEN_TRIES_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class _Route:
    event: type[Event]
    opens: Opens[Any]
    needs: Callable[[Any], Sequence[Need]]
    handler: Handler


@dataclass(frozen=True, slots=True)
class _Letter:
    """An event to be set aside: where it came from and why, never what it says."""

    record: ConsumerRecord
    reason: str
    error: str


SetAside = Callable[[str, bytes | None, bytes | None, list[tuple[str, bytes]]], Awaitable[None]]


class BatchConsumer:
    """One consumer group. Every event is applied once, in its key's order, or set aside with a reason."""

    def __init__(
        self, group: str, open_work: Callable[[], UnitOfWork], set_aside: SetAside, stop_service: Callable[[str], None]
    ) -> None:
        self.group = group
        self._open_work = open_work
        self._set_aside = set_aside
        self._stop_service = stop_service
        self._routes: dict[str, _Route] = {}
        self._subscriber: Any = None
        self._dead_in_a_row = 0
        self._most_records, self._pause_seconds = 0, 0.0
        self._ends: dict[TopicPartition, int] = {}  # applied, and not yet told to Kafka
        self.polled_at = time.monotonic()

    def on(
        self, event: type[E], opens: Opens[R], needs: Callable[[E], Sequence[Need]]
    ) -> Callable[[Callable[[R, E], None]], Callable[[R, E], None]]:
        """Registers the function that applies one event: handler(opens(work), event), with `needs(event)` loaded before."""

        def register(handler: Callable[[R, E], None]) -> Callable[[R, E], None]:
            self._routes[event.__name__] = _Route(event, opens, needs, cast(Handler, handler))
            return handler

        return register

    @property
    def topics(self) -> list[str]:
        return sorted({route.event.TOPIC for route in self._routes.values()})

    @property
    def dead_letters(self) -> str:
        return f"{self.group}.dead-letters"

    def subscribe(self, broker: KafkaBroker, instance: str, max_records: int, pause_seconds: float = 0) -> None:
        """The only subscriber of a service; a test forbids others."""

        async def raw_parser(records: tuple[ConsumerRecord, ...]) -> KafkaMessage:
            # FastStream's own parser fails on a header that is not UTF-8, before any handler is asked
            return KafkaMessage(body=b"", raw_message=records, consumer=self._subscriber.consumer, headers={}, batch_headers=[])

        async def raw_decoder(message: KafkaMessage) -> Any:
            return message.raw_message

        self._most_records, self._pause_seconds = max_records, pause_seconds
        self._subscriber = broker.subscriber(
            *self.topics,
            group_id=self.group,
            batch=True,
            max_records=max_records,
            batch_timeout_ms=20,  # waited twice when nothing comes
            auto_offset_reset="earliest",
            ack_policy=AckPolicy.MANUAL,
            parser=raw_parser,
            decoder=raw_decoder,
            session_timeout_ms=6000,
            heartbeat_interval_ms=2000,
            group_instance_id=instance,
        )
        self._subscriber(self._take)

    def watch_polls(self) -> None:
        """Notes the time of every poll, idle ones too: a consumer that no longer polls is not ready."""
        consumer = self._subscriber.consumer
        getmany = consumer.getmany

        async def noted(*arguments: Any, **options: Any) -> Any:
            self.polled_at = time.monotonic()
            return await getmany(*arguments, **options)

        consumer.getmany = noted

    async def _take(self, records: tuple[ConsumerRecord, ...]) -> None:
        consumer, began = self._subscriber.consumer, time.monotonic()
        try:
            await self.apply(records)
        except Exception as error:
            log.warning("a batch waits", error=type(error).__name__, why=str(error) if isinstance(error, Unavailable) else "")
            metrics.batch_retries.labels("unavailable" if isinstance(error, Unavailable) else "unexpected").inc()
            self._seek_back(consumer, records)
            await asyncio.sleep(REST_AFTER_TROUBLE_SECONDS)
            return
        self._ends |= _ends(records)
        if len(records) < self._most_records:
            await asyncio.sleep(began + self._pause_seconds - time.monotonic())

    async def commit_offsets(self, stop: asyncio.Event) -> None:
        """Tells Kafka once a second how far we are. What is read again after a crash is known to the inbox."""
        while not stop.is_set():
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
        ours = {partition: offset for partition, offset in done.items() if partition in assigned}
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

    async def apply(self, records: Sequence[ConsumerRecord]) -> None:
        """Stores the effects of a batch. When it returns, every record is applied, was applied before, or is set aside."""
        letters: list[_Letter] = []
        items: list[tuple[ConsumerRecord, Item]] = []
        for record in records:
            parsed = self._parse(record)
            if isinstance(parsed, _Letter):
                letters.append(parsed)
            elif parsed is not None:
                items.append((record, parsed))
        results = await run_batch(self._open_work, [item for _, item in items])
        for (record, item), result in zip(items, results, strict=True):
            letter = await self._outcome(record, item, result)
            letters += [letter] if letter else []
        for letter in letters:
            await self._put_aside(letter)

    def _parse(self, record: ConsumerRecord) -> Item | _Letter | None:
        """None for a type this consumer does not listen to."""
        headers = dict(record.headers or ())
        type_name = (headers.get("type") or b"").decode("utf-8", "replace")
        route = self._routes.get(type_name)
        if route is None:
            return None if type_name else _Letter(record, "no_type", "")
        try:
            event = route.event.model_validate_json(record.value or b"")
        except ValidationError:
            return _Letter(record, "malformed", "ValidationError")  # its text quotes the input
        if not event.event_id or record.topic != event.TOPIC:
            return _Letter(record, "malformed", "no event id" if not event.event_id else "wrong topic")
        parent = (headers.get("traceparent") or b"").decode("ascii", "replace")
        return Item(route.needs(event), _acting(route, event, parent), mark_of(self.group, event.event_id))

    async def _outcome(self, record: ConsumerRecord, item: Item, result: Any) -> _Letter | None:
        for _ in range(TRIES_BEFORE_DEAD_LETTER - 1):
            if not isinstance(result, Failed) or isinstance(result.error, Unavailable):
                break
            await asyncio.sleep(PAUSE_BETWEEN_TRIES_SECONDS)
            result = (await run_batch(self._open_work, [item]))[0]
        if isinstance(result, Failed) and isinstance(result.error, Unavailable):
            raise result.error
        if isinstance(result, Failed):
            return _Letter(record, "failed", type(result.error).__name__)
        self._dead_in_a_row = 0
        if result is REPEATED:
            metrics.events_repeated.labels(self.group).inc()
        else:
            metrics.events_applied.labels(self.group, _type_of(record)).inc()
        return None

    async def _put_aside(self, letter: _Letter) -> None:
        self._dead_in_a_row += 1
        if self._dead_in_a_row > DEAD_LETTERS_IN_A_ROW:
            self._stop_service(f"{self.group}: more than {DEAD_LETTERS_IN_A_ROW} events in a row cannot be applied")
            raise Unavailable("too many dead letters in a row")
        record = letter.record
        origin = f"{record.topic}/{record.partition}/{record.offset}"
        headers = [(name, value) for name, value in record.headers or () if name in ("type", "event_id", "traceparent")]
        headers += [("reason", letter.reason.encode()), ("error", letter.error.encode()), ("origin", origin.encode())]
        await self._set_aside(self.dead_letters, record.key, record.value, headers)
        metrics.dead_letters.labels(self.group, letter.reason).inc()
        log.error("event set aside", consumer=self.group, origin=origin, reason=letter.reason, error=letter.error)


def _acting(route: _Route, event: Event, parent: str) -> Callable[[UnitOfWork], None]:
    def act(work: UnitOfWork) -> None:
        if not parent:
            route.handler(route.opens(work), event)
            return
        with span(f"apply {route.event.__name__}", SpanKind.CONSUMER, parent):
            route.handler(route.opens(work), event)

    return act


def _type_of(record: ConsumerRecord) -> str:
    return next((value.decode() for name, value in record.headers or () if name == "type"), "")


def _starts(records: Sequence[ConsumerRecord]) -> dict[TopicPartition, int]:
    starts: dict[TopicPartition, int] = {}
    for record in records:
        starts.setdefault(TopicPartition(record.topic, record.partition), record.offset)
    return starts


def _ends(records: Sequence[ConsumerRecord]) -> dict[TopicPartition, int]:
    return {TopicPartition(record.topic, record.partition): record.offset + 1 for record in records}
