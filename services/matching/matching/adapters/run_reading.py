"""What is read for a matching run, and of it."""

from collections.abc import Sequence
from datetime import datetime

from causeway_kit.sealed import Keyring
from causeway_kit.store import Document, Store
from matching.adapters import documents
from matching.adapters.mongo import NO_RUN, OPEN_RUNS
from matching.adapters.opening import Opening
from matching.app.ask_for_run import LEFT_OVER, PROPOSALS, ROWS, rows_id
from matching.app.match_profiles import FreePeople
from matching.app.ports import PEOPLE, RUN_ROWS, RUNS, TIES
from matching.domain.pair import Ties
from matching.domain.people import Side
from matching.domain.run import LeftOver, Proposal, Run, RunNotFound

PEOPLE_AT_ONCE = 500  # opening that many keeps other calls waiting for some milliseconds only
MOST_OPEN_RUNS = 100


class MongoRunReading:
    def __init__(self, store: Store, keyring: Keyring) -> None:
        self._store = store
        self._opening = Opening(keyring)

    async def run(self, programme_id: str, run_id: str) -> Run:
        row = await self._store.find_one(RUNS, {"_id": run_id, "programme_id": programme_id})
        if row is None:
            raise RunNotFound(NO_RUN)
        return documents.to_run(row)

    async def open_runs(self, now: datetime) -> Sequence[Run]:
        free = {"$or": [{"leased_until": None}, {"leased_until": {"$lte": now}}]}
        rows = await self._store.find(RUNS, OPEN_RUNS | free, sort=[("asked_at", 1)], limit=MOST_OPEN_RUNS)
        return [documents.to_run(row) for row in rows]

    async def free_people(self, programme_id: str) -> FreePeople:
        mentees: list[tuple[str, str]] = []
        mentors: list[tuple[str, str, int]] = []
        met: list[tuple[str, str]] = []
        after = ""
        while True:
            query = {"programme_id": programme_id, "_id": {"$gt": after}}
            rows = await self._store.find(PEOPLE, query, sort=[("_id", 1)], limit=PEOPLE_AT_ONCE)
            if not rows:
                return FreePeople(mentees, mentors, met)
            ties = await self._ties([row["_id"] for row in rows])
            await self._opening.keys_of(row["profile"] for row in rows)
            for row in rows:
                line = self._opening.open(row["profile"], documents.profile_place(row["_id"]))
                tied = ties.get(row["_id"], Ties(row["_id"]))
                if line is None:
                    continue
                if row["side"] == Side.MENTOR.value:
                    mentors.append((row["_id"], line, len(tied.pairs)))
                elif not tied.pairs:
                    mentees.append((row["_id"], line))
                    met += [(row["_id"], other) for other in tied.met]
            after = rows[-1]["_id"]

    async def _ties(self, person_ids: Sequence[str]) -> dict[str, Ties]:
        rows = await self._store.find(TIES, {"_id": {"$in": list(person_ids)}})
        return {row["_id"]: documents.to_ties(row) for row in rows}

    async def proposals(self, run: Run, number: int) -> Sequence[Proposal]:
        return await self._proposals(run, await self._stored(run, PROPOSALS, number, number + 1))

    async def rows(self, run: Run, start: int, size: int) -> tuple[Sequence[Proposal], Sequence[LeftOver]]:
        pairs, end = run.figures.pairs, start + size
        proposals = await self._slice(run, PROPOSALS, start, min(end, pairs))
        left_over = await self._slice(run, LEFT_OVER, max(0, start - pairs), end - pairs)
        return await self._proposals(run, proposals), await self._left_over(run, left_over)

    async def _slice(self, run: Run, kind: str, start: int, end: int) -> list[Document]:
        if start >= end:
            return []
        first = start // ROWS
        rows = await self._stored(run, kind, first, (end - 1) // ROWS + 1)
        return rows[start - first * ROWS : end - first * ROWS]

    async def _stored(self, run: Run, kind: str, first: int, last: int) -> list[Document]:
        ids = [rows_id(run, kind, number) for number in range(first, last)]
        found = {one["_id"]: one["rows"] for one in await self._store.find(RUN_ROWS, {"_id": {"$in": ids}})}
        return [row for id in ids for row in found.get(id, ())]

    async def _proposals(self, run: Run, rows: Sequence[Document]) -> list[Proposal]:
        await self._opening.keys_of(row["why"] for row in rows)
        return [self._proposal(run, row) for row in rows]

    def _proposal(self, run: Run, row: Document) -> Proposal:
        line = self._opening.open(row["why"], documents.row_place(run.id, row["mentee_id"]))
        reasons = documents.to_reasons(line) if line is not None else ((), ())
        return Proposal(row["mentee_id"], row["mentor_id"], row["score"], *reasons)

    async def _left_over(self, run: Run, rows: Sequence[Document]) -> list[LeftOver]:
        await self._opening.keys_of(row["why"] for row in rows)
        opened = (
            (row["mentee_id"], self._opening.open(row["why"], documents.row_place(run.id, row["mentee_id"]))) for row in rows
        )
        return [documents.to_left_over(id, line) if line is not None else LeftOver(id, (), "") for id, line in opened]
