"""B4: only members of its group see a programme, join it and are matched in it, and the group's results name nobody."""

import pytest

from causeway.matching.v1 import choosing_pb2, matching_pb2, programmes_pb2
from causeway_cli.calls import Calls, Refusal
from causeway_cli.running import RunningSystem
from causeway_cli.setting_up import match
from joining_scenes import a_hall, an_account
from matching.testing import a_mentee, a_mentor

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


async def test_whoever_is_taken_out_of_the_group_is_offered_to_nobody(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        hall = await a_hall(calls, RISING_STARS)
        member = an_account()

        async def settle(**given: list[str]) -> None:
            request = programmes_pb2.SetGroupMembersRequest(programme_id=hall.programme_id, **given)
            await calls.ask(calls.programmes.SetGroupMembers, request)

        async def offered() -> list[int]:
            """By a search, a suggestion and a run."""
            search = choosing_pb2.SearchMentorsRequest(programme_id=hall.programme_id, mentee_id=ada)
            found = (await calls.ask(calls.matching.SearchMentors, search)).mentors
            suggest = matching_pb2.SuggestRequest(programme_id=hall.programme_id, mentee_id=ada)
            best = (await calls.ask(calls.matching.Suggest, suggest)).suggestions
            return [len(found), len(best), (await match(calls, hall.programme_id, an_account())).pairs]

        await settle(add=[member])
        await hall.accepted(await hall.invited(), member)
        ada = (await hall.enrol([a_mentee(id="ada")]))["ada"]
        assert await offered() == [1, 1, 1]

        await settle(remove=[member])
        assert await offered() == [0, 0, 0]

        await settle(add=[member])
        assert await offered() == [1, 1, 1]


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
