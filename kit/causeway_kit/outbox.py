"""Events wait here, stored together with the state they tell of, until the relay has handed them to Kafka.

The events of one transaction share one document, a parcel: storing and marking cost the same for one event and for a
hundred. A parcel lies in the shard of the process that wrote it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from causeway.event import Event
from causeway_kit.ids import first_id_at, new_event_id, order_of
from causeway_kit.store import Document, Indexes, Store

OUTBOX = "outbox"
SHARDS = 64  # fixed for ever: the most processes of one service that can each have a shard of their own
KEEP_SENT = timedelta(days=14)  # longer than the topics' 7 days, so that a lost topic can be filled again
PARCEL_BYTES = 4_000_000  # of values; MongoDB takes documents and commands of 16 MB
TOGETHER = 3  # parcels in a command


class Writer(Protocol):
    """Whoever sends what a unit of work stores."""

    @property
    def shard(self) -> int:
        """Where parcels of this process lie."""

    def stored(self, parcels: Sequence[Document]) -> None:
        """These are stored for good, after all that were told of before."""

    def doubtful(self) -> None:
        """A commit ended without an answer: it may have stored parcels that nobody will tell of."""


class Unattended:
    """A writer without a relay of its own: what it stores is found by the relay that looks after shard 0."""

    shard = 0

    def stored(self, parcels: Sequence[Document]) -> None:
        """Found by a look at the database."""

    def doubtful(self) -> None:
        """Found by a look at the database."""


UNATTENDED = Unattended()


def entry(event: Event, trace: str) -> dict[str, Any]:
    """One event as it lies in a parcel and as it will travel."""
    return {
        "id": event.event_id,
        "topic": event.TOPIC,
        "key": event.key,
        "type": type(event).__name__,
        "value": event.to_json(),
        "trace": trace,
    }


def parcels(entries: Iterable[dict[str, Any]], shard: int) -> Iterator[Document]:
    """The documents that hold these events, in their order."""
    held: list[dict[str, Any]] = []
    size = 0
    for one in entries:
        if held and size + len(one["value"]) > PARCEL_BYTES:
            yield _parcel(held, shard)
            held, size = [], 0
        held.append(one)
        size += len(one["value"])
    if held:
        yield _parcel(held, shard)


def _parcel(held: list[dict[str, Any]], shard: int) -> Document:
    id = new_event_id()
    return {"_id": id, "order": order_of(id), "shard": shard, "sent": False, "events": held}


def shard_in(parcel: Document) -> int:
    """Parcels of an earlier build name no shard: they count as those of shard 0."""
    return int(parcel.get("shard") or 0)


def in_shards(shards: Iterable[int]) -> dict[str, Any]:
    """What a query asks of the field `shard` to find the parcels of these shards."""
    return {"$in": _stored(shards)}


def outside_shards(shards: Iterable[int]) -> dict[str, Any]:
    return {"$nin": _stored(shards)}


def _stored(shards: Iterable[int]) -> list[int | None]:
    named = sorted(shards)
    return [*named, None] if 0 in named else [*named]


def events_in(parcels: Iterable[Document]) -> Iterator[dict[str, Any]]:
    """The events of stored parcels, in their order: id, topic, key, type, value, trace."""
    for parcel in parcels:
        yield from parcel["events"]


async def forget_sent(store: Store, now: datetime) -> None:
    """Removes events that were sent and are older than they need to be kept. Ids sort by time, so no index is needed."""
    await store.delete_many(OUTBOX, {"_id": {"$lt": first_id_at(now - KEEP_SENT)}, "sent": True})


INDEXES: Indexes = {
    OUTBOX: [([("shard", 1), ("order", 1)], {"name": "unsent_of_shard", "partialFilterExpression": {"sent": False}})],
}
