"""Repairs with a process that knows everybody already: it is told who has changed since the last time, and who waits now."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain

from causeway_kit.clock import Clock
from causeway_kit.sealed import Keyring
from causeway_kit.store import Document, Store
from matching.adapters import documents
from matching.adapters.kept_process import KeptProcess
from matching.adapters.live_pairs import LivePairs
from matching.adapters.opening import Opening
from matching.app.displaced import Displaced, KnownPerson
from matching.app.engine import keep_people, match_here, repair_people
from matching.app.matched import LONGEST_WAIT, FreePeople, Matched, Order
from matching.app.ports import PEOPLE, TIES
from matching.app.run_ports import RunReading
from matching.app.since_run import SinceRun, since_run
from matching.app.waiting_ports import WAITING, WaitingReading
from matching.domain.pair import Ties

PEOPLE_AT_ONCE = 500  # opening that many keeps other calls waiting for some milliseconds only
TIES_AT_ONCE = 5_000
OVERLAP = timedelta(seconds=10)  # a change becomes visible when its transaction ends, later than its time says
TRIES = 2


@dataclass(slots=True)
class _Told:
    """What the process was told of one programme, and everybody's ties as they were seen."""

    generation: int
    until: datetime
    live: LivePairs
    people: set[str] = field(default_factory=set)
    pairs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    resting: dict[str, datetime] = field(default_factory=dict)


class WarmPeople:
    def __init__(
        self,
        store: Store,
        keyring: Keyring,
        runs: RunReading,
        waiting: WaitingReading,
        process: KeptProcess,
        clock: Clock,
    ) -> None:
        self._store = store
        self._runs = runs
        self._opening = Opening(keyring)
        self._waiting = waiting
        self._process = process
        self._clock = clock
        self._told: dict[str, _Told] = {}
        self._one_at_a_time = asyncio.Lock()

    async def match(self, people: FreePeople, order: Order) -> Matched:
        """Raises WorkLost."""
        return await self._process.call(match_here, people, order)

    async def repair(self, programme_id: str, order: Order) -> Matched:
        """Raises WorkLost, Unavailable."""
        async with self._one_at_a_time:
            for _ in range(TRIES):
                now = self._clock.now()
                await self._waiting.follow(now)
                told = await self._tell(programme_id, now)
                displaced = await self._displaced(programme_id, told, now)
                matched = await self._process.call(repair_people, programme_id, displaced, order, now)
                if matched is not None:
                    return matched
                self._told.pop(programme_id, None)  # another programme took its room: tell everything once more
        raise RuntimeError("a process that was just told of a programme did not know it")

    async def _tell(self, programme_id: str, now: datetime) -> _Told:
        told = self._told.get(programme_id)
        if told is None or told.generation != self._process.generation:
            told = await self._tell_everybody(programme_id, now)
        else:
            since = {"changed_at": {"$gte": told.until - OVERLAP}}
            rows = await self._store.find(PEOPLE, {**since, "programme_id": programme_id})
            await self._tell_of(programme_id, told, rows)
            self._see(told, await self._store.find(TIES, since))
        told.until, told.generation = now, self._process.generation
        self._told[programme_id] = told
        return told

    async def _tell_everybody(self, programme_id: str, now: datetime) -> _Told:
        told, after = _Told(0, now, LivePairs(self._store, self._runs)), ""
        await self._process.call(keep_people, programme_id, [])
        query = {"programme_id": programme_id}
        while rows := await self._store.find(PEOPLE, {**query, "_id": {"$gt": after}}, sort=[("_id", 1)], limit=PEOPLE_AT_ONCE):
            await self._tell_of(programme_id, told, rows)
            self._see(told, await self._store.find(TIES, {"_id": {"$in": [row["_id"] for row in rows]}}))
            after = rows[-1]["_id"]
        return told

    async def _tell_of(self, programme_id: str, told: _Told, rows: Sequence[Document]) -> None:
        for place in range(0, len(rows), PEOPLE_AT_ONCE):
            some = rows[place : place + PEOPLE_AT_ONCE]
            await self._opening.keys_of(row["profile"] for row in some)
            await self._process.call(keep_people, programme_id, [self._known(row) for row in some])
            told.people.update(row["_id"] for row in some)

    def _known(self, row: Document) -> KnownPerson:
        enrolment = documents.to_enrolment(row)
        line = self._opening.open(row["profile"], documents.profile_place(row["_id"])) if enrolment.ready else None
        return KnownPerson(row["_id"], line, enrolment.ready_from, enrolment.ready_until)

    @staticmethod
    def _see(told: _Told, rows: Sequence[Document]) -> None:
        for ties in map(documents.to_ties, rows):
            if ties.person_id not in told.people:
                continue
            told.pairs[ties.person_id] = ties.pairs
            told.resting.pop(ties.person_id, None)
            if ties.rests_until is not None:
                told.resting[ties.person_id] = ties.rests_until

    async def _displaced(self, programme_id: str, told: _Told, now: datetime) -> Displaced:
        waiting = await self._store.find(WAITING, {"programme_id": programme_id}, projection={"since": 1})
        days = {row["_id"]: min((now - row["since"]).days, LONGEST_WAIT) for row in waiting}
        met: list[tuple[str, str]] = []
        for ties in await self._ties(list(days)):
            met += [(ties.person_id, other) for other in ties.met]
            if ties.goes_first:
                days[ties.person_id] = LONGEST_WAIT
            if ties.pairs:
                del days[ties.person_id]
        resting = frozenset(id for id, until in told.resting.items() if now < until)
        taken = {id: len(pairs) for id, pairs in told.pairs.items() if pairs}
        return Displaced(days, met, taken, resting, await self._since(programme_id, told, days))

    @staticmethod
    async def _since(programme_id: str, told: _Told, waiting: Collection[str]) -> SinceRun | None:
        last = await told.live.last_run(programme_id)
        if last is None:
            return None
        pairs = await told.live.read(frozenset(chain.from_iterable(told.pairs.values())))
        return await asyncio.to_thread(since_run, last, pairs, waiting)

    async def _ties(self, person_ids: Sequence[str]) -> list[Ties]:
        found: list[Ties] = []
        for place in range(0, len(person_ids), TIES_AT_ONCE):
            some = {"_id": {"$in": list(person_ids[place : place + TIES_AT_ONCE])}}
            found += map(documents.to_ties, await self._store.find(TIES, some))
        return found
