"""The steps that look after pairs: begins and ends it, gives relationship managers, does what is due.

Each thing is done in a transaction that tests again what it was read for, so several processes may take the same step at once.
"""

from collections.abc import Callable, Sequence
from typing import Any

import structlog

from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import Clock
from causeway_kit.errors import Unavailable
from causeway_kit.routes import Opens
from causeway_kit.work import UnitOfWork
from matching.app import assign_manager, begin_care, do_due, set_caseload
from matching.app.care_ports import CARE, CASELOADS, CareReading, CareRegister, Looked
from matching.domain.care import Care
from matching.domain.caseload import Caseload
from matching.domain.pair import Pair

log = structlog.get_logger()
AT_ONCE = 100
ROUNDS = 20  # in one step: a service that stops waits for it


class Caring:
    def __init__(
        self, open_work: Callable[[], UnitOfWork], opens: Opens[CareRegister], reading: CareReading, clock: Clock
    ) -> None:
        self._open_work = open_work
        self._opens = opens
        self._reading = reading
        self._clock = clock

    async def step(self) -> None:
        """Raises Unavailable."""
        await self.follow()
        await self.release()
        await self.assign()
        await self.do_due()

    async def follow(self) -> None:
        for _ in range(ROUNDS):
            pairs = await self._reading.to_follow(AT_ONCE)
            done = await self._run([Item(begin_care.needs(one), self._following(one)) for one in pairs])
            if len(pairs) < AT_ONCE or not any(done):
                return

    async def retire(self) -> None:
        """Whoever lost the role of a relationship manager takes no more pairs. Raises Unavailable."""
        for caseload in await self._reading.without_role():
            await self._run([Item([(CASELOADS, caseload.id)], self._retiring(caseload))])

    async def do_due(self) -> None:
        for _ in range(ROUNDS):
            due = await self._reading.due(self._clock.now(), AT_ONCE)
            pairs = await self._reading.pairs([care.id for care in due])
            done = await self._run([self._due_item(care, pairs[care.id]) for care in due if care.id in pairs])
            if len(due) < AT_ONCE or not any(done):
                return

    async def assign(self) -> None:
        for _ in range(ROUNDS):
            new = await self._reading.unassigned(AT_ONCE)
            for programme_id in sorted({care.programme_id for care in new}):
                await self._give([care for care in new if care.programme_id == programme_id], programme_id)
            if len(new) < AT_ONCE:
                break
        for programme_id in await self._reading.programmes_to_assign():
            await self._give(await self._reading.waiting_for_manager(programme_id, AT_ONCE), programme_id)

    async def release(self) -> None:
        """Pairs of staff who are no relationship managers any more wait for another."""
        for caseload in await self._reading.abandoned(AT_ONCE):
            some = caseload.pairs[:AT_ONCE]
            needs = [(CASELOADS, caseload.id), *((CARE, pair_id) for pair_id in some)]
            await self._run([Item(needs, self._releasing(caseload, some))])

    async def _give(self, cares: Sequence[Care], programme_id: str) -> None:
        if not cares:
            return
        caseloads = {one.staff_id: one for one in await self._reading.caseloads(programme_id)}
        items = []
        for care in cares:
            best = assign_manager.best_of(list(caseloads.values()))
            if best is None:
                items.append(Item([(CARE, care.id)], self._missing(care)))
                continue
            caseloads[best.staff_id] = assign_manager.with_one_more(best, care.id)
            items.append(Item(assign_manager.needs(care, best.staff_id), self._offering(care, best.staff_id)))
        await self._run(items)

    def _due_item(self, care: Care, pair: Pair) -> Item:
        return Item(do_due.needs(care, pair), lambda work: do_due.do_due(self._opens(work), care))

    def _following(self, looked: Looked) -> Callable[[UnitOfWork], None]:
        return lambda work: begin_care.follow_pair(self._opens(work), looked)

    def _retiring(self, caseload: Caseload) -> Callable[[UnitOfWork], None]:
        return lambda work: set_caseload.lose_role(self._opens(work), caseload.programme_id, caseload.staff_id)

    def _offering(self, care: Care, staff_id: str) -> Callable[[UnitOfWork], bool]:
        return lambda work: assign_manager.offer_manager(self._opens(work), care, staff_id)

    def _missing(self, care: Care) -> Callable[[UnitOfWork], None]:
        return lambda work: assign_manager.say_nobody_has_room(self._opens(work), care)

    def _releasing(self, caseload: Caseload, pair_ids: Sequence[str]) -> Callable[[UnitOfWork], None]:
        return lambda work: assign_manager.release(self._opens(work), caseload, pair_ids)

    async def _run(self, items: Sequence[Item]) -> list[bool]:
        """Whether each could be done. Raises Unavailable; anything else is logged and taken up again."""
        results: list[Any] = await run_batch(self._open_work, items)
        for result in results:
            if isinstance(result, Failed):
                if isinstance(result.error, Unavailable):
                    raise result.error
                log.error("looking after a pair failed", error=type(result.error).__name__)
        return [not isinstance(result, Failed) for result in results]
