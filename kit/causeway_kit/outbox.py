"""Events wait here, stored together with the state they tell of, until the relay has handed them to Kafka."""

import zlib
from datetime import datetime, timedelta

from causeway.event import Event
from causeway_kit.ids import first_id_at, order_of
from causeway_kit.store import Document, Indexes, Store

OUTBOX = "outbox"
SHARDS = 64  # fixed for ever: a key never changes its shard
KEEP_SENT = timedelta(days=14)  # longer than the topics' 7 days, so that a lost topic can be filled again


def shard_of(key: str) -> int:
    return zlib.crc32(key.encode()) % SHARDS


def row(event: Event, trace: str) -> Document:
    return {
        "_id": event.event_id,
        "shard": shard_of(event.key),
        "order": order_of(event.event_id),
        "topic": event.TOPIC,
        "key": event.key,
        "type": type(event).__name__,
        "value": event.to_json(),
        "trace": trace,
        "sent": False,
    }


async def forget_sent(store: Store, now: datetime) -> None:
    """Removes events that were sent and are older than they need to be kept. Ids sort by time, so no index is needed."""
    await store.delete_many(OUTBOX, {"_id": {"$lt": first_id_at(now - KEEP_SENT)}, "sent": True})


INDEXES: Indexes = {
    OUTBOX: [([("order", 1)], {"name": "unsent", "partialFilterExpression": {"sent": False}})],
}
