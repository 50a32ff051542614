"""The relay: sends stored events to Kafka in order per key, and marks them sent. Twice may happen, never may not."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from causeway_kit import metrics
from causeway_kit.errors import Unavailable
from causeway_kit.outbox import OUTBOX, events_in
from causeway_kit.store import Document, Store

log = structlog.get_logger()
Event = dict[str, Any]  # as it lies in a parcel

POLL_SECONDS = 0.5  # the truth; a wake-up after a commit only makes it sooner
PARCELS = 40  # of up to 4 MB each, far less in practice
MARK_SECONDS = 0.25
UNMARKED = 200  # parcels
SEND_SECONDS = 20  # longer than an ordinary restart of the broker
CLOSE_SECONDS = 3


class Relay:
    """Owns every event that is stored and not yet sent. At least once; consumers drop repeats."""

    def __init__(self, store: Store, bootstrap: str) -> None:
        self._store = store
        self._bootstrap = bootstrap
        self._woken = asyncio.Event()
        self._producer: AIOKafkaProducer | None = None
        self._closing: set[asyncio.Task[None]] = set()
        self._sent: set[str] = set()  # and not yet marked
        self._marking: asyncio.Task[None] | None = None

    def wake(self) -> None:
        self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Runs until stop is set, then sends what is left and returns."""
        while not stop.is_set():
            await self._rest()
            await _surviving(self.send_waiting)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(_surviving(self.send_waiting), CLOSE_SECONDS)
        await self._discard_producer()
        await self._mark()
        await asyncio.gather(*self._closing)

    async def _rest(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), POLL_SECONDS)
        self._woken.clear()

    async def send_waiting(self) -> None:
        """Sends all that waits, batch by batch. Raises Unavailable when the database is away."""
        while True:
            parcels = await self._waiting_parcels()
            events = list(events_in(parcels))
            metrics.outbox_waiting.set(len(events))
            if not events:
                return
            await self._send(events)
            metrics.outbox_sent.inc(len(events))
            await self._mark_later([parcel["_id"] for parcel in parcels])

    async def _waiting_parcels(self) -> list[Document]:
        """What is stored for good, and not sent by us already."""
        sent = list(self._sent)  # as of now: a mark that is stored while we read is not in what we get
        query = {"sent": False, **({"_id": {"$nin": sent}} if sent else {})}
        return await self._store.find(OUTBOX, query, sort=[("order", 1)], limit=PARCELS)

    async def _mark_later(self, ids: Sequence[str]) -> None:
        """Many parcels share a mark; a crash before it sends them again, and consumers know them."""
        self._sent.update(ids)
        if len(self._sent) > UNMARKED:
            await self._mark()
        elif self._marking is None:
            self._marking = asyncio.create_task(self._mark_in_a_moment())

    async def _mark_in_a_moment(self) -> None:
        await asyncio.sleep(MARK_SECONDS)
        self._marking = None
        await self._mark()

    async def _mark(self) -> None:
        ids = list(self._sent)
        try:
            await self._store.update_many(OUTBOX, {"_id": {"$in": ids}}, {"$set": {"sent": True}})
        except Unavailable as error:
            log.warning("sent events are not marked and will be sent again", error=str(error), parcels=len(ids))
        self._sent.difference_update(ids)

    async def _send(self, events: Sequence[Event]) -> None:
        """Sends the same batch again until it is acknowledged, with a new producer after each trouble."""
        while True:
            try:
                producer = await self._open_producer()
                await asyncio.wait_for(_send_all(producer, events), SEND_SECONDS)
                return
            except (TimeoutError, KafkaError) as error:
                log.warning("events could not be sent, trying again", error=type(error).__name__, events=len(events))
                metrics.producer_rebuilds.inc()
                await self._discard_producer()
                await asyncio.sleep(0.5)

    async def _open_producer(self) -> AIOKafkaProducer:
        if self._producer is None:
            producer = AIOKafkaProducer(
                bootstrap_servers=self._bootstrap,
                acks="all",
                enable_idempotence=True,
                metadata_max_age_ms=5000,
                compression_type=None,
            )
            try:
                await asyncio.wait_for(producer.start(), 5)
            except BaseException:
                self._close_later(producer)
                raise
            self._producer = producer
        return self._producer

    async def _discard_producer(self) -> None:
        if self._producer is not None:
            self._close_later(self._producer)
            self._producer = None

    def _close_later(self, producer: AIOKafkaProducer) -> None:
        """In the background: stop() of a troubled producer waits for what it could not send."""
        task = asyncio.create_task(_close(producer))
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)


async def _send_all(producer: AIOKafkaProducer, events: Sequence[Event]) -> None:
    sent = [
        await producer.send(event["topic"], bytes(event["value"]), key=event["key"].encode(), headers=_headers(event))
        for event in events
    ]
    await asyncio.gather(*sent)


def _headers(event: Event) -> list[tuple[str, bytes]]:
    headers = [("type", event["type"].encode()), ("event_id", event["id"].encode())]
    return [*headers, ("traceparent", event["trace"].encode())] if event["trace"] else headers


async def _close(producer: AIOKafkaProducer) -> None:
    with contextlib.suppress(TimeoutError, KafkaError):
        await asyncio.wait_for(producer.stop(), CLOSE_SECONDS)


async def _surviving(step: Callable[[], Awaitable[None]]) -> None:
    try:
        await step()
    except Unavailable as error:
        log.warning("the outbox cannot be read, trying again", error=str(error))
        await asyncio.sleep(1)
