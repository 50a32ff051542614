"""B5: a profile is imported with consent for each field, and each field can be switched off and the match scored again."""

import uuid

import pytest

from causeway.matching.v1 import matching_pb2
from causeway.matching.v1 import people_pb2 as pb
from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem
from causeway_cli.setting_up import match
from joining_scenes import Hall, a_hall, an_account
from matching.testing import a_mentee

pytestmark = pytest.mark.connected


async def score_of_the_pair(hall: Hall) -> float:
    calls, programme_id = hall.calls, hall.programme_id
    run = await match(calls, programme_id, uuid.uuid4().hex)
    request = matching_pb2.GetRunRequest(programme_id=programme_id, run_id=run.run_id)
    [proposal] = (await calls.ask(calls.matching.GetRun, request)).proposals
    return float(proposal.score)


async def test_what_a_partner_says_counts_only_while_its_person_wants_it(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        hall, mentor = await a_hall(calls), an_account()
        await hall.enrol([a_mentee(interests=frozenset({"robots", "space", "chess"}))])
        await hall.accepted(await hall.invited(), mentor)
        before = await score_of_the_pair(hall)
        said = pb.OwnProfile(interests=["robots", "space", "chess"], region="north")

        imported = await hall.ask(
            "ImportProfile",
            mentor,
            source=pb.PROFILE_SOURCE_PARTNER,
            profile=said,
            consented_fields=["interests"],
            version="2026-03",
        )
        with_it = await score_of_the_pair(hall)
        await hall.ask("SwitchImportedField", mentor, field="interests", on=False)
        without_it = await score_of_the_pair(hall)

        assert [one.field for one in imported.person.imported] == ["interests"]
        assert with_it > before
        assert without_it == pytest.approx(before)
