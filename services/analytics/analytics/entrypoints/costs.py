"""Background work: the processor times of all services, read again and again."""

from collections.abc import Callable

from analytics.app.follow_cost import NEEDS, enter_readings
from analytics.app.ports import Books, Figures, Processes
from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.routes import Opens
from causeway_kit.work import UnitOfWork


class CostReader:
    def __init__(self, open_work: Callable[[], UnitOfWork], opens: Opens[Books], figures: Figures, processes: Processes) -> None:
        self._open_work = open_work
        self._opens = opens
        self._figures = figures
        self._processes = processes

    async def read(self) -> None:
        """Raises Unavailable."""
        readings = await self._processes.readings()
        messages = await self._figures.messages_counted()
        item = Item(NEEDS, lambda work: enter_readings(self._opens(work), readings, messages))
        [result] = await run_batch(self._open_work, [item])
        if isinstance(result, Failed):
            raise result.error
