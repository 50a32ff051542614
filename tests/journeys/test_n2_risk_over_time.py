"""Risk is judged over the whole relationship: what no single message shows is stopped, and ordinary talk is not."""

from collections.abc import Sequence

import pytest

from causeway.messaging.v1 import messaging_pb2 as pb
from causeway.moderation.v1 import events_pb2, moderation_pb2
from causeway_cli.calls import Calls
from causeway_cli.embedded.server import wait_until
from causeway_cli.load.roster import MINOR
from causeway_cli.running import RunningSystem
from causeway_cli.scenes import Scene, a_pair

pytestmark = pytest.mark.connected

PATIENCE_SECONDS = 30.0
NUMBER_IN_FIVE = ["okay 07 first", "700 next", "then 90", "and 04", "last is 56"]
SLIDE = [
    "You are so much more mature than others of your age.",
    "It is special what we have, do not mention it to your parents.",
    "Best to keep our talks just between the two of us.",
    "We could meet somewhere quiet, only you and me.",
]
ORDINARY = [
    "I got 34 out of 50 in the mock exam.",
    "Well done, that is 12 more than in March.",
    "Question 7 on page 90 was the hard one.",
    "Let us look at it on Tuesday at 16:30 in the session.",
    "Thank you, my mum says hello.",
]


async def test_a_number_in_five_messages_is_stopped_though_each_of_them_is_innocent(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        assert await alone(scene, NUMBER_IN_FIVE) == [events_pb2.VERDICT_ALLOW] * len(NUMBER_IN_FIVE)

        held = [await stopped(scene, scene.mentee, text) for text in NUMBER_IN_FIVE]

        assert any(held)
        assert "".join(readable(await scene.sync(scene.mentor))).count("56") == 0


async def test_a_slide_from_flattery_to_secrecy_to_meeting_is_stopped(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls, mentee_age=MINOR)
        held = [await stopped(scene, scene.mentor, text) for text in SLIDE]

        assert held[-1]
        assert SLIDE[-1] not in readable(await scene.sync(scene.mentee))


async def test_ordinary_talk_with_numbers_and_times_is_not_held(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls, mentee_age=MINOR)
        authors = [scene.mentee, scene.mentor]
        held = [await stopped(scene, authors[place % 2], text) for place, text in enumerate(ORDINARY)]

        assert held == [False] * len(ORDINARY)


async def alone(scene: Scene, texts: Sequence[str]) -> list["events_pb2.Verdict"]:
    """What a filter that looks at one message at a time says: the same judge without a past."""
    requests = [moderation_pb2.ScreenRequest(programme_id=scene.pair.programme_id, text=text) for text in texts]
    return [(await scene.calls.ask(scene.calls.screening.Screen, request)).verdict for request in requests]


async def stopped(scene: Scene, author: str, text: str) -> bool:
    """Whether the message was held or blocked, once it has been judged."""
    message_id = (await scene.post(author, text)).message_id

    async def judged() -> bool:
        return await scene.state_of_own(author, message_id) != pb.STATE_HELD

    assert await wait_until(judged, PATIENCE_SECONDS)
    return await scene.state_of_own(author, message_id) in (pb.STATE_IN_REVIEW, pb.STATE_BLOCKED)


def readable(answer: pb.SyncResponse) -> list[str]:
    return [entry.text for entry in answer.entries]
