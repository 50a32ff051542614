"""A7: the number of messages, the length of conversations and their topics are captured."""

import itertools

import pytest

from causeway.analytics.v1 import analytics_pb2
from causeway_cli.calls import Calls
from causeway_cli.embedded.server import wait_until
from causeway_cli.running import RunningSystem
from causeway_cli.scenes import Scene, a_pair

pytestmark = pytest.mark.connected

PART = "counts and lengths pass; waits for analytics topics"
SECONDS = 10.0
TURNS = 20


def text_of(turn: int) -> str:
    return " ".join(["maths"] * (turn + 1))


async def test_a_scripted_conversation_is_counted_exactly_and_within_seconds(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        for turn in range(TURNS):
            await scene.post(scene.mentor if turn % 2 else scene.mentee, text_of(turn))
        entries = await scene.readable(scene.mentee, TURNS)
        counts = await counted(scene)

        assert (counts.messages, counts.mentee_messages, counts.mentor_messages) == (20, 10, 10)
        assert counts.words == sum(range(1, 21))
        assert counts.characters == sum(len(text_of(turn)) for turn in range(TURNS))
        assert counts.replies == 19
        assert (counts.held, counts.blocked) == (0, 0)
        moments = [entry.posted_at.ToNanoseconds() for entry in entries]
        gaps = [(later - earlier) / 1e9 for earlier, later in itertools.pairwise(moments)]
        assert counts.reply_seconds_total == pytest.approx(sum(gaps), abs=1e-6)
        assert (counts.first_posted_at, counts.last_posted_at) == (entries[0].posted_at, entries[-1].posted_at)


async def test_the_programme_tells_the_same_as_its_only_pair(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        for turn in range(TURNS):
            await scene.post(scene.mentee, text_of(turn))
        await scene.readable(scene.mentor, TURNS)
        pair = await counted(scene)
        request = analytics_pb2.GetProgrammeRequest(programme_id=scene.pair.programme_id)
        programme = await calls.ask(calls.metrics.GetProgramme, request)

        assert (programme.counts.messages, programme.counts.words) == (pair.messages, pair.words)
        assert (programme.pairs_started, programme.pairs_active, programme.pairs_in_contact) == (1, 1, 1)
        assert programme.messages_per_pair_median == TURNS
        assert programme.counts.replies == 0


async def counted(scene: Scene) -> analytics_pb2.Counts:
    """The pair's figures once all messages are in them."""
    request = analytics_pb2.GetPairRequest(programme_id=scene.pair.programme_id, pair_id=scene.pair.id)
    found: list[analytics_pb2.Counts] = []

    async def complete() -> bool:
        answer = await scene.calls.ask(scene.calls.metrics.GetPair, request, fresh=True)
        found[:] = [answer.pair.counts]
        return bool(answer.pair.counts.messages >= TURNS)

    assert await wait_until(complete, SECONDS)
    return found[0]
