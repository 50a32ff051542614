"""Brings cases back to the queue from people who may not hold them any more, and tells of cases that nobody can take."""

from collections.abc import Callable
from typing import Protocol

import structlog

from causeway_kit import metrics
from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import Clock
from causeway_kit.routes import Opens
from causeway_kit.store import Store
from causeway_kit.work import UnitOfWork
from moderation.app import return_case
from moderation.app.ports import CASES
from moderation.app.review_ports import Overview, ReviewBench, Reviewers
from moderation.domain.case import CaseState
from moderation.domain.reviewer import Reviewer

log = structlog.get_logger()

AT_ONCE = 500
STUCK = "review"  # the label of the metric


class Returning:
    """Looks at who holds what. Several processes may look: each case comes back once."""

    def __init__(
        self,
        store: Store,
        open_work: Callable[[], UnitOfWork],
        opens: Opens[ReviewBench],
        reviewers: Reviewers,
        clock: Clock,
    ) -> None:
        self._store = store
        self._open_work = open_work
        self._opens = opens
        self._reviewers = reviewers
        self._clock = clock

    async def step(self) -> None:
        """Raises Unavailable."""
        query = {"open": True, "claimed_until": {"$gt": self._clock.now()}, "state": CaseState.CLAIMED.value}
        fields = {"programme_id": 1, "claimed_by": 1}
        rows = await self._store.find(CASES, query, projection=fields, sort=[("claimed_until", 1)], limit=AT_ONCE)
        holders = {(row["programme_id"], row["claimed_by"]) for row in rows}
        now = {each: await self._reviewers.one(*each) for each in sorted(holders)}
        items = [self._item(row["_id"], row["claimed_by"], now[row["programme_id"], row["claimed_by"]]) for row in rows]
        results = await run_batch(self._open_work, items)
        if back := sum(one is True for one in results):
            log.warning("cases are back in the queue: who held them may not review them any more", cases=back)
        for failed in (one for one in results if isinstance(one, Failed)):
            raise failed.error

    def _item(self, case_id: str, holder: str, reviewer: Reviewer | None) -> Item:
        needs = return_case.needs(case_id, holder)
        return Item(needs, lambda work: return_case.return_case(self._opens(work), case_id, holder, reviewer))


class OpenCases(Overview, Protocol):
    async def programmes(self) -> list[str]:
        """In which something waits."""

    async def complete(self) -> int:
        """Gives cases that an earlier build opened their place in the queue. Returns how many."""


class Watching:
    """An escalation that nobody can take has no effect, and that is an error for people to see to."""

    def __init__(self, cases: OpenCases, reviewers: Reviewers) -> None:
        self._cases = cases
        self._reviewers = reviewers
        self._told: set[str] = set()

    async def step(self) -> None:
        """Raises Unavailable."""
        await self._cases.complete()
        stuck: set[str] = set()
        for programme in await self._cases.programmes():
            found = await self._cases.stuck(programme, await self._reviewers.all_of(programme))
            if new := set(found) - self._told:
                log.error(
                    "nobody in the programme can take these cases: appoint or clear a reviewer",
                    programme_id=programme,
                    cases=len(new),
                )
            stuck.update(found)
        self._told = stuck
        metrics.work_stuck.labels(STUCK).set(len(stuck))
