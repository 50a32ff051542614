"""Connections that follow the letter of HTTP/2 to wear the server out: others still get their answers (P24)."""

import asyncio
import contextlib
import struct
from collections.abc import AsyncIterator

import pytest
from test_hostile_calls import GROWTH_BYTES, POST, Target, post_of_somebody_else, target  # noqa: F401

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
HEADERS, RESET, SETTINGS, PING, GOAWAY = 1, 3, 4, 6, 7
END_HEADERS = 4
CANCEL = struct.pack(">I", 8)
RESETS, PINGS, CONNECTIONS, CALMER = 20_000, 2_000, 1_500, 10
TURNED_AWAY_SECONDS = 30


def frame(kind: int, stream: int, body: bytes = b"", flags: int = 0) -> bytes:
    return struct.pack(">I", len(body))[1:] + bytes((kind, flags)) + struct.pack(">I", stream) + body


def header(name: bytes, value: bytes) -> bytes:
    """HPACK's literal that nobody remembers."""
    return b"\x00" + bytes((len(name),)) + name + bytes((len(value),)) + value


REQUEST = b"".join(
    header(name, value)
    for name, value in (
        (b":method", b"POST"), (b":scheme", b"http"), (b":path", POST.encode()), (b":authority", b"causeway"),
        (b"content-type", b"application/grpc"), (b"te", b"trailers"), (b"authorization", b"Bearer mallory"),
    )
)  # fmt: skip


@contextlib.asynccontextmanager
async def connected(target: Target) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:  # noqa: F811
    host, _, port = target.address.rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(PREFACE + frame(SETTINGS, 0))
    try:
        yield reader, writer
    finally:
        writer.close()


async def written(writer: asyncio.StreamWriter, frames: bytes) -> None:
    """As far as the server lets it."""
    with contextlib.suppress(ConnectionError):
        writer.write(frames)
        await writer.drain()


async def ends_with_goodbye(reader: asyncio.StreamReader) -> bool:
    """Whether the server closed the connection after telling why."""
    last = 0
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
        async with asyncio.timeout(TURNED_AWAY_SECONDS):
            while True:
                head = await reader.readexactly(9)
                await reader.readexactly(int.from_bytes(head[:3]))
                last = head[3] if head[3] == GOAWAY else last
    return last == GOAWAY


async def others_are_served(target: Target) -> None:  # noqa: F811
    for _ in range(CALMER):
        await post_of_somebody_else(target)


@pytest.mark.timeout(120)
async def test_streams_that_are_opened_and_reset_at_once_do_not_hinder_others(target: Target) -> None:  # noqa: F811
    await others_are_served(target)
    before = target.peak()
    async with connected(target) as (reader, writer):
        answers = asyncio.create_task(reader.read(-1))
        for number in range(RESETS):
            stream = 2 * number + 1
            await written(writer, frame(HEADERS, stream, REQUEST, END_HEADERS) + frame(RESET, stream, CANCEL))
            if number % (RESETS // 4) == 0:
                await post_of_somebody_else(target)
        await others_are_served(target)
        answers.cancel()

    assert target.peak() - before < GROWTH_BYTES


async def test_whoever_floods_with_pings_is_sent_away_and_others_stay(target: Target) -> None:  # noqa: F811
    async with connected(target) as (reader, writer):
        await written(writer, frame(PING, 0, b"12345678") * PINGS)

        assert await ends_with_goodbye(reader)

    await others_are_served(target)


async def test_fifteen_hundred_connections_that_greet_and_fall_silent_do_not_hinder_others(target: Target) -> None:  # noqa: F811
    before = target.memory()
    async with contextlib.AsyncExitStack() as opened:
        for _ in range(CONNECTIONS):
            await opened.enter_async_context(connected(target))
        await others_are_served(target)

        assert target.memory() - before < CONNECTIONS * 100_000  # bytes that a connection may cost
