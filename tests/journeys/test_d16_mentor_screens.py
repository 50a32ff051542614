"""D16: mentors pick whom they invest in: a decline has a reason that only staff see."""

import pytest

from causeway.matching.v1 import choosing_pb2 as pb
from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem
from choosing_scenes import a_town
from matching.testing import a_mentee, a_mentor

pytestmark = pytest.mark.connected

PART = "declines with a reason for staff only pass; waits for analytics"
REASON = pb.DECLINE_REASON_NOT_A_FIT


async def test_staff_and_nobody_else_see_why_a_mentor_declined(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        mentees = [a_mentee(id=f"e{number}") for number in range(2)]
        town = await a_town(calls, mentees, [a_mentor(id=f"r{number}", capacity=2) for number in range(3)])
        for mentee in ("e0", "e1"):
            asked = await town.requests(mentee, "r0")
            await town.ask("DeclineRequest", "r0", request_id=asked.request_id, reason=REASON)

        repeated = await town.ask("ListRequests", mentor_id=town.people["r0"], state=pb.REQUEST_STATE_DECLINED)
        seen = [one for person in ("e0", "e1", "r0") for one in (await town.ask("ListMyRequests", person)).requests]

        assert [one.decline_reason for one in repeated.requests] == [REASON, REASON]
        assert [one.state for one in seen] == [pb.REQUEST_STATE_DECLINED] * 4
        assert {one.decline_reason for one in seen} == {pb.DECLINE_REASON_UNSPECIFIED}
