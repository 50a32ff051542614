"""How many pairs each mentor has and what their places cost, kept in memory and followed by the time of changes."""

import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from causeway_kit.clock import Clock
from causeway_kit.store import Store
from matching.app.ports import TIES
from matching.app.run_ports import RunReading
from matching.app.suggest_mentors import Standing
from matching.domain.run import Run

KEPT = 20  # programmes
AT_ONCE = 5_000
OVERLAP = timedelta(seconds=10)  # a change becomes visible when its transaction ends, later than its time says
REST_SECONDS = 0.25
PLAIN = {"pairs": 1}


@dataclass(slots=True)
class _Kept:
    people: int
    standing: Standing
    seen_until: datetime
    looked_at: float
    run: Run | None = None


class KeptStanding:
    def __init__(self, store: Store, runs: RunReading, clock: Clock) -> None:
        self._store = store
        self._runs = runs
        self._clock = clock
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    async def standing(self, programme_id: str, mentor_ids: Sequence[str], fresh: bool) -> tuple[Standing, Run | None]:
        """Of these mentors, and the newest run that was made of everybody. Raises Unavailable."""
        kept = self._kept.get(programme_id)
        if kept is None or kept.people != len(mentor_ids):
            kept = await self._read(mentor_ids)
        elif fresh or time.monotonic() - kept.looked_at > REST_SECONDS:
            await self._look(kept)
        await self._read_prices(programme_id, kept)
        self._kept[programme_id] = kept
        self._kept.move_to_end(programme_id)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return kept.standing, kept.run

    async def _read(self, mentor_ids: Sequence[str]) -> _Kept:
        now = self._clock.now()
        pairs = dict.fromkeys(mentor_ids, 0)
        for place in range(0, len(mentor_ids), AT_ONCE):
            some = {"_id": {"$in": list(mentor_ids[place : place + AT_ONCE])}}
            rows = await self._store.find(TIES, some, projection=PLAIN)
            pairs |= {row["_id"]: len(row["pairs"]) for row in rows}
        return _Kept(len(mentor_ids), Standing(pairs, {}), now, time.monotonic())

    async def _look(self, kept: _Kept) -> None:
        now = self._clock.now()
        rows = await self._store.find(TIES, {"changed_at": {"$gte": kept.seen_until - OVERLAP}}, projection=PLAIN)
        known = kept.standing.pairs
        changed = {row["_id"]: len(row["pairs"]) for row in rows if known.get(row["_id"], len(row["pairs"])) != len(row["pairs"])}
        if changed:
            kept.standing = kept.standing.with_pairs(changed)
        kept.seen_until, kept.looked_at = now, time.monotonic()

    async def _read_prices(self, programme_id: str, kept: _Kept) -> None:
        run = await self._runs.newest_made(programme_id)
        before = (kept.run.id, kept.run.attempt) if kept.run is not None else None
        if run is not None and before != (run.id, run.attempt):
            kept.standing = Standing(kept.standing.pairs, await self._runs.prices(run))
        kept.run = run
