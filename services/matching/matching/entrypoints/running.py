"""Works on runs that were asked for: makes them, starts their pairs. What one process leaves undone another takes up."""

import asyncio
import uuid
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import structlog

from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import Clock
from causeway_kit.routes import Opens
from causeway_kit.work import KEYS, Need, UnitOfWork
from matching.app import ask_for_run as runs
from matching.app import start_pair
from matching.app.match_profiles import Matched, match_profiles
from matching.app.ports import OwnProcess, Register, RunReading
from matching.domain.run import LEASE, LeftOver, Proposal, Run, Stage

log = structlog.get_logger()
T = TypeVar("T")
LOOK_SECONDS = 0.05
PAIRS_IN_A_TRANSACTION = 100  # more would keep other calls waiting for longer


class Running:
    def __init__(
        self,
        open_work: Callable[[], UnitOfWork],
        opens: Opens[Register],
        reading: RunReading,
        elsewhere: OwnProcess,
        clock: Clock,
    ) -> None:
        self._open_work = open_work
        self._opens = opens
        self._reading = reading
        self._elsewhere = elsewhere
        self._clock = clock
        self._worker = uuid.uuid4().hex
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._one_at_a_time = asyncio.Lock()
        self._stopping = False

    async def step(self) -> None:
        """Takes up what nobody works on. Raises Unavailable."""
        for run in await self._reading.open_runs(self._clock.now()):
            self._begin(run.id)

    async def until(self, run: Run, settled: Callable[[Run], bool], seconds: float) -> Run:
        """The run as soon as it is settled, or as it is when the time is over."""
        self._begin(run.id)
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

    def _begin(self, run_id: str) -> None:
        if run_id not in self._under_way and not self._stopping:
            self._under_way[run_id] = task = asyncio.create_task(self._work_on(run_id))
            task.add_done_callback(lambda done: self._ended(run_id, done))

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
        renewing = asyncio.create_task(self._renew(run_id))
        finished = False
        try:
            await (self._start(run) if run.stage is Stage.STARTING else self._make(run))
            finished = True
        finally:
            renewing.cancel()
            if not finished:
                await self._store(runs.run_needs(run_id), lambda register: runs.let_go(register, run))

    async def _renew(self, run_id: str) -> None:
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 3)
            await self._store(runs.run_needs(run_id), lambda register: runs.lease_run(register, run_id, self._worker))

    async def _make(self, run: Run) -> None:
        async with self._one_at_a_time:
            people = await self._reading.free_people(run.programme_id)
            matched: Matched = await self._elsewhere.call(match_profiles, people, int(run.id[:8], 16))
        for number, some in _groups(matched.proposals):
            await self._store(_needs(run, runs.PROPOSALS, number, some), _keeping(runs.keep_proposals, run, number, some))
        for number, rest in _groups(matched.left_over):
            await self._store(_needs(run, runs.LEFT_OVER, number, rest), _keeping(runs.keep_left_over, run, number, rest))
        await self._store(runs.run_needs(run.id), lambda register: runs.finish_run(register, run, matched.figures))
        log.info("run made", run_id=run.id, pairs=matched.figures.pairs, unmatched=matched.figures.unmatched)

    async def _start(self, run: Run) -> None:
        pairs = 0
        for number in range(-(-run.figures.pairs // runs.ROWS)):
            items = [self._starting(run, proposal) for proposal in await self._reading.proposals(run, number)]
            for place in range(0, len(items), PAIRS_IN_A_TRANSACTION):
                some = items[place : place + PAIRS_IN_A_TRANSACTION]
                pairs += sum(_results(await run_batch(self._open_work, some)))
        await self._store(runs.run_needs(run.id), lambda register: runs.finish_start(register, run, pairs))
        log.info("pairs started", run_id=run.id, pairs=pairs, proposed=run.figures.pairs)

    def _starting(self, run: Run, proposal: Proposal) -> Item:
        needs = start_pair.needs(run, proposal)
        return Item(needs, lambda work: start_pair.start_pair(self._opens(work), run, proposal))

    async def _store(self, needs: Sequence[Need], act: Callable[[Register], Any]) -> Any:
        results = await run_batch(self._open_work, [Item(needs, lambda work: act(self._opens(work)))])
        return _results(results)[0]


def _needs(run: Run, kind: str, number: int, rows: Sequence[Proposal] | Sequence[LeftOver]) -> list[Need]:
    return [*runs.rows_needs(run, kind, number), *((KEYS, row.mentee_id) for row in rows)]


def _keeping(
    keep: Callable[[Register, Run, int, Sequence[T]], None], run: Run, number: int, rows: Sequence[T]
) -> Callable[[Register], None]:
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
