"""A8: the happy path needs no click of staff: enrolled people are matched, introduced, and replaced when a pair ends."""

import pytest

from causeway.matching.v1 import matching_pb2 as pb
from causeway.matching.v1 import pairs_pb2
from causeway_cli.calls import Calls
from causeway_cli.embedded.server import wait_until
from causeway_cli.running import RunningSystem
from causeway_cli.setting_up import conversations_listed, pairs_of
from matching_scenes import a_coastal_cohort, a_programme_with

pytestmark = pytest.mark.connected

PART = "matching and introducing pass; waits for notifications"
PATIENCE_SECONDS = 90.0  # the programme asks for a repair each minute


async def test_people_who_enrol_are_matched_and_introduced_without_a_click(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        programme_id = await a_programme_with(calls, a_coastal_cohort(people=4))
        settings = pb.MatchingSettings(repair_minutes=1)
        request = pb.SetMatchingSettingsRequest(programme_id=programme_id, settings=settings)
        await calls.ask(calls.matching.SetMatchingSettings, request)

        async def everybody_has_a_mentor() -> bool:
            return len(await pairs_of(calls, programme_id)) == 4

        assert await wait_until(everybody_has_a_mentor, PATIENCE_SECONDS)
        before = await pairs_of(calls, programme_id)
        await conversations_listed(calls, before)

        await calls.ask(calls.pairs.End, pairs_pb2.EndRequest(programme_id=programme_id, pair_id=before[0].id))

        async def on_the_list() -> bool:
            answer = await calls.ask(calls.matching.ListWaiting, pb.ListWaitingRequest(programme_id=programme_id))
            return [one.mentee_id for one in answer.mentees if one.displaced] == [before[0].mentee_id]

        assert await wait_until(on_the_list, PATIENCE_SECONDS)
        assert set(before[1:]) <= set(await pairs_of(calls, programme_id))  # nobody else was moved
