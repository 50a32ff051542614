"""Queries outside a unit of work: a caller's own rows, and what is due."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from causeway_kit.store import Document, Store
from notifications.adapters.documents import to_delivery, to_person, to_pigeonhole, to_preferences
from notifications.app.ports import DELIVERIES, PEOPLE, PIGEONHOLES, PREFERENCES
from notifications.domain.notice import Notice
from notifications.domain.nudge import Delivery, State
from notifications.domain.pigeonhole import Pigeonhole, notice_in
from notifications.domain.preferences import Person, Preferences
from notifications.domain.urgent import URGENT

NEWEST_FIRST = [("made_at", -1), ("_id", -1)]


class MongoReading:
    def __init__(self, store: Store, *, urgent: bool = False) -> None:
        """Of deliveries only the urgent ones, or only the others: neither ever waits for the other."""
        self._store = store
        self._kinds = {"kind": {"$in" if urgent else "$nin": sorted(URGENT)}}

    async def preferences(self, person_id: str) -> tuple[Preferences, Person]:
        chosen = await self._store.find_one(PREFERENCES, {"_id": person_id})
        person = await self._store.find_one(PEOPLE, {"_id": person_id})
        return (
            to_preferences(chosen) if chosen else Preferences(),
            to_person(person) if person else Person(person_id),
        )

    async def notices(self, person_ids: Collection[str], before: tuple[datetime, str] | None, limit: int) -> list[Notice]:
        query: dict[str, Any] = {"person_id": {"$in": list(person_ids)}, "count": {"$gt": 0}}
        if before is not None:
            made_at, id = before
            query["$or"] = [{"made_at": {"$lt": made_at}}, {"made_at": made_at, "_id": {"$lt": id}}]
        return _notices(await self._store.find(PIGEONHOLES, query, sort=NEWEST_FIRST, limit=limit))

    async def unseen(self, person_ids: Collection[str]) -> int:
        return await self._store.count(PIGEONHOLES, {"person_id": {"$in": list(person_ids)}, "seen": False})

    async def unseen_ids(self, person_ids: Collection[str]) -> list[str]:
        query = {"person_id": {"$in": list(person_ids)}, "seen": False}
        return [row["_id"] for row in await self._store.find(PIGEONHOLES, query, projection={"_id": 1})]

    async def changed(self, person_ids: Iterable[str], since: datetime) -> list[Notice]:
        query = {"person_id": {"$in": list(person_ids)}, "made_at": {"$gte": since}, "seen": False}
        return _notices(await self._store.find(PIGEONHOLES, query, sort=[("made_at", 1)]))

    async def due(self, now: datetime, limit: int) -> list[Pigeonhole]:
        rows = await self._store.find(PIGEONHOLES, {"due": {"$lte": now}}, sort=[("due", 1)], limit=limit)
        return [to_pigeonhole(row) for row in rows]

    async def claimed(self, now: datetime, limit: int) -> list[Delivery]:
        query = {"state": State.CLAIMED.value, "not_before": {"$lte": now}, **self._kinds}
        rows = await self._store.find(DELIVERIES, query, sort=[("not_before", 1)], limit=limit)
        return [to_delivery(row) for row in rows]

    async def stuck(self, began_before: datetime, limit: int) -> list[Delivery]:
        query = {"state": State.SENDING.value, "began_at": {"$lt": began_before}, **self._kinds}
        return [to_delivery(row) for row in await self._store.find(DELIVERIES, query, limit=limit)]


def _notices(rows: Iterable[Document]) -> list[Notice]:
    return [notice for row in rows if (notice := notice_in(to_pigeonhole(row))) is not None]
