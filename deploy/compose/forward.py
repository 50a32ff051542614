"""Opens programs that listen on the loopback interface alone to the container's own address, port by port.

The development issuer and the mail catcher do so by design: they trust whoever reaches them. Compose publishes these
ports on the loopback interface of the host, so that is still true.
"""

import asyncio
import contextlib
import signal
import socket
import sys

LOOPBACK = "127.0.0.1"
CHUNK_BYTES = 65536


async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Passes on what comes until the sender ends, then ends the other side."""
    with contextlib.suppress(ConnectionError):
        while chunk := await reader.read(CHUNK_BYTES):
            writer.write(chunk)
            await writer.drain()
    with contextlib.suppress(OSError):
        writer.write_eof()


async def forward(own_address: str, port: int) -> asyncio.Server:
    """Serves the port on the given address; each connection is carried to the same port of the loopback interface."""

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.closing(writer):
            try:
                far_reader, far_writer = await asyncio.open_connection(LOOPBACK, port)
            except OSError:
                return  # not up yet: the caller sees a closed connection and tries again
            with contextlib.closing(far_writer):
                await asyncio.gather(carry(reader, far_writer), carry(far_reader, writer))

    return await asyncio.start_server(accept, own_address, port)


async def serve(own_address: str, ports: list[int]) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    servers = [await forward(own_address, port) for port in ports]
    await stop.wait()
    for server in servers:
        server.close()


if __name__ == "__main__":
    asyncio.run(serve(socket.gethostbyname(socket.gethostname()), [int(port) for port in sys.argv[1:]]))
