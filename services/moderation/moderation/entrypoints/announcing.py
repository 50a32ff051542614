"""Looks for cases that come due. Several processes may look: each case is told once."""

from collections.abc import Callable, Sequence

import structlog

from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import Clock
from causeway_kit.routes import Opens
from causeway_kit.store import Store
from causeway_kit.work import UnitOfWork
from moderation.app import announce_case
from moderation.app.ports import CASES, Bench
from moderation.app.review_ports import Reviewers
from moderation.domain.reviewer import Reviewer

log = structlog.get_logger()

AT_ONCE = 200


class Announcing:
    def __init__(
        self, store: Store, reviewers: Reviewers, open_work: Callable[[], UnitOfWork], opens: Opens[Bench], clock: Clock
    ) -> None:
        self._store = store
        self._reviewers = reviewers
        self._open_work = open_work
        self._opens = opens
        self._clock = clock

    async def step(self) -> None:
        """Raises Unavailable."""
        due = {"announce_at": {"$lte": self._clock.now(), "$type": "date"}}  # the type lets the index answer
        rows = await self._store.find(CASES, due, projection={"programme_id": 1}, sort=[("announce_at", 1)], limit=AT_ONCE)
        staff = {programme: await self._reviewers.all_of(programme) for programme in {row["programme_id"] for row in rows}}
        results = await run_batch(self._open_work, [self._item(row["_id"], staff[row["programme_id"]]) for row in rows])
        if told := sum(one is True for one in results):
            log.warning("cases come due and are not decided", cases=told)
        for failed in (one for one in results if isinstance(one, Failed)):
            raise failed.error

    def _item(self, case_id: str, staff: Sequence[Reviewer]) -> Item:
        return Item(announce_case.needs(case_id), lambda work: announce_case.announce_case(self._opens(work), case_id, staff))
