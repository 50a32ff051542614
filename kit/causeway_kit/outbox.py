"""Events wait here, stored together with the state they tell of, until the relay has handed them to Kafka.

The events of one transaction share one document, a parcel: storing and marking cost the same for one event and for a
hundred.
"""

import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from causeway.event import Event
from causeway_kit.ids import first_id_at, new_event_id, order_of
from causeway_kit.store import Document, Indexes, Store

OUTBOX = "outbox"
SHARDS = 64  # fixed for ever: a key never changes its shard
KEEP_SENT = timedelta(days=14)  # longer than the topics' 7 days, so that a lost topic can be filled again
PARCEL_BYTES = 4_000_000  # of values; MongoDB takes documents of 16 MB


def shard_of(key: str) -> int:
    return zlib.crc32(key.encode()) % SHARDS


def entry(event: Event, trace: str) -> dict[str, Any]:
    """One event as it lies in a parcel and as it will travel."""
    return {
        "id": event.event_id,
        "shard": shard_of(event.key),
        "topic": event.TOPIC,
        "key": event.key,
        "type": type(event).__name__,
        "value": event.to_json(),
        "trace": trace,
    }


def parcels(entries: Iterable[dict[str, Any]]) -> Iterator[Document]:
    """The documents that hold these events, in their order."""
    held: list[dict[str, Any]] = []
    size = 0
    for one in entries:
        if held and size + len(one["value"]) > PARCEL_BYTES:
            yield _parcel(held)
            held, size = [], 0
        held.append(one)
        size += len(one["value"])
    if held:
        yield _parcel(held)


def _parcel(held: list[dict[str, Any]]) -> Document:
    id = new_event_id()
    return {"_id": id, "order": order_of(id), "sent": False, "events": held}


def events_in(parcels: Iterable[Document]) -> Iterator[dict[str, Any]]:
    """The events of stored parcels, in their order: id, shard, topic, key, type, value, trace."""
    for parcel in parcels:
        yield from parcel["events"]


async def forget_sent(store: Store, now: datetime) -> None:
    """Removes events that were sent and are older than they need to be kept. Ids sort by time, so no index is needed."""
    await store.delete_many(OUTBOX, {"_id": {"$lt": first_id_at(now - KEEP_SENT)}, "sent": True})


INDEXES: Indexes = {
    OUTBOX: [([("order", 1)], {"name": "unsent", "partialFilterExpression": {"sent": False}})],
}
