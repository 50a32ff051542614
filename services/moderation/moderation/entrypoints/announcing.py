"""Looks for cases that come due. Several processes may look: each case is told once."""

from collections.abc import Callable

import structlog

from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import Clock
from causeway_kit.routes import Opens
from causeway_kit.store import Store
from causeway_kit.work import UnitOfWork
from moderation.app import announce_case
from moderation.app.ports import CASES, Bench

log = structlog.get_logger()

AT_ONCE = 200


class Announcing:
    def __init__(self, store: Store, open_work: Callable[[], UnitOfWork], opens: Opens[Bench], clock: Clock) -> None:
        self._store = store
        self._open_work = open_work
        self._opens = opens
        self._clock = clock

    async def step(self) -> None:
        """Raises Unavailable."""
        due = {"announce_at": {"$lte": self._clock.now(), "$type": "date"}}  # the type lets the index answer
        rows = await self._store.find(CASES, due, projection={"_id": 1}, sort=[("announce_at", 1)], limit=AT_ONCE)
        results = await run_batch(self._open_work, [self._item(row["_id"]) for row in rows])
        if told := sum(one is True for one in results):
            log.warning("cases come due and are not decided", cases=told)
        for failed in (one for one in results if isinstance(one, Failed)):
            raise failed.error

    def _item(self, case_id: str) -> Item:
        return Item(announce_case.needs(case_id), lambda work: announce_case.announce_case(self._opens(work), case_id))
