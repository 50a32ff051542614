"""Does what is due for requests, choices, chats and calls. Several processes may do it at once: each thing happens once."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import Clock
from causeway_kit.routes import Opens
from causeway_kit.work import UnitOfWork
from matching.app import call_volunteers, hold_chat, move_on, settle_request
from matching.app.choosing_ports import CallReading, ChatReading, ChoosingReading, ChoosingRegister, PoolNotReady
from matching.app.find_mentors import FindMentors
from matching.app.make_shortlist import in_turn
from matching.app.move_on import NextSteps
from matching.app.settle_request import PlanOutdated
from matching.domain.chat import Chat
from matching.domain.desk import MenteeDesk

AT_ONCE = 100
NEXT_BEST = 5


class MovingOn:
    def __init__(
        self,
        open_work: Callable[[], UnitOfWork],
        opens: Opens[ChoosingRegister],
        reading: ChoosingReading,
        chats: ChatReading,
        calls: CallReading,
        find: FindMentors,
        clock: Clock,
    ) -> None:
        self._open_work = open_work
        self._opens = opens
        self._reading = reading
        self._chats = chats
        self._calls = calls
        self._find = find
        self._clock = clock

    async def step(self) -> None:
        """One round; what has become due meanwhile, or was overtaken by somebody's call, is for the next. Raises Unavailable."""
        await self._expire()
        await self._texts()
        await self._end_chats()
        await self._clear_mentors()
        await self._move_mentees()

    async def _expire(self) -> None:
        due = await self._reading.due_requests(self._clock.now(), AT_ONCE)
        await self._do(
            Item(settle_request.request_needs(one), _acting(self._opens, settle_request.expire_request, one.id)) for one in due
        )

    async def _texts(self) -> None:
        chats, calls = await self._chats.chats_in_check(AT_ONCE), await self._calls.calls_in_check(AT_ONCE)
        await self._do(Item(hold_chat.text_needs(one), _acting(self._opens, hold_chat.settle_text, one.id)) for one in chats)
        await self._do(
            Item(call_volunteers.text_needs(one), _acting(self._opens, call_volunteers.settle_text, one.id)) for one in calls
        )

    async def _end_chats(self) -> None:
        due = await self._chats.due_chats(self._clock.now(), AT_ONCE)
        await self._do(Item(hold_chat.ending_needs(one), _acting(self._opens, hold_chat.end_due_chat, one)) for one in due)

    async def _clear_mentors(self) -> None:
        due = await self._reading.due_mentors(self._clock.now(), AT_ONCE)
        await self._part([chat_id for desk in due for chat_id in desk.chats])
        await self._do(Item(move_on.mentor_needs(one), _acting(self._opens, move_on.clear_mentor, one)) for one in due)

    async def _move_mentees(self) -> None:
        due = await self._reading.due_mentees(self._clock.now(), AT_ONCE)
        await self._part([chat_id for desk in due for chat_id in desk.chats])
        for desk in due:
            try:
                steps = await self._next_steps(desk)
            except PoolNotReady:
                continue
            await self._do([Item(move_on.next_needs(steps), _acting(self._opens, move_on.move_on, steps))])

    async def _part(self, chat_ids: Sequence[str]) -> None:
        chats: Sequence[Chat] = await self._chats.chats_by_id(chat_ids) if chat_ids else ()
        await self._do(Item(hold_chat.part_needs(one), _acting(self._opens, hold_chat.part, one)) for one in chats)

    async def _next_steps(self, desk: MenteeDesk) -> NextSteps:
        chooser = await self._reading.chooser(desk.programme_id, desk.person_id)
        if chooser is None or chooser.ties.pairs:
            return NextSteps(desk)
        rules = await self._reading.rules(desk.programme_id)
        chosen = await self._find.these(desk.programme_id, chooser, desk.choices)
        best = await self._find.best(desk.programme_id, chooser)
        ranked = in_turn(best.candidates, desk.person_id, rules, self._clock.now())[:NEXT_BEST]
        by_id = {one.person_id: one for one in best.candidates}
        return NextSteps(
            desk,
            tuple(chosen.proposal(one) for one in chosen.candidates),
            tuple(best.proposal(by_id[person_id]) for person_id in ranked),
        )

    async def _do(self, items: Iterable[Item]) -> None:
        for result in await run_batch(self._open_work, list(items)):
            if isinstance(result, Failed) and not isinstance(result.error, PlanOutdated):
                raise result.error


def _acting(
    opens: Opens[ChoosingRegister], act: Callable[[ChoosingRegister, Any], object], given: Any
) -> Callable[[UnitOfWork], object]:
    return lambda work: act(opens(work), given)
