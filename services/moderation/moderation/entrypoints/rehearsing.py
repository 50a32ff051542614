"""Runs rehearsals, one at a time in a process, and never for more than half of its time."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import structlog

from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import Clock
from causeway_kit.errors import Unavailable
from causeway_kit.routes import Opens
from causeway_kit.work import Need, UnitOfWork
from moderation.app import rehearse_rule
from moderation.app.own_rules import InForce, OwnRules
from moderation.app.rehearse_rule import Run
from moderation.app.rehearsing import Judging, Rehearsing, Sets, beside
from moderation.app.rule_following import CaseRecords, Compiling, PastMessages, PastPosts, RehearsalWork
from moderation.app.rule_ports import OWN_RULES, REHEARSALS, RuleBook
from moderation.domain.own_rule import key_of
from moderation.domain.rehearsal import Rehearsal

log = structlog.get_logger()

LOOK_SECONDS = 1.0
TELL_SECONDS = 2.0  # how far it is, and that it still runs
AT_ONCE = 20  # messages between two rests


class _Ended(Exception):
    """Cancelled, taken over by another process, or this one stops."""


class RehearsalRunner:
    def __init__(
        self,
        name: str,
        work: RehearsalWork,
        past: PastMessages,
        cases: CaseRecords,
        compiling: Compiling,
        judging: Judging,
        in_force: Callable[[], OwnRules],
        open_work: Callable[[], UnitOfWork],
        opens: Opens[RuleBook],
        clock: Clock,
    ) -> None:
        self._name = name
        self._work = work
        self._past = past
        self._cases = cases
        self._compiling = compiling
        self._judging = judging
        self._in_force = in_force
        self._open_work = open_work
        self._opens = opens
        self._clock = clock

    async def run(self, stop: asyncio.Event) -> None:
        """Until stop is set. What it was at is given back then; after a crash another process begins it anew."""
        while not stop.is_set():
            try:
                await self.step(stop)
            except Unavailable as error:
                log.warning("a rehearsal waits", why=str(error))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), LOOK_SECONDS)

    async def step(self, stop: asyncio.Event) -> None:
        """Raises Unavailable."""
        for place in await self._work.waiting(self._clock.now()):
            await self._take(place, stop)

    async def _take(self, place: str, stop: asyncio.Event) -> None:
        taken = await self._commit([(REHEARSALS, place)], lambda book: rehearse_rule.take(book, place, self._name))
        if taken is not None:
            await self._rehearse(place, taken, stop)

    async def _rehearse(self, place: str, taken: Rehearsal, stop: asyncio.Event) -> None:
        run = Run(place, taken.id, self._name, taken.attempt)
        candidate = await self._work.in_force_of(place)
        if candidate is None:
            log.error("a rehearsal has no rule", rehearsal=taken.id)
            return
        rehearsing = Rehearsing(self._judging, await self._sets(candidate), self._cases, taken.programme_id)
        try:
            await self._read(run, taken, rehearsing, stop)
        except _Ended:
            if stop.is_set():
                await self._commit([(REHEARSALS, place)], lambda book: rehearse_rule.give_back(book, run))
            return
        report = await rehearsing.report()
        needs = [(REHEARSALS, place), (OWN_RULES, key_of(taken.programme_id, taken.base))]
        await self._commit(needs, lambda book: rehearse_rule.finish(book, run, report))
        log.info("a rule is rehearsed", rehearsal=taken.id, messages=report.read, newly_held=report.newly_held)

    async def _sets(self, candidate: InForce) -> Sets:
        before = self._in_force()
        alone, _ = await self._compiling.compiled(0, [candidate])
        after, _ = await self._compiling.compiled(0, beside(before.rules, candidate))
        return Sets(alone, before, after)

    async def _read(self, run: Run, taken: Rehearsal, rehearsing: Rehearsing, stop: asyncio.Event) -> None:
        """Raises _Ended, Unavailable."""
        told = time.monotonic() - TELL_SECONDS
        since = taken.asked_at - timedelta(days=taken.days)
        async with contextlib.aclosing(self._past.since(since, taken.programme_id)) as portions:  # type: ignore[type-var]
            async for some in portions:
                await _count(rehearsing, some, stop)
                if time.monotonic() - told >= TELL_SECONDS or some.done == some.total:
                    await self._tell(run, some)
                    told = time.monotonic()

    async def _tell(self, run: Run, some: PastPosts) -> None:
        goes_on = await self._commit(
            [(REHEARSALS, run.place)], lambda book: rehearse_rule.go_on(book, run, some.done, some.total)
        )
        if not goes_on:
            raise _Ended

    async def _commit(self, needs: list[Need], act: Callable[[RuleBook], Any]) -> Any:
        """Raises Unavailable."""
        [result] = await run_batch(self._open_work, [Item(needs, lambda work: act(self._opens(work)))])
        if isinstance(result, Failed):
            raise result.error
        return result


async def _count(rehearsing: Rehearsing, some: PastPosts, stop: asyncio.Event) -> None:
    rehearsing.count_damaged(some.damaged)
    for start in range(0, len(some.posts), AT_ONCE):
        if stop.is_set():
            raise _Ended
        began = time.perf_counter()
        for post in some.posts[start : start + AT_ONCE]:
            rehearsing.take(post)
        await asyncio.sleep(time.perf_counter() - began)  # people's messages come first
    await rehearsing.ask_people()
