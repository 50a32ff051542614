"""B6: a pair sets a goal with steps and days; a step that is done is told, an overdue one too."""

import time
import uuid

import pytest
from google.protobuf.timestamp_pb2 import Timestamp

from causeway.matching.v1 import pairs_pb2 as pb
from causeway_cli.calls import Calls
from causeway_cli.heard import events_about
from causeway_cli.pair_scenes import ask, care_once
from causeway_cli.running import RunningSystem
from causeway_cli.scenes import a_pair

pytestmark = pytest.mark.connected

PART = "goals, steps and their events pass; waits for notifications to prompt both"
TOPIC = "matching.pairs.v1"


async def test_a_done_step_and_an_overdue_step_are_told(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        await care_once(scene, lambda one: True)
        yesterday = Timestamp(seconds=int(time.time()) - 86_400)
        steps = [pb.NewStep(title="Write a first draft"), pb.NewStep(title="Ask a teacher to read it", due_at=yesterday)]
        goal = {"client_key": uuid.uuid4().hex, "title": "Apply for the nursing course", "steps": steps}
        made = await ask(scene, "CreateGoal", scene.mentee, **goal)
        first, second = made.goal.steps
        await ask(scene, "CompleteStep", scene.mentor, goal_id=made.goal.goal_id, step_id=first.step_id)
        again = await ask(scene, "CompleteStep", scene.mentee, goal_id=made.goal.goal_id, step_id=first.step_id)
        told = await events_about(running_system, TOPIC, scene.pair.id, {"GoalStepCompleted", "GoalStepOverdue"})

        assert [event["step_id"] for event in told if event["type"] == "GoalStepCompleted"] == [first.step_id]
        assert [event["step_id"] for event in told if event["type"] == "GoalStepOverdue"] == [second.step_id]
        assert [step.overdue for step in again.goal.steps] == [False, True]
        assert "nursing" not in str(told)
