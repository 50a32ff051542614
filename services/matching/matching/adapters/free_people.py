"""Reads everybody of a programme who may be matched now."""

from collections.abc import Sequence
from datetime import datetime

from causeway_kit.store import Document, Store
from matching.adapters import documents
from matching.adapters.opening import Opening
from matching.app.matched import LONGEST_WAIT, FreePeople
from matching.app.ports import PEOPLE, TIES
from matching.app.waiting_ports import WAITING
from matching.domain.pair import Ties
from matching.domain.people import Side
from matching.domain.readiness import is_ready

PEOPLE_AT_ONCE = 500  # opening that many keeps other calls waiting for some milliseconds only


class FreePeopleReading:
    def __init__(self, store: Store, opening: Opening) -> None:
        self._store = store
        self._opening = opening

    async def free_people(self, programme_id: str, now: datetime) -> FreePeople:
        found = FreePeople([], [], [], {})
        after = ""
        while True:
            query = {"programme_id": programme_id, "_id": {"$gt": after}}
            rows = await self._store.find(PEOPLE, query, sort=[("_id", 1)], limit=PEOPLE_AT_ONCE)
            if not rows:
                return found
            await self._add([row for row in rows if is_ready(documents.to_enrolment(row), now)], found, now)
            after = rows[-1]["_id"]

    async def _add(self, rows: Sequence[Document], found: FreePeople, now: datetime) -> None:
        ids = [row["_id"] for row in rows]
        ties, since = await self._ties(ids), await self._since(ids)
        await self._opening.keys_of(row["profile"] for row in rows)
        for row in rows:
            line = self._opening.open(row["profile"], documents.profile_place(row["_id"]))
            tied = ties.get(row["_id"], Ties(row["_id"]))
            if line is None or tied.rests_at(now):
                continue
            if row["side"] == Side.MENTOR.value:
                found.mentors.append((row["_id"], line, len(tied.pairs)))
            elif not tied.pairs:
                found.mentees.append((row["_id"], line))
                found.met.extend((row["_id"], other) for other in tied.met)
                if row["_id"] in since or tied.goes_first:
                    waited = (now - since.get(row["_id"], now)).days
                    found.waiting_days[row["_id"]] = LONGEST_WAIT if tied.goes_first else min(waited, LONGEST_WAIT)

    async def _ties(self, person_ids: Sequence[str]) -> dict[str, Ties]:
        rows = await self._store.find(TIES, {"_id": {"$in": list(person_ids)}})
        return {row["_id"]: documents.to_ties(row) for row in rows}

    async def _since(self, person_ids: Sequence[str]) -> dict[str, datetime]:
        rows = await self._store.find(WAITING, {"_id": {"$in": list(person_ids)}}, projection={"since": 1})
        return {row["_id"]: row["since"] for row in rows}
