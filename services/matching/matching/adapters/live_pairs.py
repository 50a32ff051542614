"""What repairs are measured by: the newest run of everybody, and the pairs that are live, read once and then followed."""

from collections.abc import Collection, Sequence

from causeway_kit.store import Store
from matching.app.ports import PAIRS
from matching.app.run_ports import RunReading
from matching.app.since_run import LastRun, LivePair
from matching.domain.run import Run

AT_ONCE = 5_000
PLAIN = {"mentee_id": 1, "mentor_id": 1, "score": 1, "started_at": 1}


class LivePairs:
    """Of one programme. A pair never changes between its start and its end as far as it is read here."""

    def __init__(self, store: Store, runs: RunReading) -> None:
        self._store = store
        self._runs = runs
        self._pairs: dict[str, LivePair] = {}
        self._run: Run | None = None
        self._last: LastRun | None = LastRun()

    async def read(self, pair_ids: Collection[str]) -> Sequence[LivePair]:
        live = frozenset(pair_ids)
        new = sorted(live - self._pairs.keys())
        self._pairs = {id: pair for id, pair in self._pairs.items() if id in live}
        for place in range(0, len(new), AT_ONCE):
            some = {"_id": {"$in": new[place : place + AT_ONCE]}}
            for row in await self._store.find(PAIRS, some, projection=PLAIN):
                self._pairs[row["_id"]] = LivePair(row["mentee_id"], row["mentor_id"], row["score"], row["started_at"])
        return list(self._pairs.values())

    async def last_run(self, programme_id: str) -> LastRun | None:
        """None: an older build made it, and kept too little of it."""
        run = await self._runs.newest_made(programme_id)
        if run is None:
            return LastRun()
        if self._run is None or (run.id, run.attempt) != (self._run.id, self._run.attempt):
            self._last = await self._read_run(run)
            self._run = run
        return self._last

    async def _read_run(self, run: Run) -> LastRun | None:
        if run.figures.surplus is None:
            return None
        return LastRun(run.made_at, await self._runs.prices(run), run.figures.surplus, await self._runs.mentees_of(run))
