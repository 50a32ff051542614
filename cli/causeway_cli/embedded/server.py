"""What every embedded server can do, and how to run one from a test or a script."""

import asyncio
import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Protocol

from causeway_cli.embedded.child import finish, last_line, spawn
from causeway_cli.embedded.lock import take
from causeway_cli.trouble import Trouble

POLL_SECONDS = 0.1


class Server(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def folder(self) -> Path: ...

    def prepare(self) -> None:
        """Everything before the start; safe to repeat. Raises Trouble."""

    def command(self) -> list[str]: ...

    async def ready(self) -> bool:
        """Whether it serves now. Finishes a first start where the server needs help with that."""


@contextlib.contextmanager
def running(server: Server, log: Path, patience_seconds: float = 90) -> Iterator[int]:
    """Prepare and start the server, wait until it serves, and stop it at the end. Gives its pid."""
    lock = take(server.folder)
    try:
        server.prepare()
        child = spawn(server.command(), log=log, keep_open=[lock], death_signal=signal.SIGKILL)
    finally:
        os.close(lock)
    try:
        asyncio.run(serving(server, child, log, patience_seconds))
        yield child.pid
    finally:
        finish(child, patience_seconds=20)


async def serving(server: Server, child: subprocess.Popen[bytes], log: Path, patience_seconds: float = 90) -> None:
    """Return when the server serves. Raises Trouble when it ends before or takes too long."""
    ended = await wait_until(server.ready, patience_seconds, unless=lambda: child.poll() is not None)
    if not ended:
        raise Trouble(not_ready(server.name, log, patience_seconds, stopped=child.poll() is not None))


async def wait_until(
    check: Callable[[], Awaitable[bool]], patience_seconds: float, unless: Callable[[], bool] = lambda: False
) -> bool:
    """Whether the check came true in time; gives up at once when `unless` is true."""
    deadline = time.monotonic() + patience_seconds
    while time.monotonic() < deadline and not unless():
        if await check():
            return True
        await asyncio.sleep(POLL_SECONDS)
    return False


def not_ready(name: str, log: Path, patience_seconds: float, *, stopped: bool) -> str:
    """A sentence about a process that does not serve, with where to look."""
    what = "stopped while it was starting" if stopped else f"was not ready within {patience_seconds:.0f} s"
    said = last_line(log)
    return f"{name} {what}: its log is {log}" + (f" and ends with «{said[-300:]}»." if said else ".")
