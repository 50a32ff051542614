"""Heavy work in a process of its own, so that calls keep being answered meanwhile."""

import asyncio
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar, cast

from matching.app.ports import Say, WorkLost

P = ParamSpec("P")
R = TypeVar("R")


class FreshProcess:
    """One process for each piece of work. It ends with its work, with a cancelled call, and soon after its parent."""

    async def call(self, work: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
        asked = await asyncio.to_thread(pickle.dumps, (work, arguments, named), pickle.HIGHEST_PROTOCOL)
        return cast(R, await _done(await asyncio.to_thread(_begin), asked, work.__name__))

    async def heard(self, work: Callable[Concatenate[Say, P], R], hear: Say, *arguments: P.args, **named: P.kwargs) -> R:
        asked = await asyncio.to_thread(pickle.dumps, (work, arguments, named), pickle.HIGHEST_PROTOCOL)
        ear, mouth = os.pipe()
        try:
            process = await asyncio.to_thread(_begin, mouth)
        finally:
            os.close(mouth)  # the process has its own, and its end ends what is heard
            listening = asyncio.create_task(_listen(ear, hear))
        try:
            return cast(R, await _done(process, asked, work.__name__))
        finally:
            await listening


async def _done(process: subprocess.Popen[bytes], asked: bytes, name: str) -> object:
    # a plain process with a thread that waits: an event loop's own children run gRPC's fork handlers
    try:
        answer, _ = await asyncio.to_thread(process.communicate, asked)
    finally:
        if process.poll() is None:
            process.kill()
    if process.returncode != 0:
        raise WorkLost(f"{name} ended with {process.returncode}")
    return await asyncio.to_thread(pickle.loads, answer)


async def _listen(ear: int, hear: Say) -> None:
    loop = asyncio.get_running_loop()

    def lines() -> None:
        with os.fdopen(ear) as said:
            for line in said:
                loop.call_soon_threadsafe(hear, line.rstrip("\n"))

    await asyncio.to_thread(lines)


def _begin(*mouth: int) -> subprocess.Popen[bytes]:
    command = (sys.executable, "-P", "-m", "matching.worker", *map(str, mouth))
    # a session of its own: Ctrl-C is for the service, which drains
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True, pass_fds=mouth)
