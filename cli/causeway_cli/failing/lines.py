"""All lines of a system, served by a thread of their own, so that whoever plans faults may sleep."""

import asyncio
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from causeway_cli.failing.line import FAIR, Line, Weather

START_SECONDS = 10.0


class Lines:
    """By name: `messaging-kafka`, `messaging-mongod`, `notifications-matching`, `clients-messaging`."""

    def __init__(self, lines: Sequence[Line], loop: asyncio.AbstractEventLoop) -> None:
        self._lines: Mapping[str, Line] = {line.name: line for line in lines}
        self._loop = loop

    def __getitem__(self, name: str) -> Line:
        return self._lines[name]

    @property
    def names(self) -> list[str]:
        return sorted(self._lines)

    def set(self, name: str, weather: Weather) -> None:
        self._lines[name].weather = weather

    def cut(self, name: str) -> None:
        self._loop.call_soon_threadsafe(self._lines[name].cut)

    def clear(self) -> None:
        """Fair weather everywhere."""
        for line in self._lines.values():
            line.weather = FAIR


@contextmanager
def serving(lines: Sequence[Line]) -> Iterator[Lines]:
    """Every line is open while the block runs."""
    loop, started = asyncio.new_event_loop(), threading.Event()
    stop = asyncio.Event()

    async def serve() -> None:
        for line in lines:
            await line.start()
        started.set()
        await stop.wait()
        for line in lines:
            await line.stop()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), name="lines", daemon=True)
    thread.start()
    if not started.wait(START_SECONDS):
        raise RuntimeError("the lines could not be opened")
    try:
        yield Lines(lines, loop)
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(START_SECONDS)
