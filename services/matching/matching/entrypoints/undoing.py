"""An import is taken back, many people a transaction; a call that would wait too long is told to ask again."""

import asyncio
from collections.abc import Callable

from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.routes import Opens
from causeway_kit.work import UnitOfWork
from matching.app.people_ports import PeopleReading, PeopleRegister
from matching.app.undo_import import import_needs, mark_undone, needs, take_back_person
from matching.domain.enrolment import Enrolment
from matching.domain.run import NotMadeYet

PEOPLE_IN_A_TRANSACTION = 200
WAIT_SECONDS = 8.0  # a call has 10


class Undoing:
    def __init__(self, open_work: Callable[[], UnitOfWork], opens: Opens[PeopleRegister], reading: PeopleReading) -> None:
        self._open_work = open_work
        self._opens = opens
        self._reading = reading
        self._going_on: dict[str, asyncio.Task[tuple[int, int]]] = {}

    async def undo(self, programme_id: str, import_id: str) -> tuple[int, int]:
        """How many were taken back and how many kept. Raises ImportNotFound, ImportUnderWay, NotMadeYet, Unavailable."""
        marking = Item(import_needs(import_id), lambda work: mark_undone(self._opens(work), programme_id, import_id))
        await self._done([marking])
        task = self._going_on.get(import_id)
        if task is None:
            task = self._going_on[import_id] = asyncio.create_task(self._undo(programme_id, import_id))
            task.add_done_callback(lambda _: self._going_on.pop(import_id, None))
        try:
            return await asyncio.wait_for(asyncio.shield(task), WAIT_SECONDS)
        except TimeoutError:
            raise NotMadeYet("People are still being taken back; ask again in a moment.") from None

    async def _undo(self, programme_id: str, import_id: str) -> tuple[int, int]:
        taken = kept = 0
        after = ""
        while people := await self._reading.enrolled_by(import_id, PEOPLE_IN_A_TRANSACTION, after):
            results = await self._done([self._item(programme_id, person) for person in people])
            taken, kept = taken + results.count(True), kept + results.count(False)
            after = people[-1].person_id
        return taken, kept

    def _item(self, programme_id: str, person: Enrolment) -> Item:
        return Item(needs(person), lambda work: take_back_person(self._opens(work), programme_id, person.person_id))

    async def _done(self, items: list[Item]) -> list[object]:
        results = await run_batch(self._open_work, items)
        for result in results:
            if isinstance(result, Failed):
                raise result.error
        return results
