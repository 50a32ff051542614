"""Hostile calls are turned away at the door, before they cost memory, and others hardly notice (P24)."""

import asyncio
import contextlib
import gzip
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import pytest
from small_server import as_caller

from causeway.messaging.v1 import messaging_pb2 as pb
from causeway.messaging.v1 import messaging_pb2_grpc

MEGABYTE = 1 << 20
GROWTH_BYTES = 50 * MEGABYTE
POST = "/causeway.messaging.v1.Messages/Post"
LARGE_REQUEST = [("grpc.max_send_message_length", 256 * MEGABYTE), ("grpc.use_local_subchannel_pool", 1)]


@dataclass(frozen=True)
class Target:
    address: str
    pid: int

    def memory(self) -> int:
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * 4096

    def peak(self) -> int:
        line = next(line for line in Path(f"/proc/{self.pid}/status").read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    command = [sys.executable, str(Path(__file__).parent / "small_server.py")]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        yield Target(child.stdout.readline().strip(), child.pid)
    finally:
        child.stdin.close()
        child.wait(20)


def messages(channel: grpc.aio.Channel) -> Any:
    return messaging_pb2_grpc.MessagesStub(channel)  # type: ignore[no-untyped-call]


async def error_of(calling: Any) -> grpc.aio.AioRpcError | None:
    try:
        await calling
    except grpc.aio.AioRpcError as error:
        return error
    return None


@contextlib.asynccontextmanager
async def attackers_channel(target: Target) -> Any:
    async with grpc.aio.insecure_channel(target.address, options=LARGE_REQUEST) as channel:
        yield channel


async def post_of_somebody_else(target: Target) -> float:
    """Seconds until the answer, on a connection of their own."""
    options = [("grpc.use_local_subchannel_pool", 1)]
    async with grpc.aio.insecure_channel(target.address, options=options) as channel:
        began = time.perf_counter()
        request = pb.PostRequest(conversation_id="c", client_key="k", text="hello")
        await messages(channel).Post(request, timeout=30, metadata=as_caller(f"calm-{uuid.uuid4().hex}"))
        return time.perf_counter() - began


async def bounded(target: Target, attack: Any) -> list[grpc.aio.AioRpcError | None]:
    """Runs the attack; the server grows by less than 50 MB and then still answers."""
    await post_of_somebody_else(target)
    before = max(target.memory(), target.peak())
    errors: list[grpc.aio.AioRpcError | None] = await attack()
    await post_of_somebody_else(target)
    assert target.peak() - before < GROWTH_BYTES
    return errors


def statuses(errors: list[grpc.aio.AioRpcError | None]) -> set[str]:
    return {"OK" if error is None else str(error.code().name) for error in errors}


async def test_messages_of_ten_megabytes_are_refused_before_they_are_read(target: Target) -> None:
    async def attack() -> list[grpc.aio.AioRpcError | None]:
        request = pb.PostRequest(conversation_id="c", client_key="k", text="x" * 10 * MEGABYTE)
        async with attackers_channel(target) as channel:
            post = messages(channel).Post
            return await asyncio.gather(*(error_of(post(request, timeout=20, metadata=as_caller("mallory"))) for _ in range(20)))

    errors = await bounded(target, attack)

    assert statuses(errors) == {"RESOURCE_EXHAUSTED"}
    assert all("xxxx" not in (error.details() or "") for error in errors if error is not None)


async def test_a_small_message_that_unpacks_to_a_thousandfold_is_not_unpacked(target: Target) -> None:
    async def attack() -> list[grpc.aio.AioRpcError | None]:
        request = pb.PostRequest(conversation_id="c", client_key="k", text="x" * 50 * MEGABYTE)
        assert len(gzip.compress(request.SerializeToString())) < 64 * 1024
        async with attackers_channel(target) as channel:
            post = messages(channel).Post
            packed: Any = {"timeout": 30, "metadata": as_caller("mallory"), "compression": grpc.Compression.Gzip}
            return await asyncio.gather(*(error_of(post(request, **packed)) for _ in range(4)))

    assert "OK" not in statuses(await bounded(target, attack))


@pytest.mark.parametrize(("keys", "size"), [(10_000, 8), (1, MEGABYTE), (20, 1000)])
async def test_metadata_beyond_the_limit_is_refused(target: Target, keys: int, size: int) -> None:
    async def attack() -> list[grpc.aio.AioRpcError | None]:
        stuffed = (*as_caller("mallory"), *((f"k{number}", "v" * size) for number in range(keys)))
        request = pb.PostRequest(conversation_id="c", client_key="k", text="hello")
        async with attackers_channel(target) as channel:
            return [await error_of(messages(channel).Post(request, timeout=30, metadata=stuffed)) for _ in range(5)]

    errors = await bounded(target, attack)

    assert "OK" not in statuses(errors)
    assert all("vvvv" not in (error.details() or "") for error in errors if error is not None)


async def test_bytes_that_are_no_message_are_refused_without_a_trace_of_them(target: Target) -> None:
    async def attack() -> list[grpc.aio.AioRpcError | None]:
        async with attackers_channel(target) as channel:
            raw = channel.unary_unary(POST)
            bad = [b"\xff" * 1000, b"\x0a\xff\xff\xff\x7f", b"\x0a\x02\xff\xfe", b"\x0b" * 60_000]
            return [await error_of(raw(body, timeout=30, metadata=as_caller("mallory"))) for body in bad]

    errors = await bounded(target, attack)

    assert statuses(errors) == {"INVALID_ARGUMENT"}
    sentence = "The request cannot be read: it is not of the form that this method takes."
    assert {error.details() for error in errors if error is not None} == {sentence}


async def test_idle_and_slow_connections_do_not_hinder_others(target: Target) -> None:
    """Five hundred connections that say nothing or half a greeting."""
    host, _, port = target.address.rpartition(":")
    before = target.memory()
    quiet = sorted([await post_of_somebody_else(target) for _ in range(20)])[18]
    opened = [await asyncio.open_connection(host, int(port)) for _ in range(500)]
    for _, writer in opened[::2]:
        writer.write(b"PRI * HTTP/2.0\r\n")
    besieged = sorted([await post_of_somebody_else(target) for _ in range(20)])[18]
    grown = target.memory() - before
    for _, writer in opened:
        writer.close()

    assert grown < GROWTH_BYTES
    assert besieged < 2 * quiet + 0.1
