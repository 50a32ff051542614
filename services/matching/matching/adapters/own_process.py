"""Heavy work in a process of its own, so that calls keep being answered meanwhile."""

import asyncio
import pickle
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
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "matching.worker"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the service, which drains
        )
        try:
            answer, _ = await process.communicate(asked)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode != 0:
            raise WorkLost(f"{work.__name__} ended with {process.returncode}")
        return cast(R, await asyncio.to_thread(pickle.loads, answer))
