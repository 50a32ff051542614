"""What the keeper needs to know about one process."""

import asyncio
import contextlib
import signal
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from causeway_cli.embedded.ports import LOOPBACK, accepts


class Stage(IntEnum):
    """Processes of a lower stage start first and stop last."""

    STORES = 0
    SERVICES = 1


def nothing_to_prepare() -> None:
    """For processes that start as they are."""


async def nothing_more() -> None:
    """For processes after whose start nothing has to be done."""


@dataclass(frozen=True, kw_only=True)
class ProcessSpec:
    name: str
    command: tuple[str, ...]
    ready: Callable[[], Awaitable[bool]]
    environment: Mapping[str, str] = field(default_factory=dict)
    ports: tuple[int, ...] = ()
    door: int | None = None
    """The port at which clients reach it, where that is not the first of its own."""
    stage: Stage = Stage.SERVICES
    restart: bool = True
    prepare: Callable[[], None] = nothing_to_prepare
    """Run once, in a thread, before the first start. Raises Trouble."""
    then: Callable[[], Awaitable[None]] = nothing_more
    """Run once, when the process is ready for the first time and before the next stage starts. Raises Trouble."""
    patience_seconds: float = 120  # a busy machine may take a minute

    @property
    def orphan_signal(self) -> signal.Signals:
        """What the process gets when the keeper is gone: stores close their files, services lose nothing by a kill."""
        match self.stage:
            case Stage.STORES:
                return signal.SIGTERM
            case Stage.SERVICES:
                return signal.SIGKILL


def port_ready(port: int) -> Callable[[], Awaitable[bool]]:
    async def check() -> bool:
        return accepts(port)

    return check


def page_ready(port: int, path: str = "/ready") -> Callable[[], Awaitable[bool]]:
    """Whether GET of the path on the loopback interface answers 200 within two seconds."""

    async def check() -> bool:
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(2):
                return b" 200 " in await _status_line(port, path)
        return False

    return check


async def _status_line(port: int, path: str) -> bytes:
    reader, writer = await asyncio.open_connection(LOOPBACK, port)
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {LOOPBACK}:{port}\r\nConnection: close\r\n\r\n".encode())
        return await reader.readline()
    finally:
        writer.close()
