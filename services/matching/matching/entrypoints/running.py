"""Works on runs that were asked for: makes them, starts their pairs. What one process leaves undone another takes up."""

import asyncio
import contextlib
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import structlog

from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import Clock
from causeway_kit.errors import Unavailable
from causeway_kit.routes import Opens
from causeway_kit.work import KEYS, Need, UnitOfWork
from matching.app import ask_for_run as runs
from matching.app import start_pair
from matching.app.engine import match_aloud
from matching.app.matched import FreePeople, Matched, Order
from matching.app.ports import OwnProcess
from matching.app.run_ports import Progress, Repairs, RunReading, RunRegister
from matching.domain.run import LEASE, LeftOver, Proposal, Run, Stage

log = structlog.get_logger()
T = TypeVar("T")
LOOK_SECONDS = 0.05
GUARD_SECONDS = 1.0  # how soon a run that another process cancelled is let go here
PAIRS_IN_A_TRANSACTION = 100  # more would keep other calls waiting for longer
GROUPS_BETWEEN_WORDS = 10
FEW_PAIRS = 4_000_000  # to look at: matched within a second or two, so that nobody waits long for the process that stays
READ, MATCHED = 0.2, 0.8  # shares of a whole run
STAGE = 0.3  # of what is left
MOST_STAGES = 1_000  # said and not yet told; a run has some dozens


class Running:
    def __init__(
        self,
        open_work: Callable[[], UnitOfWork],
        opens: Opens[RunRegister],
        reading: RunReading,
        elsewhere: OwnProcess,
        repairs: Repairs,
        clock: Clock,
    ) -> None:
        self._open_work = open_work
        self._opens = opens
        self._reading = reading
        self._elsewhere = elsewhere
        self._repairs = repairs
        self._clock = clock
        self._worker = uuid.uuid4().hex
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._one_at_a_time = asyncio.Lock()
        self._stopping = False

    async def step(self) -> None:
        """Takes up what nobody works on. Raises Unavailable."""
        for run in await self._reading.open_runs(self._clock.now()):
            self.begin(run.id)

    def begin(self, run_id: str) -> None:
        """Works on the run beside the caller, unless somebody does already."""
        if run_id not in self._under_way and not self._stopping:
            self._under_way[run_id] = task = asyncio.create_task(self._work_on(run_id))
            task.add_done_callback(lambda done: self._ended(run_id, done))

    def drop(self, run_id: str) -> None:
        """Stops at once what was cancelled."""
        if (task := self._under_way.get(run_id)) is not None:
            task.cancel()

    async def until(self, run: Run, settled: Callable[[Run], bool], seconds: float) -> Run:
        """The run as soon as it is settled, or as it is when the time is over."""
        self.begin(run.id)
        end = asyncio.get_running_loop().time() + seconds
        while not settled(run) and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(LOOK_SECONDS)
            run = await self._reading.run(run.programme_id, run.id)
        return run

    async def let_go_at_the_end(self, stop: asyncio.Event) -> None:
        """Leaves what is under way to the next process, which then need not wait for a lease to run out."""
        await stop.wait()
        self._stopping = True
        tasks = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _ended(self, run_id: str, task: asyncio.Task[None]) -> None:
        del self._under_way[run_id]
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("a run waits for its next try", run_id=run_id, error=type(error).__name__)

    async def _work_on(self, run_id: str) -> None:
        run: Run | None = await self._store(
            runs.run_needs(run_id), lambda register: runs.lease_run(register, run_id, self._worker)
        )
        if run is None:
            return
        guarding = asyncio.create_task(self._guard(run, asyncio.current_task()))
        finished = False
        try:
            await (self._start(run) if run.stage is Stage.STARTING else self._make(run))
            finished = True
        finally:
            guarding.cancel()
            if not finished:
                await self._store(runs.run_needs(run_id), lambda register: runs.let_go(register, run))
        if run.stage is Stage.ASKED and run.brief.starts_itself:
            await self._work_on(run_id)  # its pairs, if nobody must approve them

    async def _guard(self, run: Run, working: asyncio.Task[Any] | None) -> None:
        """Keeps the lease, and stops the work when the run is not ours to make any more."""
        loop = asyncio.get_running_loop()
        renew_at = loop.time() + LEASE.total_seconds() / 3
        while True:
            await asyncio.sleep(GUARD_SECONDS)
            with contextlib.suppress(Unavailable):  # the lease is long enough for more tries
                if loop.time() >= renew_at:
                    needs = runs.run_needs(run.id)
                    await self._store(needs, lambda register: runs.lease_run(register, run.id, self._worker))
                    renew_at = loop.time() + LEASE.total_seconds() / 3
                known = await self._reading.run(run.programme_id, run.id)
                if known.stage is not run.stage or known.leased_by != self._worker:
                    break
        if working is not None:
            working.cancel()

    async def _make(self, run: Run) -> None:
        matched = await (self._repaired(run) if run.brief.repair else self._matched(run))
        for number, some in _groups(matched.proposals):
            await self._store(_needs(run, runs.PROPOSALS, number, some), _keeping(runs.keep_proposals, run, number, some))
            await self._tell_now_and_then(run, "saving proposals", number, MATCHED, len(matched.proposals))
        for number, rest in _groups(matched.left_over):
            await self._store(_needs(run, runs.LEFT_OVER, number, rest), _keeping(runs.keep_left_over, run, number, rest))
        await self._store(runs.rows_needs(run, runs.PRICES, 0), lambda register: runs.keep_prices(register, run, matched.prices))
        await self._tell(run, "done", 1)
        figures, findings = matched.figures, matched.findings
        await self._store(runs.run_needs(run.id), lambda register: runs.finish_run(register, run, figures, findings))
        log.info("run made", run_id=run.id, pairs=matched.figures.pairs, unmatched=matched.figures.unmatched)

    async def _matched(self, run: Run) -> Matched:
        async with self._one_at_a_time:
            await self._tell(run, "reading people", 0)
            people = await self._reading.free_people(run.programme_id, self._clock.now())
            order = await self._order(run)
            await self._tell(run, "matching", READ)
            if len(people.mentees) * len(people.mentors) <= FEW_PAIRS:
                return await self._repairs.match(people, order)
            return await self._aloud(run, people, order)

    async def _aloud(self, run: Run, people: FreePeople, order: Order) -> Matched:
        said: asyncio.Queue[str] = asyncio.Queue(MOST_STAGES)
        telling = asyncio.create_task(self._tell_stages(run, said))
        try:
            return await self._elsewhere.heard(match_aloud, said.put_nowait, people, order)
        finally:
            said.put_nowait("")
            await telling

    async def _tell_stages(self, run: Run, said: asyncio.Queue[str]) -> None:
        """How many stages there will be nobody knows beforehand, so each takes a part of what is left."""
        share = READ
        while stage := await said.get():
            share += (MATCHED - share) * STAGE
            with contextlib.suppress(Unavailable):
                await self._tell(run, stage, share)

    async def _repaired(self, run: Run) -> Matched:
        await self._tell(run, "matching", READ)
        return await self._repairs.repair(run.programme_id, await self._order(run))

    async def _order(self, run: Run) -> Order:
        review, brief = await self._reading.review(run.id), run.brief
        earlier = None
        if run.earlier_attempt:
            proposed = await self._reading.proposed_at(run, run.earlier_attempt)
            earlier = {mentee_id: mentor_id for mentee_id, (mentor_id, _) in proposed.items()}
        return Order(run.seed, brief.weights, brief.options, pins=dict(review.pins), dropped=review.dropped, earlier=earlier)

    async def _start(self, run: Run) -> None:
        pairs, not_started = 0, Counter[str]()
        review = await self._reading.review(run.id)
        groups = -(-run.figures.pairs // runs.ROWS)
        for number in range(groups):
            proposals = await self._reading.proposals(run, number)
            wanted = [one for one in proposals if review.starts(one.mentee_id, one.mentor_id)]
            reasons = await self._start_some(run, wanted)
            failed = {mentee_id: reason for mentee_id, reason in reasons.items() if reason}
            pairs += len(reasons) - len(failed)
            not_started.update(failed.values())
            needs = runs.rows_needs(run, runs.NOT_STARTED, number)
            await self._store(needs, _keeping(runs.keep_not_started, run, number, failed))
            await self._tell_now_and_then(run, "starting pairs", number, 0, run.figures.pairs)
        await self._tell(run, "done", 1)
        await self._store(runs.run_needs(run.id), lambda register: runs.finish_start(register, run, pairs, not_started))
        log.info("pairs started", run_id=run.id, pairs=pairs, proposed=run.figures.pairs)

    async def _start_some(self, run: Run, proposals: Sequence[Proposal]) -> dict[str, str]:
        """By mentee: empty if the pair has started, else why not."""
        reasons: dict[str, str] = {}
        for place in range(0, len(proposals), PAIRS_IN_A_TRANSACTION):
            some = proposals[place : place + PAIRS_IN_A_TRANSACTION]
            results = _results(await run_batch(self._open_work, [self._starting(run, one) for one in some]))
            reasons |= {one.mentee_id: reason for one, reason in zip(some, results, strict=True)}
        return reasons

    def _starting(self, run: Run, proposal: Proposal) -> Item:
        needs = start_pair.needs(run, proposal)
        return Item(needs, lambda work: start_pair.start_pair(self._opens(work), run, proposal))

    async def _tell_now_and_then(self, run: Run, part: str, number: int, from_share: float, rows: int) -> None:
        if number % GROUPS_BETWEEN_WORDS == 0:
            done = min(1.0, (number + 1) * runs.ROWS / max(1, rows))
            await self._tell(run, part, from_share + (1 - from_share) * done)

    async def _tell(self, run: Run, part: str, share: float) -> None:
        progress = Progress(run.id, part, round(share, 3))
        await self._store(runs.progress_needs(run.id), lambda register: runs.keep_progress(register, progress))

    async def _store(self, needs: Sequence[Need], act: Callable[[RunRegister], Any]) -> Any:
        results = await run_batch(self._open_work, [Item(needs, lambda work: act(self._opens(work)))])
        return _results(results)[0]


def _needs(run: Run, kind: str, number: int, rows: Sequence[Proposal] | Sequence[LeftOver]) -> list[Need]:
    return [*runs.rows_needs(run, kind, number), *((KEYS, row.mentee_id) for row in rows)]


def _keeping(keep: Callable[[RunRegister, Run, int, T], None], run: Run, number: int, rows: T) -> Callable[[RunRegister], None]:
    return lambda register: keep(register, run, number, rows)


def _groups(rows: Sequence[T]) -> Iterator[tuple[int, Sequence[T]]]:
    for number in range(-(-len(rows) // runs.ROWS)):
        yield number, rows[number * runs.ROWS : (number + 1) * runs.ROWS]


def _results(results: Sequence[Any]) -> Sequence[Any]:
    """Raises what one of them raised."""
    for result in results:
        if isinstance(result, Failed):
            raise result.error
    return results
