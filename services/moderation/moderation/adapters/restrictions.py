"""Restrictions in MongoDB, and the roles that somebody holds."""

from dataclasses import asdict
from datetime import datetime

from causeway.event import Event
from causeway.moderation.v1.events import PersonBarred
from causeway_kit import audit
from causeway_kit.access import EVERYTHING, GRANTS, programme_scope
from causeway_kit.bars import BarRows
from causeway_kit.store import Document, Indexes, Store
from causeway_kit.work import UnitOfWork
from moderation.adapters.case_documents import to_case
from moderation.app.ports import CASES
from moderation.app.restrict import RESTRICTIONS
from moderation.domain.act import Act
from moderation.domain.case import Case
from moderation.domain.restriction import Measure, Restriction

RESTRICTION_INDEXES: Indexes = {RESTRICTIONS: [([("programme_id", 1), ("until", 1), ("_id", 1)], {})]}


class MongoStaffroom:
    """What one batch restricts; written together when its unit of work commits."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    @property
    def now(self) -> datetime:
        return self._work.clock.now()

    def restriction(self, person_id: str) -> Restriction | None:
        document = self._work.get(RESTRICTIONS, person_id)
        return to_restriction(document) if document else None

    def save_restriction(self, restriction: Restriction, events: list[Event]) -> None:
        self._work.save(RESTRICTIONS, _from_restriction(restriction))
        self._work.publish(events)
        for event in events:
            if isinstance(event, PersonBarred):
                BarRows(self._work).put(event.person_id, event.until, event.version, suspended=event.suspended)

    def known_case(self, case_id: str) -> Case | None:
        document = self._work.get(CASES, case_id)
        return to_case(document) if document else None

    def sealed(self, person_id: str, reason: str) -> str:
        return self._work.keyring.seal(person_id, f"restrictions/{person_id}/reason", reason)

    def record(self, act: Act) -> None:
        self._work.record(audit.Act(**asdict(act)))


class MongoRestrictions:
    """Restrictions as staff read them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def roles_of(self, person_id: str, programme_id: str) -> frozenset[str]:
        """In this programme, or for all of them."""
        scopes = [programme_scope(programme_id), EVERYTHING]
        rows = await self._store.find(GRANTS, {"person_id": person_id, "active": True, "scope": {"$in": scopes}})
        return frozenset(row["role"] for row in rows)

    async def holding(self, programme_id: str, now: datetime, size: int, after: str) -> list[Restriction]:
        query = {"programme_id": programme_id, "until": {"$gt": now}, "_id": {"$gt": after}}
        rows = await self._store.find(RESTRICTIONS, query, sort=[("_id", 1)], limit=size)
        return [to_restriction(row) for row in rows]


def to_restriction(document: Document) -> Restriction:
    return Restriction(
        person_id=document["_id"],
        programme_id=document["programme_id"],
        measure=Measure(document["measure"]),
        by=document["by"],
        at=document["at"],
        until=document["until"],
        reason=document["reason"],
        version=document["version"],
    )


def _from_restriction(restriction: Restriction) -> Document:
    return {
        "_id": restriction.person_id,
        "programme_id": restriction.programme_id,
        "measure": restriction.measure.value,
        "by": restriction.by,
        "at": restriction.at,
        "until": restriction.until,
        "reason": restriction.reason,
        "version": restriction.version,
    }
