"""C10: a mentee who moves on keeps history and can change mentor without losing it."""

import uuid

import pytest

from causeway.matching.v1 import pairs_pb2, people_pb2
from causeway_cli.calls import Calls
from causeway_cli.heard import events_about
from causeway_cli.load.roster import roster
from causeway_cli.pair_scenes import ask
from causeway_cli.running import RunningSystem
from causeway_cli.scenes import a_pair
from causeway_cli.setting_up import Pair, conversations_listed, enrol

pytestmark = pytest.mark.connected

TOPIC = "matching.pairs.v1"


async def test_a_mentee_goes_on_with_another_mentor_and_loses_nothing(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        programme_id = scene.pair.programme_id
        await scene.post(scene.mentee, "I got a place at college!")
        await scene.readable(scene.mentor, 1)
        await ask(scene, "CreateGoal", scene.mentee, client_key=uuid.uuid4().hex, title="Settle in at college")
        await enrol(calls, programme_id, "mentor", roster(1)[1].replace(b"mentor-00001", b"mentor-00002"))
        listed = await calls.ask(calls.people.ListPeople, people_pb2.ListPeopleRequest(programme_id=programme_id))
        mentors = {one.person_id for one in listed.people} - {scene.mentee, scene.mentor}
        transfer = pairs_pb2.TransferRequest(programme_id=programme_id, pair_id=scene.pair.id, mentor_id=min(mentors))
        new = (await calls.ask(calls.pairs.Transfer, transfer)).pair
        again = (await calls.ask(calls.pairs.Transfer, transfer)).pair
        [moved] = await events_about(running_system, TOPIC, new.pair_id, {"PairTransferred"})
        await conversations_listed(calls, [Pair(new.pair_id, programme_id, new.mentee_id, new.mentor_id)])
        goals = await calls.ask(calls.pairs.ListGoals, pairs_pb2.ListGoalsRequest(pair_id=new.pair_id), scene.mentee)
        earlier = await scene.sync(scene.mentee)

        assert new == again
        assert moved["from_pair_id"] == scene.pair.id
        assert [goal.title.text for goal in goals.goals] == ["Settle in at college"]
        assert [entry.text for entry in earlier.entries] == ["I got a place at college!"]
