"""C11: in group dialogues on divisive subjects everything is moderated before anybody reads it, as it is in pairs."""

import pytest

from causeway.matching.v1 import programmes_pb2
from causeway.moderation.v1 import events_pb2, moderation_pb2
from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem
from joining_scenes import a_hall

PART = "screening of what is said in a group programme passes; facilitators and timed dialogues wait for messaging"

pytestmark = pytest.mark.connected

DIVISIVE = [
    "I think borders should be open, and I know that many here disagree.",
    "My church sees marriage differently, and I am trying to understand yours.",
    "You say taxes are theft. What would pay for our schools then?",
]
HATEFUL = "People like you are vermin and should be driven out of this country."


async def test_disagreement_is_let_through_and_hate_waits_for_a_person(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        hall = await a_hall(calls, programmes_pb2.Terms(model=programmes_pb2.PROGRAMME_MODEL_GROUP))

        async def verdict(text: str) -> "events_pb2.Verdict":
            request = moderation_pb2.ScreenRequest(programme_id=hall.programme_id, text=text)
            answer: moderation_pb2.ScreenResponse = await calls.ask(calls.screening.Screen, request)
            return answer.verdict

        assert [await verdict(text) for text in DIVISIVE] == [events_pb2.VERDICT_ALLOW] * len(DIVISIVE)
        assert await verdict(HATEFUL) == events_pb2.VERDICT_HOLD
