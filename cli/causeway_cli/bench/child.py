"""A process that takes part in a benchmark: it gets its orders as JSON, says how far it is, and is told when to go on."""

import asyncio
import contextlib
import json
import signal
import sys
from collections.abc import AsyncIterator, Callable
from typing import Any

from causeway_cli.trouble import Trouble

END_SECONDS = 10.0
LINE_BYTES = 1 << 20


class Child:
    def __init__(self, name: str, process: asyncio.subprocess.Process) -> None:
        self.name = name
        self._process = process

    @property
    def pid(self) -> int:
        return self._process.pid

    async def said(self, word: str, within_seconds: float) -> None:
        """Returns when the process has said the word. Raises Trouble when it ended before, or took longer."""
        assert self._process.stdout is not None
        try:
            async with asyncio.timeout(within_seconds):
                while line := await self._process.stdout.readline():
                    if line.decode().strip() == word:
                        return
        except TimeoutError:
            raise Trouble(f"The benchmark's {self.name} was not {word} after {within_seconds:.0f} s: try a lower rate.") from None
        raise Trouble(f"The benchmark's {self.name} ended early: {await self._last_words()}")

    async def tell(self, word: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n".encode())
        with contextlib.suppress(ConnectionError):  # whether it is gone shows when it is listened to
            await self._process.stdin.drain()

    async def ended(self, within_seconds: float = END_SECONDS) -> None:
        """Raises Trouble when it failed."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), within_seconds)
        if self._process.returncode != 0:
            raise Trouble(f"The benchmark's {self.name} failed: {await self._last_words()}")

    async def stop(self) -> None:
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(self._process.wait(), END_SECONDS)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()

    async def _last_words(self) -> str:
        assert self._process.stderr is not None
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(END_SECONDS):
                lines = (await self._process.stderr.read()).decode(errors="replace").strip().splitlines()
                return lines[-1] if lines else "it gave no reason."
        return "it gave no reason."


@contextlib.asynccontextmanager
async def child(name: str, module: str, orders: dict[str, Any]) -> AsyncIterator[Child]:
    """`python -m module` with its orders on the first line of its input; gone at the end of the block."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", module),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=LINE_BYTES,
    )
    started = Child(name, process)
    try:
        await started.tell(json.dumps(orders))
        yield started
    finally:
        await started.stop()


def serve_orders(work: Callable[[dict[str, Any]], None]) -> None:
    """The other side: reads the orders, works, and ends with one sentence when something can be put right."""
    try:
        work(json.loads(sys.stdin.readline()))
    except Trouble as trouble:
        sys.exit(trouble.sentence)


def say(word: str) -> None:
    print(word, flush=True)


async def told_to_go() -> None:
    """Waits for the next line. Ends the process when whoever gave the orders is gone."""
    if not await asyncio.to_thread(sys.stdin.readline):
        sys.exit("nobody waits for this measurement any more.")
