"""One line between two parts of the system: a TCP proxy whose weather can be changed while connections are open."""

import asyncio
import contextlib
import socket
import struct
from dataclasses import dataclass
from enum import Enum, auto

from causeway_cli.embedded.ports import LOOPBACK
from causeway_cli.embedded.server import wait_until

CHUNK_BYTES = 64 * 1024
HOLD_SECONDS = 3600.0
SWALLOW_SECONDS = 0.3
"""A connection that lost an answer is reset after this time: nothing that came later could make sense on it."""
RESET = struct.pack("ii", 1, 0)  # linger on, for no time: the kernel sends RST instead of FIN


class Passage(Enum):
    """What becomes of bytes in one direction."""

    OPEN = auto()
    HELD = auto()
    """They do not arrive until the passage opens again, as in a network that lost them."""
    SWALLOWED = auto()
    """They are gone, and then the connection."""


class Way(Enum):
    UP = auto()
    """Towards the server: requests."""
    DOWN = auto()
    """Towards the client: answers."""


@dataclass(frozen=True, slots=True)
class Weather:
    delay_seconds: float = 0.0
    bytes_a_second: int = 0  # 0: no limit
    up: Passage = Passage.OPEN
    down: Passage = Passage.OPEN
    refuses: bool = False  # new connections are reset

    def passage(self, way: Way) -> Passage:
        match way:
            case Way.UP:
                return self.up
            case Way.DOWN:
                return self.down


FAIR = Weather()


@dataclass(eq=False, slots=True)
class _Connection:
    client: asyncio.StreamWriter
    server: asyncio.StreamWriter | None = None
    doomed: bool = False

    def reset(self) -> None:
        for writer in (self.client, self.server):
            if writer is not None and not writer.transport.is_closing():
                _reset(writer)


def _reset(writer: asyncio.StreamWriter) -> None:
    end: socket.socket | None = writer.get_extra_info("socket")
    with contextlib.suppress(OSError):
        if end is not None:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    writer.transport.abort()


class Line:
    """Forwards everything that reaches `port` to `target_port`, as the weather lets it.

    `weather` may be set from any thread; `cut` belongs to the thread of the loop.
    """

    def __init__(self, name: str, port: int, target_port: int) -> None:
        self.name = name
        self.port = port
        self.target_port = target_port
        self.weather = FAIR
        self.swallowed = 0
        """Connections that lost an answer."""
        self._open: set[_Connection] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, LOOPBACK, self.port)

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        self.cut()

    def cut(self) -> None:
        """Resets every open connection."""
        for connection in tuple(self._open):
            connection.reset()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = _Connection(writer)
        self._open.add(connection)
        try:
            await self._join(connection, reader)
        except OSError:
            connection.reset()
        finally:
            for end in (connection.client, connection.server):
                if end is not None:
                    end.close()
            self._open.discard(connection)

    async def _join(self, connection: _Connection, reader: asyncio.StreamReader) -> None:
        if self.weather.refuses:
            raise ConnectionRefusedError
        answers, connection.server = await asyncio.open_connection(LOOPBACK, self.target_port)
        up = self._pump(connection, reader, connection.server, Way.UP)
        down = self._pump(connection, answers, connection.client, Way.DOWN)
        await asyncio.gather(up, down)

    async def _pump(self, connection: _Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: Way) -> None:
        while data := await reader.read(CHUNK_BYTES):
            await self._until_not_held(way)
            if self.weather.passage(way) is Passage.SWALLOWED or connection.doomed:
                self._swallow(connection)
                continue
            await self._forward(writer, data)
        if writer.can_write_eof() and not writer.is_closing():
            writer.write_eof()

    async def _until_not_held(self, way: Way) -> None:
        async def passes() -> bool:
            return self.weather.passage(way) is not Passage.HELD

        if self.weather.passage(way) is Passage.HELD:
            await wait_until(passes, HOLD_SECONDS)

    def _swallow(self, connection: _Connection) -> None:
        if not connection.doomed:
            connection.doomed = True
            self.swallowed += 1
            asyncio.get_running_loop().call_later(SWALLOW_SECONDS, connection.reset)

    async def _forward(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        if self.weather.delay_seconds:
            await asyncio.sleep(self.weather.delay_seconds)
        while data:
            limit = self.weather.bytes_a_second
            piece = data[: max(1, limit // 10)] if limit else data
            writer.write(piece)
            await writer.drain()
            data = data[len(piece) :]
            if limit:
                await asyncio.sleep(0.1)
