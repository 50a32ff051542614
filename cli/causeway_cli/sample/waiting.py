"""Waits for what must come, for a limited time."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from causeway_cli.trouble import Trouble

LOOK_SECONDS = 0.3
T = TypeVar("T")


async def until_found(look: Callable[[], Awaitable[T]], wanted: Callable[[T], bool], seconds: float, otherwise: str) -> T:
    """What was found once it is what was wanted. Raises Trouble when it is not in time."""
    until = time.monotonic() + seconds
    while True:
        found = await look()
        if wanted(found):
            return found
        if time.monotonic() > until:
            raise Trouble(f"{otherwise} within {seconds:.0f} s: look at `causeway status` and the logs.")
        await asyncio.sleep(LOOK_SECONDS)
