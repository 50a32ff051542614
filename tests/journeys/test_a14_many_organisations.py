"""A14: two programmes run side by side with their own rules, staff and people; one's rights show nothing of the other."""

import pytest

from causeway.access.v1 import access_pb2
from causeway.matching.v1 import matching_pb2, pairs_pb2, people_pb2, programmes_pb2
from causeway.messaging.v1 import messaging_pb2
from causeway_cli.calls import Calls, Refusal
from causeway_cli.embedded.server import wait_until
from causeway_cli.running import RunningSystem
from causeway_cli.setting_up import appoint
from joining_scenes import PATIENCE_SECONDS, Hall, a_hall, an_account
from matching.testing import a_mentee, a_mentor

pytestmark = pytest.mark.connected

PART = "programmes, people and pairs pass; waits for curriculum and for the other services' own journeys"
SCHOOLS = programmes_pb2.Terms(ages=programmes_pb2.Ages(youngest_mentee=13), commitment=programmes_pb2.Commitment(weeks=10))
FOUNDERS = programmes_pb2.Terms(ages=programmes_pb2.Ages(youngest_mentee=21))


async def test_one_programmes_rights_give_nothing_of_the_other(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        halls = [await a_hall(calls, terms) for terms in (SCHOOLS, FOUNDERS)]
        staff = [an_account() for _ in halls]
        for hall, coordinator in zip(halls, staff, strict=True):
            await appoint(calls, coordinator, access_pb2.ROLE_COORDINATOR, hall.programme_id)
            await hall.enrol([a_mentee(age=22)])
            await hall.enrol([a_mentor()])
        schools, founders = halls

        for own, other, coordinator in ((schools, founders, staff[0]), (founders, schools, staff[1])):
            mine = programmes_pb2.ListProgrammesRequest()
            listed = await calls.ask(calls.programmes.List, mine, coordinator, fresh=True)
            assert [one.programme_id for one in listed.programmes] == [own.programme_id]
            assert len((await own.ask("ListPeople", coordinator)).people) == 2
            await nothing_of(other, coordinator)


async def nothing_of(other: Hall, coordinator: str) -> None:
    calls, programme_id = other.calls, other.programme_id
    for method, request in (
        (calls.programmes.Get, programmes_pb2.GetRequest(programme_id=programme_id)),
        (calls.programmes.Close, programmes_pb2.CloseProgrammeRequest(programme_id=programme_id)),
        (calls.people.ListPeople, people_pb2.ListPeopleRequest(programme_id=programme_id)),
        (calls.people.ListInvitations, people_pb2.ListInvitationsRequest(programme_id=programme_id)),
        (calls.pairs.ListPairs, pairs_pb2.ListPairsRequest(programme_id=programme_id)),
        (calls.matching.Run, matching_pb2.RunRequest(programme_id=programme_id, client_key="k")),
    ):
        with pytest.raises(Refusal, match="PERMISSION_DENIED"):
            await calls.ask(method, request, coordinator)


async def test_each_programme_keeps_its_own_rules(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        schools, founders = await a_hall(calls, SCHOOLS), await a_hall(calls, FOUNDERS)

        for hall in (schools, founders):
            await hall.enrol([a_mentee(age=19)])

        assert len((await schools.ask("ListPeople")).people) == 1
        assert len((await founders.ask("ListPeople")).people) == 0


async def test_a_mentor_of_two_programmes_writes_and_reads_in_both_with_one_account(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        halls, mentor = [await a_hall(calls), await a_hall(calls)], an_account()
        pairs = []
        for hall in halls:
            await hall.accepted(await hall.invited(), mentor)
            await hall.enrol([a_mentee(age=22, languages=frozenset({"en"}), slots=frozenset({10, 11}))])
            pairs += await hall.matched()

        async def all_listed() -> bool:
            mine = await calls.ask(calls.conversations.ListMine, messaging_pb2.ListMineRequest(), mentor, fresh=True)
            return {one.conversation_id for one in mine.conversations} == {pair.id for pair in pairs}

        assert await wait_until(all_listed, PATIENCE_SECONDS)
        for pair in pairs:
            post = messaging_pb2.PostRequest(conversation_id=pair.id, client_key=pair.id, text="Hello, good to meet you.")
            await calls.ask(calls.messages.Post, post, mentor)
            own = await calls.ask(calls.messages.Sync, messaging_pb2.SyncRequest(conversation_id=pair.id), mentor)
            assert len(own.own) + len(own.entries) == 1
