"""The waiting list in MongoDB: it follows people and their ties, whoever changes them."""

import contextlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from causeway.event import Event
from causeway_kit.errors import Duplicate
from causeway_kit.store import Document, Indexes, Store
from causeway_kit.work import UnitOfWork
from matching.adapters.run_documents import to_settings
from matching.app.ports import MATCHING_SETTINGS, PAIRS, PEOPLE, TIES
from matching.app.waiting_ports import WAITING
from matching.domain.matching_settings import MatchingSettings
from matching.domain.people import Side
from matching.domain.waiting import Waiting

CURSORS = "cursors"
OVERLAP = timedelta(seconds=10)  # a change becomes visible when its transaction ends, later than its time says
AT_ONCE = 1_000
PLAIN = {"programme_id": 1, "side": 1, "ready": 1, "changed_at": 1}

INDEXES: Indexes = {
    WAITING: [([("programme_id", 1), ("since", 1), ("_id", 1)], {})],
    CURSORS: [],
    PEOPLE: [([("changed_at", 1)], {})],
    TIES: [([("changed_at", 1)], {})],
}


class MongoWaitingRegister:
    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    @property
    def now(self) -> datetime:
        return self._work.clock.now()

    def waiting(self, mentee_id: str) -> Waiting | None:
        document = self._work.get(WAITING, mentee_id)
        return _to_waiting(document) if document else None

    def save_waiting(self, waiting: Waiting, events: Sequence[Event]) -> None:
        self._work.save(WAITING, _from_waiting(waiting))
        self._work.publish(events)


class MongoWaiting:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._handled: dict[str, datetime] = {}  # what changed within the overlap and was looked at

    async def follow(self, now: datetime) -> None:
        cursor = await self._store.find_one(CURSORS, {"_id": WAITING})
        if cursor is None:
            await self._read_everybody(now)
        since = (cursor["at"] if cursor is not None else now) - OVERLAP
        changed: dict[str, datetime] = {}
        for collection in (PEOPLE, TIES):
            rows = await self._store.find(collection, {"changed_at": {"$gte": since}}, projection={"changed_at": 1})
            changed |= {row["_id"]: max(row["changed_at"], changed.get(row["_id"], row["changed_at"])) for row in rows}
        fresh = [person_id for person_id, at in changed.items() if self._handled.get(person_id) != at]
        for place in range(0, len(fresh), AT_ONCE):
            some = {"_id": {"$in": fresh[place : place + AT_ONCE]}}
            await self._settle(await self._store.find(PEOPLE, some, projection=PLAIN), now)
        self._handled = {person_id: at for person_id, at in changed.items() if at >= now - OVERLAP}
        if fresh or cursor is None:
            await self._store.update_one(CURSORS, {"_id": WAITING}, {"$max": {"at": now}}, upsert=True)

    async def _read_everybody(self, now: datetime) -> None:
        """Once: those whom an older build enrolled bear no time of their change."""
        after = ""
        while rows := await self._store.find(PEOPLE, {"_id": {"$gt": after}}, sort=[("_id", 1)], limit=AT_ONCE, projection=PLAIN):
            await self._settle(rows, now)
            after = rows[-1]["_id"]

    async def _settle(self, people: Sequence[Document], now: datetime) -> None:
        mentees = {row["_id"]: row for row in people if row["side"] == Side.MENTEE.value}
        ties = {row["_id"]: row for row in await self._store.find(TIES, {"_id": {"$in": list(mentees)}})}
        alone = [row for id, row in mentees.items() if row.get("ready", True) and not ties.get(id, {}).get("pairs")]
        gone = mentees.keys() - {row["_id"] for row in alone}
        if gone:
            await self._store.delete_many(WAITING, {"_id": {"$in": sorted(gone)}})
        if alone:
            await self._add(alone, ties, now)

    async def _add(self, alone: Sequence[Document], ties: Mapping[str, Document], now: datetime) -> None:
        """Whoever is on the list keeps their place, unless they had a mentor since: then they wait anew."""
        ids = [row["_id"] for row in alone]
        listed = {row["_id"]: row["displaced"] for row in await self._store.find(WAITING, {"_id": {"$in": ids}})}
        paired = await self._store.find(PAIRS, {"mentee_id": {"$in": ids}}, projection={"mentee_id": 1})
        had_one = {row["mentee_id"] for row in paired}
        if anew := [id for id, displaced in listed.items() if id in had_one and not displaced]:
            await self._store.delete_many(WAITING, {"_id": {"$in": anew}})
        new = [
            _arrival(row, ties[row["_id"]] if row["_id"] in had_one & ties.keys() else None, now)
            for row in alone
            if row["_id"] not in listed or row["_id"] in anew
        ]
        with contextlib.suppress(Duplicate):  # another process was faster with one of them; the others are in
            await self._store.insert_many(WAITING, new)

    async def waiting(self, programme_id: str, size: int, start: int) -> Sequence[Waiting]:
        longest = [("since", 1), ("_id", 1)]
        rows = await self._store.find(WAITING, {"programme_id": programme_id}, sort=longest, skip=start, limit=size)
        return [_to_waiting(row) for row in rows]

    async def limited(self) -> Sequence[MatchingSettings]:
        asking = {"$or": [{"longest_wait_days": {"$gt": 0}}, {"repair_minutes": {"$gt": 0}}]}
        return [to_settings(row) for row in await self._store.find(MATCHING_SETTINGS, asking)]

    async def too_long(self, programme_id: str, since: datetime, limit: int) -> Sequence[Waiting]:
        query = {"programme_id": programme_id, "since": {"$lte": since}, "announced": False}
        return [_to_waiting(row) for row in await self._store.find(WAITING, query, sort=[("since", 1)], limit=limit)]


def _arrival(row: Document, ties: Document | None, now: datetime) -> Document:
    """Ties: of somebody who had a mentor. Those of older builds bear no time of their change: they wait from now on."""
    since = (ties or row).get("changed_at", now)
    waiting = Waiting(row["_id"], row["programme_id"], since, displaced=ties is not None)
    return {**_from_waiting(waiting), "_version": 1}


def _to_waiting(document: Document) -> Waiting:
    return Waiting(document["_id"], document["programme_id"], document["since"], document["displaced"], document["announced"])


def _from_waiting(waiting: Waiting) -> Document:
    return {
        "_id": waiting.mentee_id,
        "programme_id": waiting.programme_id,
        "since": waiting.since,
        "displaced": waiting.displaced,
        "announced": waiting.announced,
    }
