"""Moderation is killed and stays dead: everything is accepted, nothing is readable, and afterwards everything is, in order."""

import asyncio
import contextlib
import signal
import time
from collections.abc import AsyncIterator, Iterator, Sequence

import grpc
import pytest

from causeway.messaging.v1 import messaging_pb2 as pb
from causeway_cli.calls import Calls
from causeway_cli.embedded.server import wait_until
from causeway_cli.failing.processes import Processes
from causeway_cli.running import RunningSystem, started_system
from causeway_cli.scenes import Scene, a_pair

pytestmark = [pytest.mark.connected, pytest.mark.failures, pytest.mark.timeout(1200)]

TEN_MINUTES = 600.0
EVERY_SECONDS = 0.5
PATIENCE_SECONDS = 60.0


@pytest.fixture(scope="module")
def doomed() -> Iterator[RunningSystem]:
    with started_system() as running:
        yield running


@contextlib.asynccontextmanager
async def without_moderation(system: RunningSystem) -> AsyncIterator[None]:
    """Killed, and nobody starts it again."""
    processes = Processes(system.data)
    with processes.unkept():
        pid = processes.signal("moderation", signal.SIGKILL)
        await asyncio.to_thread(processes.wait_until_gone, pid, PATIENCE_SECONDS)
        yield
    await asyncio.to_thread(processes.wait_until_healthy, PATIENCE_SECONDS)


@pytest.mark.parametrize("seconds", [10.0, pytest.param(TEN_MINUTES, marks=pytest.mark.long)])
async def test_while_moderation_is_dead_all_is_accepted_and_nothing_delivered(doomed: RunningSystem, seconds: float) -> None:
    async with Calls(doomed) as calls:
        scene = await a_pair(calls)
        shown: list[str] = []
        watching = asyncio.ensure_future(watch(scene, shown))
        async with without_moderation(doomed):
            accepted = await posted_for(seconds, scene)
            assert (await scene.sync(scene.mentor)).entries == []
            assert await scene.unread(scene.mentor) == 0
            assert shown == []

        assert await wait_until(lambda: all_readable(scene, len(accepted)), PATIENCE_SECONDS)
        assert await read_to_the_end(scene) == accepted
        assert await wait_until(lambda: all_of(shown, accepted), PATIENCE_SECONDS)
        watching.cancel()


async def watch(scene: Scene, shown: list[str]) -> None:
    """Follows the conversation on a stream, which ends with its token and is opened again."""
    place = 0
    while True:
        request = pb.WatchRequest(cursors=[pb.Cursor(conversation_id=scene.pair.id, after=place)])
        stream = scene.calls.messages.Watch(request, metadata=scene.calls.tokens.metadata(scene.mentor))
        try:
            async for answer in stream:
                shown += [entry.message_id for entry in answer.entries]
                place = max([place, *(entry.feed_seq for entry in answer.entries)])
        except grpc.aio.AioRpcError as ended:
            if ended.code() is not grpc.StatusCode.UNAUTHENTICATED:
                raise


async def all_of(shown: Sequence[str], accepted: Sequence[str]) -> bool:
    return sorted(shown) == sorted(accepted)


async def posted_for(seconds: float, scene: Scene) -> list[str]:
    """Posts until the time is over, and looks each time whether anything can be read. Any refusal would raise."""
    accepted: list[str] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        accepted.append((await scene.post(scene.mentee, f"This is page {len(accepted) + 1} of my essay.")).message_id)
        assert (await scene.sync(scene.mentor)).entries == []
        await asyncio.sleep(EVERY_SECONDS)  # the pace of a quick writer
    return accepted


async def all_readable(scene: Scene, messages: int) -> bool:
    return await scene.unread(scene.mentor) >= min(messages, 100) and len(await read_to_the_end(scene)) >= messages


async def read_to_the_end(scene: Scene) -> list[str]:
    """Every readable message in the order of the conversation."""
    entries: list[pb.Entry] = []
    while more := (await scene.sync(scene.mentor, after=entries[-1].feed_seq if entries else 0)).entries:
        entries += more
    return [entry.message_id for entry in sorted(entries, key=lambda entry: entry.seq)]
