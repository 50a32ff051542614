"""B4: only members of its group see a programme and join it, and the group's results name nobody."""

import pytest

from causeway.matching.v1 import programmes_pb2
from causeway_cli.calls import Calls, Refusal
from causeway_cli.running import RunningSystem
from joining_scenes import a_hall, an_account
from matching.testing import a_mentor

pytestmark = pytest.mark.connected

RISING_STARS = programmes_pb2.Terms(eligibility_group="Rising stars")


async def test_members_see_and_join_and_the_others_do_not(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        hall = await a_hall(calls, RISING_STARS)
        member, stranger = an_account(), an_account()
        adding = programmes_pb2.SetGroupMembersRequest(programme_id=hall.programme_id, add=[member])
        await calls.ask(calls.programmes.SetGroupMembers, adding)
        page = programmes_pb2.GetPublicRequest(programme_id=hall.programme_id)

        assert (await calls.ask(calls.programmes.GetPublic, page, member)).page.programme_id == hall.programme_id
        with pytest.raises(Refusal, match="no programme here that you may see"):
            await calls.ask(calls.programmes.GetPublic, page, stranger)
        with pytest.raises(Refusal, match="for members of «Rising stars»"):
            await hall.accepted(await hall.invited(), stranger)
        assert (await hall.accepted(await hall.invited(), member)).person_id


async def test_results_are_numbers_of_ten_people_or_more(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        hall = await a_hall(calls, RISING_STARS)
        asked = programmes_pb2.GetGroupResultsRequest(programme_id=hall.programme_id)
        await hall.enrol([a_mentor(id=f"r{number}") for number in range(9)])
        few = await calls.ask(calls.programmes.GetGroupResults, asked)
        await hall.enrol([a_mentor(id="r9")])
        enough = await calls.ask(calls.programmes.GetGroupResults, asked)

        assert (few.hidden, few.enrolled) == (True, 0)
        assert (enough.hidden, enough.enrolled, enough.ready) == (False, 10, 10)
