"""E8: the public page gives aim, length and effort, and nobody enrols without accepting the commitment."""

import grpc
import pytest

from causeway.matching.v1 import programmes_pb2
from causeway_cli.calls import Calls, Refusal
from causeway_cli.running import RunningSystem
from causeway_cli.setting_up import POLICIES
from joining_scenes import PORTAL, a_hall, an_account

pytestmark = pytest.mark.connected

TEN_WEEKS = programmes_pb2.Terms(commitment=programmes_pb2.Commitment(weeks=10, minutes_a_week=60))


async def test_the_page_tells_what_is_asked_and_the_promise_comes_first(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        hall = await a_hall(calls, TEN_WEEKS)
        asked = programmes_pb2.GetPublicRequest(programme_id=hall.programme_id)
        page = (await calls.ask(calls.programmes.GetPublic, asked, PORTAL)).page
        somebody = an_account()

        assert (page.aim, page.commitment.weeks, page.commitment.minutes_a_week) == (POLICIES.aim, 10, 60)
        assert page.takes_people
        secret = await hall.invited()
        with pytest.raises(Refusal, match="10 weeks, 60 minutes a week") as refusal:
            await hall.accepted(secret, somebody)
        assert refusal.value.code is grpc.StatusCode.FAILED_PRECONDITION
        assert not (await hall.ask("ListPeople")).people

        joined = await hall.accepted(secret, somebody, commitment_accepted=True)
        own = (await hall.ask("GetPerson", somebody)).person
        assert (own.person_id, own.committed, own.ready) == (joined.person_id, True, True)
