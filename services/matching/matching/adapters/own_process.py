"""Heavy work in a process of its own, so that calls keep being answered meanwhile."""

import asyncio
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from matching.app.ports import WorkLost

P = ParamSpec("P")
R = TypeVar("R")


class FreshProcess:
    """One process for each piece of work. It ends with its work, with a cancelled call, and soon after its parent."""

    async def call(self, work: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
        asked = await asyncio.to_thread(pickle.dumps, (work, arguments, named), pickle.HIGHEST_PROTOCOL)
        # a plain process with a thread that waits: an event loop's own children run gRPC's fork handlers
        process = await asyncio.to_thread(_begin)
        try:
            answer, _ = await asyncio.to_thread(process.communicate, asked)
        finally:
            if process.poll() is None:
                process.kill()
        if process.returncode != 0:
            raise WorkLost(f"{work.__name__} ended with {process.returncode}")
        return cast(R, await asyncio.to_thread(pickle.loads, answer))


def _begin() -> subprocess.Popen[bytes]:
    command = (sys.executable, "-P", "-m", "matching.worker")
    # a session of its own: Ctrl-C is for the service, which drains
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
