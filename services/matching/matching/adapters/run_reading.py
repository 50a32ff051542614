"""What is read of matching runs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from causeway_kit.sealed import Keyring
from causeway_kit.store import Document, Store
from matching.adapters import run_documents as documents
from matching.adapters.free_people import FreePeopleReading
from matching.adapters.mongo_runs import NO_RUN, OPEN_RUNS
from matching.adapters.opening import Opening
from matching.app.ask_for_run import LEFT_OVER, NOT_STARTED, PRICES, PROPOSALS, ROWS, rows_id
from matching.app.matched import FreePeople
from matching.app.ports import MATCHING_SETTINGS, PEOPLE
from matching.app.run_ports import RUN_PROGRESS, RUN_REVIEWS, RUN_ROWS, RUNS, Progress, RunRow
from matching.domain.matching_settings import MatchingSettings
from matching.domain.run import Proposal, Run, RunNotFound
from matching.domain.run_review import Review

MOST_OPEN_RUNS = 100


class MongoRunReading:
    def __init__(self, store: Store, keyring: Keyring) -> None:
        self._store = store
        self._opening = Opening(keyring)
        self._people = FreePeopleReading(store, self._opening)

    async def run(self, programme_id: str, run_id: str) -> Run:
        row = await self._store.find_one(RUNS, {"_id": run_id, "programme_id": programme_id})
        if row is None:
            raise RunNotFound(NO_RUN)
        return documents.to_run(row)

    async def runs(self, programme_id: str, size: int, start: int) -> Sequence[Run]:
        newest = [("asked_at", -1), ("_id", 1)]
        rows = await self._store.find(RUNS, {"programme_id": programme_id}, sort=newest, skip=start, limit=size)
        return [documents.to_run(row) for row in rows]

    async def open_runs(self, now: datetime) -> Sequence[Run]:
        free = {"$or": [{"leased_until": None}, {"leased_until": {"$lte": now}}]}
        rows = await self._store.find(RUNS, OPEN_RUNS | free, sort=[("asked_at", 1)], limit=MOST_OPEN_RUNS)
        return [documents.to_run(row) for row in rows]

    async def free_people(self, programme_id: str, now: datetime) -> FreePeople:
        return await self._people.free_people(programme_id, now)

    async def members(self, programme_id: str, person_ids: Sequence[str]) -> frozenset[str]:
        query = {"_id": {"$in": list(person_ids)}, "programme_id": programme_id}
        return frozenset(row["_id"] for row in await self._store.find(PEOPLE, query, projection={"_id": 1}))

    async def proposals(self, run: Run, number: int) -> Sequence[Proposal]:
        found = await self._stored(run, PROPOSALS, number, number + 1)
        return [row.proposal for row in await self._proposed(run, found) if row.proposal is not None]

    async def rows(self, run: Run, start: int, size: int) -> Sequence[RunRow]:
        pairs, end = run.figures.pairs, start + size
        proposed = await self._slice(run, PROPOSALS, start, min(end, pairs))
        left_over = await self._slice(run, LEFT_OVER, max(0, start - pairs), end - pairs)
        not_started = await self._reasons(run, start, min(end, pairs)) if proposed else {}
        return [*await self._proposed(run, proposed, not_started), *await self._left_over(run, left_over)]

    async def _slice(self, run: Run, kind: str, start: int, end: int) -> list[Document]:
        if start >= end:
            return []
        first = start // ROWS
        rows = await self._stored(run, kind, first, (end - 1) // ROWS + 1)
        return rows[start - first * ROWS : end - first * ROWS]

    async def _stored(self, run: Run, kind: str, first: int, last: int) -> list[Any]:
        ids = [rows_id(run, kind, number) for number in range(first, last)]
        found = {one["_id"]: one["rows"] for one in await self._store.find(RUN_ROWS, {"_id": {"$in": ids}})}
        return [row for id in ids for row in found.get(id, ())]

    async def _reasons(self, run: Run, start: int, end: int) -> Mapping[str, str]:
        return {row[0]: row[1] for row in await self._stored(run, NOT_STARTED, start // ROWS, (end - 1) // ROWS + 1)}

    async def _proposed(self, run: Run, rows: Sequence[Document], not_started: Mapping[str, str] | None = None) -> list[RunRow]:
        lines, reasons = await self._lines(run, rows), not_started or {}
        return [
            RunRow(documents.to_proposal(row, line), None, reasons.get(row["mentee_id"], ""))
            for row, line in zip(rows, lines, strict=True)
        ]

    async def _left_over(self, run: Run, rows: Sequence[Document]) -> list[RunRow]:
        lines = await self._lines(run, rows)
        return [RunRow(None, documents.to_left_over(row, line)) for row, line in zip(rows, lines, strict=True)]

    async def _lines(self, run: Run, rows: Sequence[Document]) -> list[str | None]:
        await self._opening.keys_of(row["why"] for row in rows)
        return [self._opening.open(row["why"], documents.row_place(run.id, row["mentee_id"])) for row in rows]

    async def proposed(self, run: Run, mentee_ids: Sequence[str]) -> Mapping[str, str]:
        if not mentee_ids:
            return {}
        wanted = set(mentee_ids)
        holding = [{"first": {"$lte": id}, "last": {"$gte": id}} for id in sorted(wanted)]
        groups = await self._plain_groups(run, {"$or": holding}, run.attempt)
        return {row["mentee_id"]: row["mentor_id"] for rows in groups for row in rows if row["mentee_id"] in wanted}

    async def proposed_at(self, run: Run, attempt: int) -> Mapping[str, tuple[str, float]]:
        groups = await self._plain_groups(run, {}, attempt)
        return {row["mentee_id"]: (row["mentor_id"], row["score"]) for rows in groups for row in rows}

    async def _plain_groups(self, run: Run, query: Document, attempt: int, kind: str = PROPOSALS) -> list[list[Document]]:
        """Rows without their sealed parts. A group is 250 rows, so that all of a nation's are some hundreds."""
        prefix = f"{run.id}/{attempt}/{kind}/"
        plain = {"rows.mentee_id": 1, "rows.mentor_id": 1, "rows.score": 1}
        inside = {"_id": {"$gte": prefix, "$lt": prefix + ":"}}  # ":" comes after the digits
        return [one["rows"] for one in await self._store.find(RUN_ROWS, {**inside, **query}, projection=plain)]

    async def not_started(self, run: Run) -> Mapping[str, int]:
        prefix = f"{run.id}/{run.attempt}/{NOT_STARTED}/"
        groups = await self._store.find(RUN_ROWS, {"_id": {"$gte": prefix, "$lt": prefix + ":"}})
        return Counter(reason for one in groups for _, reason in one["rows"])

    async def newest_made(self, programme_id: str) -> Run | None:
        made = {"programme_id": programme_id, "made_at": {"$ne": None}, "brief.dry": False, "brief.repair": False}
        rows = await self._store.find(RUNS, made, sort=[("asked_at", -1)], limit=1)
        return documents.to_run(rows[0]) if rows else None

    async def prices(self, run: Run) -> Mapping[str, float]:
        return {row[0]: row[1] for row in await self._stored(run, PRICES, 0, 1)}

    async def mentees_of(self, run: Run) -> frozenset[str]:
        kinds = [await self._plain_groups(run, {}, run.attempt, kind) for kind in (PROPOSALS, LEFT_OVER)]
        found = frozenset(row["mentee_id"] for groups in kinds for rows in groups for row in rows)
        return found - (await self.review(run.id)).dropped

    async def review(self, run_id: str) -> Review:
        row = await self._store.find_one(RUN_REVIEWS, {"_id": run_id})
        return documents.to_review(row) if row is not None else Review(run_id)

    async def progress(self, run_id: str) -> Progress:
        row = await self._store.find_one(RUN_PROGRESS, {"_id": run_id})
        return documents.to_progress(row) if row is not None else Progress(run_id)

    async def matching_settings(self, programme_id: str) -> MatchingSettings:
        row = await self._store.find_one(MATCHING_SETTINGS, {"_id": programme_id})
        return documents.to_settings(row) if row is not None else MatchingSettings(programme_id)
