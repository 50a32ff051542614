"""Work that is tried every second and waits while something it needs is away: it says so once a minute, not every second."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from causeway_kit.clock import Clock
from causeway_kit.errors import Unavailable

log = structlog.get_logger()

SAY_AGAIN_AFTER = timedelta(minutes=1)


class Waiting:
    def __init__(self, step: Callable[[], Awaitable[None]], clock: Clock) -> None:
        self._step = step
        self._clock = clock
        self._said_at: datetime | None = None

    async def step(self) -> None:
        try:
            await self._step()
        except Unavailable as error:
            self._say(str(error))

    def _say(self, why: str) -> None:
        now = self._clock.now()
        if self._said_at is None or now - self._said_at >= SAY_AGAIN_AFTER:
            self._said_at = now
            log.warning("nudges wait", step=self._step.__qualname__, why=why)
