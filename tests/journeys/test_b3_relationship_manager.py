"""B3: each pair has somebody of the staff who checks in with it from the start."""

import pytest

from causeway.matching.v1 import events_pb2, pairs_pb2
from causeway_cli.calls import Calls
from causeway_cli.heard import events_about
from causeway_cli.pair_scenes import care_once, hire
from causeway_cli.running import RunningSystem
from causeway_cli.scenes import a_pair

pytestmark = pytest.mark.connected

PART = "assignment, queue and schedule pass; days pass in the tests of matching only; waits for notifications"
TOPIC = "matching.pairs.v1"
FIRST_WEEK_SECONDS = 7 * 86_400


async def test_a_pair_gets_a_relationship_manager_and_its_first_dates(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        manager = await hire(scene)
        care = await care_once(scene, lambda one: one.manager_id == manager, manager)
        [assigned] = await events_about(running_system, TOPIC, scene.pair.id, {"ManagerAssigned"})

        assert assigned["manager_id"] == manager
        assert care.next_due.seconds - care.started_at.seconds == FIRST_WEEK_SECONDS
        assert list(care.concerns) == []


async def test_a_pair_that_nobody_has_room_for_stands_in_the_queue_until_somebody_has(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        untrained = await hire(scene, trained=False)
        waiting = await care_once(scene, lambda one: bool(one.concerns))
        manager = await hire(scene)
        care = await care_once(scene, lambda one: one.manager_id != "")

        assert (waiting.manager_id, len(waiting.concerns)) == ("", 1)
        assert care.manager_id == manager != untrained
        assert list(care.concerns) == []


async def test_an_ended_pair_is_looked_after_no_more(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        manager = await hire(scene, limit=1)
        await care_once(scene, lambda one: one.manager_id == manager)
        request = pairs_pb2.EndRequest(programme_id=scene.pair.programme_id, pair_id=scene.pair.id)
        await calls.ask(calls.pairs.End, request)
        [ended] = await events_about(running_system, TOPIC, scene.pair.id, {"PairEnded"})

        assert ended["reason"] == events_pb2.PairEndReason.Name(events_pb2.PAIR_END_REASON_STAFF)
