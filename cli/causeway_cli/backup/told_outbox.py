"""Puts events that Kafka has and the restored outbox has not back into the outbox, as sent."""

from collections import Counter
from collections.abc import Sequence

from aiokafka import ConsumerRecord
from pymongo import UpdateOne

from causeway_cli.backup.log import header
from causeway_cli.backup.snapshot import Client
from causeway_kit.ids import order_of
from causeway_kit.outbox import OUTBOX, events_in

EVENT_ID_LENGTH = 32


class ToldOutbox:
    def __init__(self, client: Client, database: str, unsent_since: str) -> None:
        """Events that may lie behind the known end of a topic and in the backup too are in parcels from this id on."""
        self._outbox = client[database][OUTBOX]
        parcels = self._outbox.find({"_id": {"$gte": unsent_since}}, {"events.id": 1})
        self._known = {event["id"] for event in events_in(parcels)}

    def put(self, records: Sequence[ConsumerRecord]) -> Counter[str]:
        """Once each, however often Kafka has it. Gives by type how many were new."""
        fresh = {id: record for record in records if (id := _id(record)) and id not in self._known}
        if not fresh:
            return Counter()
        writes = [UpdateOne({"_id": id}, {"$setOnInsert": _parcel(id, record)}, upsert=True) for id, record in fresh.items()]
        new = self._outbox.bulk_write(writes, ordered=False).upserted_ids or {}
        return Counter(header(fresh[id], "type") for id in new.values())


def _id(record: ConsumerRecord) -> str:
    id = header(record, "event_id")
    return id if len(id) == EVENT_ID_LENGTH else ""


def _parcel(id: str, record: ConsumerRecord) -> dict[str, object]:
    """A parcel of its own: the one that it was sent in is not known any more."""
    event = {
        "id": id,
        "topic": record.topic,
        "key": (record.key or b"").decode("utf-8", "replace"),
        "type": header(record, "type"),
        "value": record.value,
        "trace": header(record, "traceparent"),
    }
    return {"order": order_of(id), "shard": 0, "sent": True, "events": [event]}
