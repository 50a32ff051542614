"""Background work: messages that were released long after their neighbours are put in their places."""

from collections.abc import Callable
from functools import partial

from analytics.app.ports import Books, Figures
from analytics.app.settle_late import needs, settle_late
from analytics.domain.conversation import Conversation
from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.routes import Opens
from causeway_kit.work import UnitOfWork

EVERY_SECONDS = 1.0
AT_A_TIME = 100


class Latecomers:
    def __init__(self, open_work: Callable[[], UnitOfWork], opens: Opens[Books], figures: Figures) -> None:
        self._open_work = open_work
        self._opens = opens
        self._figures = figures

    async def settle(self) -> None:
        """Raises Unavailable. A conversation that others change again and again is left for the next time."""
        failures: list[Failed] = []
        for waiting in await self._figures.waiting(AT_A_TIME):
            item = Item(needs(waiting), partial(self._settle, waiting))
            [result] = await run_batch(self._open_work, [item])
            failures += [result] if isinstance(result, Failed) else []
        for failure in failures[:1]:
            raise failure.error

    def _settle(self, waiting: Conversation, work: UnitOfWork) -> None:
        settle_late(self._opens(work), waiting)
