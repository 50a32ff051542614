"""Forms the pairs of calls for volunteers: what one process leaves undone another takes up when its lease is over."""

import asyncio
from collections.abc import Callable
from typing import Any

import structlog

from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import Clock
from causeway_kit.routes import Opens
from causeway_kit.work import UnitOfWork
from matching.app import call_volunteers
from matching.app.choosing_ports import CallReading, ChoosingRegister, Pools
from matching.app.engine import match_profiles
from matching.app.matched import Matched, Order
from matching.app.ports import OwnProcess
from matching.app.start_pair import needs, start_pair
from matching.domain.call import LEASE, Call, State
from matching.domain.options import MatchingOptions
from matching.domain.run import Brief, Proposal, Run

log = structlog.get_logger()
PAIRS_IN_A_TRANSACTION = 100  # more would keep other calls waiting for longer
CALLS_AT_ONCE = 10
LOOK_SECONDS = 0.05


class Forming:
    def __init__(
        self,
        open_work: Callable[[], UnitOfWork],
        opens: Opens[ChoosingRegister],
        reading: CallReading,
        pools: Pools,
        elsewhere: OwnProcess,
        clock: Clock,
    ) -> None:
        self._open_work = open_work
        self._opens = opens
        self._reading = reading
        self._pools = pools
        self._elsewhere = elsewhere
        self._clock = clock
        self._under_way: dict[str, asyncio.Task[None]] = {}

    async def step(self) -> None:
        """Takes up what nobody works on. Raises Unavailable."""
        for call in await self._reading.open_calls(self._clock.now(), CALLS_AT_ONCE):
            self._begin(call.id)

    async def until_done(self, call: Call, seconds: float) -> Call:
        """The call when its pairs are formed, or as it is when the time is over."""
        self._begin(call.id)
        end = asyncio.get_running_loop().time() + seconds
        while call.state is not State.DONE and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(LOOK_SECONDS)
            call = await self._reading.call(call.programme_id, call.id)
        return call

    async def let_go_at_the_end(self, stop: asyncio.Event) -> None:
        await stop.wait()
        tasks = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self, call_id: str) -> None:
        if call_id not in self._under_way:
            self._under_way[call_id] = task = asyncio.create_task(self._form(call_id))
            task.add_done_callback(lambda done: self._ended(call_id, done))

    def _ended(self, call_id: str, task: asyncio.Task[None]) -> None:
        del self._under_way[call_id]
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("a call waits for its next try", call_id=call_id, error=type(error).__name__)

    async def _form(self, call_id: str) -> None:
        call: Call | None = await self._store(call_id, lambda register: call_volunteers.lease_call(register, call_id))
        if call is None:
            return
        renewing = asyncio.create_task(self._renew(call_id))
        try:
            people = await self._reading.volunteers(call)
            settings = await self._pools.settings(call.programme_id)
            options = settings.options.only_demands
            order = Order(seed=int(call.id[:7], 16), weights=settings.weights, options=options)
            matched: Matched = await self._elsewhere.call(match_profiles, people, order)
            items = [self._starting(call, options, proposal) for proposal in matched.proposals]
            for place in range(0, len(items), PAIRS_IN_A_TRANSACTION):
                _results(await run_batch(self._open_work, items[place : place + PAIRS_IN_A_TRANSACTION]))
        finally:
            renewing.cancel()
        # pairs of a try that was broken off count too
        pairs = await self._reading.pairs_formed(call)
        await self._store(call_id, lambda register: call_volunteers.finish_call(register, call_id, pairs))
        log.info("pairs formed", call_id=call_id, pairs=pairs)

    async def _renew(self, call_id: str) -> None:
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 3)
            await self._store(call_id, lambda register: call_volunteers.renew_call(register, call_id))

    def _starting(self, call: Call, options: MatchingOptions, proposal: Proposal) -> Item:
        source = Run(id=call.id, programme_id=call.programme_id, asked_at=call.opened_at, brief=Brief(options=options))
        return Item(needs(source, proposal), lambda work: start_pair(self._opens(work), source, proposal, private=True))

    async def _store(self, call_id: str, act: Callable[[ChoosingRegister], Any]) -> Any:
        item = Item(call_volunteers.form_needs(call_id), lambda work: act(self._opens(work)))
        return _results(await run_batch(self._open_work, [item]))[0]


def _results(results: list[Any]) -> list[Any]:
    """Raises what one of them raised."""
    for result in results:
        if isinstance(result, Failed):
            raise result.error
    return results
