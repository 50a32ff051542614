"""Tells a new database from one that has vanished: a mark in it, and the same mark beside the group's offsets on Kafka.

A service that went on with an empty database after its own was lost would take every old event for unknown, and would
number, judge and count from nothing.
"""

import structlog
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import GroupAuthorizationFailedError, KafkaError

from causeway_kit.errors import Unavailable
from causeway_kit.ids import new_event_id
from causeway_kit.kafka_security import KafkaSecurity, reason, refusal
from causeway_kit.store import Indexes, Store

log = structlog.get_logger()

MARKS = "store_marks"
STORE = "store"
INDEXES: Indexes = {MARKS: []}
PATIENCE_MS = 5000
WHAT_TO_DO = (
    "nothing was changed. Restore it with `causeway restore` (where nothing runs, start with CAUSEWAY_NEW_STORE=true before); "
    "if it is meant to be new, that start is enough"
)


class StoreGone(Exception):
    """What was in the database is gone; the sentence says what to do."""


class StoreMark:
    """Of one service's database and its consumer group."""

    def __init__(self, store: Store, group: str) -> None:
        self._store = store
        self._group = group
        self.id = ""

    async def opened(self, indexes: Indexes, kafka: str, security: KafkaSecurity) -> str:
        """Makes collections and indexes, and gives the mark. Without a Kafka to ask, an empty database is taken for a new one.

        Raises SystemExit when the database has vanished, and Unavailable when it or Kafka cannot say yet.
        """
        if kafka and not await self._stored() and await _known_to_kafka(kafka, security, self._group):
            before = f"{self._group} has read events into another before"
            why = f"the database {self._store.name} is new or empty, and {before}: {WHAT_TO_DO}"
            log.error("cannot start", why=why)
            raise SystemExit(f"Cannot start: {why}.")
        await self._store.ensure(indexes)
        await self._store.update_one(*unless_marked(), upsert=True)
        self.id = await self._stored()
        return self.id

    async def look(self) -> None:
        """Raises StoreGone when the mark is not the one that was there, and Unavailable."""
        if self.id and await self._stored() != self.id:
            raise StoreGone(f"the database {self._store.name} is no longer the one that {self._group} began with: {WHAT_TO_DO}")

    async def _stored(self) -> str:
        row = await self._store.find_one(MARKS, {"_id": STORE})
        return str(row["mark"]) if row else ""


def unless_marked() -> tuple[str, dict[str, str], dict[str, dict[str, str]]]:
    """Collection, query and update that mark a database which has no mark yet: a new one, or one from an old backup."""
    return MARKS, {"_id": STORE}, {"$setOnInsert": {"mark": new_event_id()}}


async def _known_to_kafka(bootstrap: str, security: KafkaSecurity, group: str) -> bool:
    """Whether the group has told Kafka of a store. Builds that knew no marks told of none."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap, request_timeout_ms=PATIENCE_MS, **security.options)
    try:
        await admin.start()
        committed = await admin.list_consumer_group_offsets(group)
    except GroupAuthorizationFailedError as error:
        raise Unavailable(refusal(GroupAuthorizationFailedError(group), security.user)) from error
    except (KafkaError, OSError, TimeoutError) as error:
        raise Unavailable(await reason(error, bootstrap, security)) from error
    finally:
        await admin.close()
    return any(place.metadata for place in committed.values())
