"""Group commit: calls that arrive while one transaction runs become the next one. No collecting window, so no added wait."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

import structlog

from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.errors import Overloaded, Unavailable
from causeway_kit.work import UnitOfWork

log = structlog.get_logger()

ITEMS = 200  # in one transaction
WAITING = 2000  # then calls are refused at once instead of timing out later


class GroupCommit:
    """Many callers, one transaction at a time."""

    def __init__(self, open_work: Callable[[], UnitOfWork]) -> None:
        self._open_work = open_work
        self._waiting: deque[tuple[Item, asyncio.Future[Any]]] = deque()
        self._running: asyncio.Task[None] | None = None

    async def submit(self, item: Item) -> Any:
        """The item's result once it is stored. Raises what the item raised, Overloaded or Unavailable.

        A caller that hangs up does not stop its item: it may be stored, and asking again with the same key tells.
        """
        if len(self._waiting) >= WAITING:
            raise Overloaded("too many posts are waiting; nothing was saved. Try again in a second")
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        return await asyncio.shield(future)

    async def _run(self) -> None:
        try:
            while self._waiting:
                batch = [self._waiting.popleft() for _ in range(min(ITEMS, len(self._waiting)))]
                await self._commit(batch)
        finally:
            self._running = None

    async def _commit(self, batch: list[tuple[Item, asyncio.Future[Any]]]) -> None:
        try:
            results = await run_batch(self._open_work, [item for item, _ in batch])
        except Exception as error:
            log.warning("a batch of calls could not be stored", error=type(error).__name__, calls=len(batch))
            results = [Failed(error if isinstance(error, Unavailable) else Unavailable(type(error).__name__))] * len(batch)
        for (_, future), result in zip(batch, results, strict=True):
            if future.done():
                continue
            if isinstance(result, Failed):
                future.set_exception(result.error)
                future.exception()  # a caller that hung up does not collect it
            else:
                future.set_result(result)
