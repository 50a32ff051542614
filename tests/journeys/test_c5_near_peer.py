"""C5: a programme asks for mentors some stages ahead on the same path, and every way to a mentor keeps it."""

from typing import Any

import pytest

from causeway.matching.v1 import matching_pb2 as pb
from causeway_cli.calls import Calls, Refusal
from causeway_cli.running import RunningSystem
from causeway_cli.setting_up import match, pairs_of
from choosing_scenes import Town, a_town
from matching.testing import a_mentee, a_mentor

pytestmark = pytest.mark.connected

NEAR_PEERS = pb.MatchingOptions(min_stages_ahead=2, max_stages_ahead=6, same_path=True)


async def asked(town: Town, method: str, **fields: Any) -> Any:
    """By staff, of matching itself."""
    request = getattr(pb, f"{method}Request")(programme_id=town.programme_id, **fields)
    return await town.calls.ask(getattr(town.calls.matching, method), request)


async def a_campus(calls: Calls) -> Town:
    """Two coaches are a few stages ahead of Ada in nursing; the others are too near, too far, or elsewhere."""
    mentees = [a_mentee(id="ada", stage=0, field="nursing"), a_mentee(id="senior", stage=6, field="nursing")]
    mentors = [
        a_mentor(id="near", stage=3, field="nursing"),
        a_mentor(id="also", stage=5, field="law", field2="nursing"),
        a_mentor(id="peer", stage=1, field="nursing"),
        a_mentor(id="far", stage=7, field="nursing"),
        a_mentor(id="lawyer", stage=3, field="law"),
    ]
    town = await a_town(calls, mentees, mentors)
    await asked(town, "SetMatchingSettings", settings=pb.MatchingSettings(options=NEAR_PEERS))
    return town


async def test_runs_propose_near_peers_and_tell_the_others_what_stands_in_the_way(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        town = await a_campus(calls)

        run = await match(calls, town.programme_id, "run")
        rows = await asked(town, "GetRun", run_id=run.run_id, page_size=10)

        [proposal], [alone] = rows.proposals, rows.unmatched
        assert (proposal.mentee_id, proposal.mentor_id) == (town.people["ada"], town.people["near"])
        assert {one.rule: one.mentors for one in alone.ruled_out} == {"stages_ahead": 5}
        assert alone.mentee_id == town.people["senior"]
        assert alone.nearest_change.startswith("What would help: asking for another number of stages ahead, such as ")
        assert "1 stage ahead" in alone.nearest_change


async def test_lists_searches_requests_and_arrivals_keep_it_as_well(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        town = await a_campus(calls)
        wanted = {town.people["near"], town.people["also"]}

        assert {one.mentor_id for one in (await town.ask("Shortlist", "ada")).mentors} == wanted
        assert {one.mentor_id for one in (await town.ask("SearchMentors", "ada")).mentors} == wanted
        assert {one.mentor_id for one in (await asked(town, "Suggest", mentee_id=town.people["ada"])).suggestions} == wanted
        for other in ("peer", "far", "lawyer"):
            with pytest.raises(Refusal, match="cannot be asked"):
                await town.requests("ada", other)
        nobody = (await asked(town, "PlaceArrival", mentee_id=town.people["senior"])).unmatched
        assert [one.rule for one in nobody.ruled_out] == ["stages_ahead"]
        await asked(town, "PlaceArrival", mentee_id=town.people["ada"])

        assert [pair.people for pair in await pairs_of(calls, town.programme_id)] == [(town.people["ada"], town.people["near"])]
