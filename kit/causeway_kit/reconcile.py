"""Reconcile: compares what the outbox tells with what the topics hold, by event id, and sends again what a topic lost.

Consumers know the events that they applied already, so sending one again changes nothing.
"""

import hashlib
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError

from causeway_kit.errors import Unavailable
from causeway_kit.ids import first_id_at
from causeway_kit.outbox import OUTBOX, events_in
from causeway_kit.sender import Sender
from causeway_kit.store import Document, Store

KEPT = timedelta(days=7) - timedelta(hours=1)  # as long as topics keep events, less what they may forget meanwhile
SETTLED = timedelta(seconds=10)  # younger events are still on their way
PAGE = 500  # parcels compared at once
WHOLE = 20  # parcels read with their values at once
ID_BYTES = 16
BUCKET_BITS = 34  # of the nanoseconds in an id: 17 seconds
OPENED = 4  # buckets that are ready to be looked into
FETCH_BYTES = 262_144  # of a partition
POLL_MS = 500
SILENT_POLLS = 60

Show = Callable[[str, int, int], None]  # what is under way, how much of it is done, of how much


@dataclass(frozen=True, slots=True)
class TopicFound:
    """What became of one topic's events of the last days."""

    topic: str
    events: int  # in the outbox
    present: int  # of these in the topic before anything was sent again
    republished: int
    missing: int  # at the end


def show_nothing(what: str, done: int, total: int) -> None:
    """For callers without a screen."""


async def reconcile(
    store: Store,
    bootstrap: str,
    topics: Sequence[str],
    now: datetime,
    *,
    dry_run: bool = False,
    again_from: datetime | None = None,
    show: Show = show_nothing,
) -> list[TopicFound]:
    """Compares one service's outbox with its topics, which must exist. Raises Unavailable.

    What was stored since `again_from` is sent again even if it is there: a broker that lost the end of its log gives the
    same places to new events, and a consumer that had read up to there skips them.
    """
    async with _reading(bootstrap, topics) as seen:
        await seen.read_on(show)
        comparison = _Comparison(store, seen, now, show)
        first = await comparison.run(None if dry_run else Sender(bootstrap), again_from)
        last = first
        if first.republished:
            await seen.read_on(show)
            last = await comparison.run()
        return [
            TopicFound(topic, first.events[topic], first.present[topic], first.republished[topic], last.missing(topic))
            for topic in sorted({*topics, *first.events})
        ]


class EventIds:
    """Millions of event ids: 16 bytes each, in buckets by the time they were made, of which a few are open as sets."""

    def __init__(self) -> None:
        self._buckets: dict[int, bytearray] = {}
        self._open: OrderedDict[int, set[bytes]] = OrderedDict()

    def add(self, id: str) -> None:
        raw = _raw(id)
        bucket = _bucket(raw)
        self._buckets.setdefault(bucket, bytearray()).extend(raw)
        if bucket in self._open:
            self._open[bucket].add(raw)

    def __contains__(self, id: str) -> bool:
        raw = _raw(id)
        bucket = _bucket(raw)
        if bucket not in self._open:
            packed = bytes(self._buckets.get(bucket, b""))
            self._open[bucket] = {packed[place : place + ID_BYTES] for place in range(0, len(packed), ID_BYTES)}
            if len(self._open) > OPENED:
                self._open.popitem(last=False)
        return raw in self._open[bucket]


def _raw(id: str) -> bytes:
    try:
        raw = bytes.fromhex(id)
    except ValueError:
        raw = b""
    return raw if len(raw) == ID_BYTES else hashlib.blake2b(id.encode(), digest_size=ID_BYTES).digest()


def _bucket(raw: bytes) -> int:
    return int.from_bytes(raw[:8]) >> BUCKET_BITS


class _Seen:
    """The ids of all events in some topics, as far as they were read."""

    def __init__(self, consumer: AIOKafkaConsumer) -> None:
        self._consumer = consumer
        self._ids: dict[str, EventIds] = {}

    def has(self, topic: str, id: str) -> bool:
        return topic in self._ids and id in self._ids[topic]

    async def read_on(self, show: Show = show_nothing) -> None:
        """Reads from where it stopped to what are the ends now. Raises Unavailable."""
        try:
            ends = await self._consumer.end_offsets(list(self._consumer.assignment()))
            total = left = await self._left(ends)
            silent = 0
            while left:
                show("events in topics", total - left, total)
                taken = await self._consumer.getmany(timeout_ms=POLL_MS)
                for place, records in taken.items():
                    self._note(place.topic, records)
                silent = 0 if taken else silent + 1
                if silent > SILENT_POLLS:
                    raise Unavailable("Kafka does not give the events of its topics")
                left = await self._left(ends)
        except KafkaError as error:
            raise Unavailable(f"Kafka does not answer ({type(error).__name__})") from error

    async def _left(self, ends: dict[TopicPartition, int]) -> int:
        return sum([max(0, end - await self._consumer.position(place)) for place, end in ends.items()])

    def _note(self, topic: str, records: Iterable[ConsumerRecord]) -> None:
        ids = self._ids.setdefault(topic, EventIds())
        for record in records:
            for name, value in record.headers:
                if name == "event_id":
                    ids.add(value.decode("ascii", "replace"))


@asynccontextmanager
async def _reading(bootstrap: str, topics: Sequence[str]) -> AsyncIterator[_Seen]:
    """Reads without a group, so that no consumer's place changes."""
    consumer = AIOKafkaConsumer(
        *topics,
        bootstrap_servers=bootstrap,
        group_id=None,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        max_partition_fetch_bytes=FETCH_BYTES,
    )
    try:
        await consumer.start()
        if topics:
            await consumer.seek_to_beginning()
        yield _Seen(consumer)
    except KafkaError as error:
        raise Unavailable(f"Kafka does not answer ({type(error).__name__})") from error
    finally:
        await consumer.stop()


class _Compared:
    """Counts by topic, of one pass over the outbox."""

    def __init__(self) -> None:
        self.events: Counter[str] = Counter()
        self.present: Counter[str] = Counter()
        self.republished: Counter[str] = Counter()

    def missing(self, topic: str) -> int:
        return self.events[topic] - self.present[topic]


class _Comparison:
    """Passes over the parcels of one outbox that are old enough to be sent and too young to be forgotten."""

    def __init__(self, store: Store, seen: _Seen, now: datetime, show: Show) -> None:
        self._store = store
        self._seen = seen
        self._show = show
        self._from, self._until = first_id_at(now - KEPT), first_id_at(now - SETTLED)

    async def run(self, sender: Sender | None = None, again_from: datetime | None = None) -> _Compared:
        """With a sender, what is missing is sent again, and everything since `again_from`. Raises Unavailable."""
        found, again = _Compared(), first_id_at(again_from) if again_from else self._until
        total, done = await self._store.count(OUTBOX, {"_id": {"$gte": self._from, "$lt": self._until}}), 0
        try:
            async for parcels in self._pages():
                wanted = await self._lost(parcels, found)
                wanted |= {parcel["_id"]: _ids(parcel) for parcel in parcels if parcel["_id"] >= again}
                if wanted and sender is not None:
                    await self._send_again(wanted, sender, found)
                done += len(parcels)
                self._show("parcels in the outbox", min(done, total), total)
        finally:
            if sender is not None:
                await sender.close()
        return found

    async def _pages(self) -> AsyncIterator[list[Document]]:
        """Ids and topics alone, in the order of ids. All were stored long before the first was read."""
        after, ids = {"$gte": self._from}, {"events.id": 1, "events.topic": 1}
        while True:
            query = {"_id": {**after, "$lt": self._until}}
            page = await self._store.find(OUTBOX, query, projection=ids, sort=[("_id", 1)], limit=PAGE)
            if not page:
                return
            yield page
            after = {"$gt": page[-1]["_id"]}

    async def _lost(self, parcels: Sequence[Document], found: _Compared) -> dict[str, set[str]]:
        """Events that the topics do not hold even now, by their parcel."""
        if not all(self._seen.has(event["topic"], event["id"]) for event in events_in(parcels)):
            await self._seen.read_on()  # it may have been sent since we read
        lost: dict[str, set[str]] = {}
        for parcel in parcels:
            for event in parcel["events"]:
                found.events[event["topic"]] += 1
                if self._seen.has(event["topic"], event["id"]):
                    found.present[event["topic"]] += 1
                else:
                    lost.setdefault(parcel["_id"], set()).add(event["id"])
        return lost

    async def _send_again(self, wanted: dict[str, set[str]], sender: Sender, found: _Compared) -> None:
        ids = sorted(wanted)
        for place in range(0, len(ids), WHOLE):
            whole = await self._store.find(OUTBOX, {"_id": {"$in": ids[place : place + WHOLE]}}, sort=[("_id", 1)])
            events: list[dict[str, Any]] = [
                event for parcel in whole for event in parcel["events"] if event["id"] in wanted[parcel["_id"]]
            ]
            await sender.send(events)
            found.republished.update(event["topic"] for event in events)


def _ids(parcel: Document) -> set[str]:
    return {event["id"] for event in parcel["events"]}
