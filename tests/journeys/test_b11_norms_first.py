"""B11: a programme opens for enrolment only when its policies are settled, and the refusal says what is missing."""

import grpc
import pytest

from causeway.access.v1 import access_pb2
from causeway.matching.v1 import people_pb2, programmes_pb2
from causeway_cli.calls import Calls, Refusal
from causeway_cli.running import RunningSystem
from causeway_cli.setting_up import POLICIES, enrol
from joining_scenes import made
from matching.testing import a_mentee
from matching.testing_process import roster_of

pytestmark = pytest.mark.connected

MISSING = ("the norms", "the safeguarding contact", "how often a pair writes", "the closure rule")


async def test_nobody_enrols_before_the_policies_are_settled(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        programme = await made(calls, policies=programmes_pb2.Policies(aim="Courage"))
        opening = programmes_pb2.OpenRequest(programme_id=programme.programme_id)

        with pytest.raises(Refusal) as refusal:
            await calls.ask(calls.programmes.Open, opening)
        assert all(words in refusal.value.reason for words in MISSING)
        assert tuple(programme.missing) == MISSING
        with pytest.raises(Refusal, match="not open yet"):
            await enrol(calls, programme.programme_id, "mentee", roster_of([a_mentee()]))
        invite = people_pb2.InviteRequest(programme_id=programme.programme_id, client_key="k", role=access_pb2.ROLE_MENTEE)
        with pytest.raises(Refusal, match="not open yet"):
            await calls.ask(calls.people.Invite, invite)

        update = programmes_pb2.UpdateProgrammeRequest(
            programme_id=programme.programme_id, programme=programmes_pb2.Programme(policies=POLICIES)
        )
        update.mask.paths.append("policies")
        assert not (await calls.ask(calls.programmes.Update, update)).programme.missing
        assert (await calls.ask(calls.programmes.Open, opening)).programme.open
        assert (await enrol(calls, programme.programme_id, "mentee", roster_of([a_mentee()]))).enrolled == 1


async def test_policies_that_contradict_each_other_are_refused_with_the_reason(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        dates = programmes_pb2.ProgrammeDates(starts_on="2026-09-01", ends_on="2026-11-01")
        terms = programmes_pb2.Terms(dates=dates, commitment=programmes_pb2.Commitment(weeks=40, minutes_a_week=30))
        programme = await made(calls, terms)

        with pytest.raises(Refusal, match="commitment of 40 weeks is longer than the programme of 8") as refusal:
            await calls.ask(calls.programmes.Open, programmes_pb2.OpenRequest(programme_id=programme.programme_id))

        assert refusal.value.code is grpc.StatusCode.FAILED_PRECONDITION
        assert programme.contradictions
