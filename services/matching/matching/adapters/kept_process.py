"""Heavy work in one process that stays and keeps what it has learnt, so that the next piece begins where the last one ended."""

import asyncio
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from matching.app.ports import WorkLost
from matching.kept_worker import read_frame, write_frame

P = ParamSpec("P")
R = TypeVar("R")


class KeptProcess:
    """One piece of work at a time. It ends with `close`, and soon after its parent; one that has died is begun anew.

    `generation` tells whether it still knows what it was told.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = asyncio.Lock()
        self.generation = 0

    async def call(self, work: Callable[Concatenate[dict[str, Any], P], R], *arguments: P.args, **_: P.kwargs) -> R:
        """`work` gets first what this process keeps. Raises WorkLost, and then nothing that it was told is known any more."""
        asked = await asyncio.to_thread(pickle.dumps, (work, arguments), pickle.HIGHEST_PROTOCOL)
        async with self._one_at_a_time:
            process = self._process
            if process is None or process.poll() is not None:
                process = self._process = await asyncio.to_thread(_begin)
                self.generation += 1
            whole = False
            try:
                answer = await asyncio.to_thread(_exchange, process, asked)
                whole = True
            finally:
                if not whole:
                    process.kill()  # half an answer may be on its way
        if answer is None:
            raise WorkLost(f"{work.__name__} was lost with its process")
        return cast(R, await asyncio.to_thread(pickle.loads, answer))

    async def close(self, stop: asyncio.Event) -> None:
        """Waits for the end, and takes the process with it."""
        await stop.wait()
        if self._process is not None:
            self._process.kill()


def _begin() -> subprocess.Popen[bytes]:
    command = (sys.executable, "-P", "-m", "matching.kept_worker")
    # a session of its own: Ctrl-C is for the service, which drains
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)


def _exchange(process: subprocess.Popen[bytes], asked: bytes) -> bytes | None:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        write_frame(process.stdin, asked)
        return read_frame(process.stdout)
    except BrokenPipeError:
        return None
