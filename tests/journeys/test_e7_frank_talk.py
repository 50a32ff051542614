"""E7: two adults may talk unrecorded and note that they did; where somebody is under 18 they may not."""

import uuid
from datetime import UTC, datetime

import grpc
import pytest

from causeway.messaging.v1 import talks_pb2
from causeway_cli.calls import Calls, Refusal
from causeway_cli.load.roster import MINOR
from causeway_cli.running import RunningSystem
from causeway_cli.scenes import Scene, a_pair

PART = "noting talks passes; waits for analytics to count them"

pytestmark = pytest.mark.connected


async def test_a_talk_is_noted_with_day_and_length_and_nothing_else(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        key = uuid.uuid4().hex
        noted = [(await logged(scene, key)).talk for _ in range(2)]
        request = talks_pb2.ListTalksRequest(conversation_id=scene.pair.id)
        seen = (await calls.ask(calls.talks.List, request, scene.mentee)).talks

        assert noted[0] == noted[1]
        assert list(seen) == noted[:1]
        assert {field.name for field in talks_pb2.Talk.DESCRIPTOR.fields} == {"talk_id", "held_on", "minutes", "logged_by"}
        assert (await scene.sync(scene.mentor)).entries == []


async def test_no_talk_is_noted_where_a_minor_takes_part(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls, mentee_age=MINOR)
        with pytest.raises(Refusal, match="under 18") as refusal:
            await logged(scene, "key")
        request = talks_pb2.ListTalksRequest(conversation_id=scene.pair.id)

        assert refusal.value.code is grpc.StatusCode.FAILED_PRECONDITION
        assert list((await calls.ask(calls.talks.List, request, scene.mentor)).talks) == []


async def logged(scene: Scene, client_key: str) -> talks_pb2.LogTalkResponse:
    today = datetime.now(UTC).date().isoformat()
    talk = talks_pb2.LogTalkRequest(conversation_id=scene.pair.id, client_key=client_key, held_on=today, minutes=40)
    answer: talks_pb2.LogTalkResponse = await scene.calls.ask(scene.calls.talks.Log, talk, scene.mentor)
    return answer
