"""Events wait here, stored together with the state they tell of, until the relay has handed them to Kafka."""

import time
import zlib

from causeway.event import Event
from causeway_kit.store import Document, Indexes

OUTBOX = "outbox"
SHARDS = 64  # fixed for ever: a key never changes its shard
KEEP_SENT_DAYS = 14  # longer than the topics' 7 days, so that a lost topic can be filled again
_last_order = 0


def shard_of(key: str) -> int:
    return zlib.crc32(key.encode()) % SHARDS


def next_order() -> int:
    """Nanoseconds, strictly growing within this process: the order in which one key's events are sent."""
    global _last_order
    _last_order = max(_last_order + 1, time.time_ns())
    return _last_order


def row(event: Event, trace: str) -> Document:
    return {
        "_id": event.event_id,
        "shard": shard_of(event.key),
        "order": next_order(),
        "topic": event.TOPIC,
        "key": event.key,
        "type": type(event).__name__,
        "value": event.to_json(),
        "trace": trace,
        "sent": False,
    }


INDEXES: Indexes = {
    OUTBOX: [
        ([("order", 1)], {"name": "unsent", "partialFilterExpression": {"sent": False}}),
        ([("sent_at", 1)], {"name": "expiry", "expireAfterSeconds": KEEP_SENT_DAYS * 86400}),
    ],
}
