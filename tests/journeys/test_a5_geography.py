"""A5: geography is no barrier: rural and coastal mentees are matched as often and as well as others."""

from statistics import median

import pytest

from causeway.matching.v1 import matching_pb2 as pb
from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem
from matching_scenes import a_coastal_cohort, a_run_of

pytestmark = pytest.mark.connected

PART = "equal placement by region passes; waits for analytics"
RURAL, URBAN = ("coast", "hills"), ("city",)


async def test_rural_and_coastal_mentees_are_matched_at_no_lower_rate_and_median(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        options = pb.MatchingOptions(equal_placement=pb.EQUAL_PLACEMENT_REGION, max_loss=0.1)
        run = await a_run_of(calls, a_coastal_cohort(people=40, mentors_by_region=("city",)), options=options)

        placed = {region: await rows_in(calls, run, region) for region in (*RURAL, *URBAN)}
        rate = {region: len(found) / (len(found) + left) for region, (found, left) in placed.items()}
        assert min(rate[region] for region in RURAL) >= rate["city"] - 0.01
        rural = [score for region in RURAL for score in placed[region][0]]
        assert median(rural) >= median(placed["city"][0]) - 0.05  # chance of who likes what, in forty people
        assert [target.name for target in run.targets]
        assert all(target.met for target in run.targets)


async def rows_in(calls: Calls, run: pb.MatchingRun, region: str) -> tuple[list[float], int]:
    """Scores of those who are proposed to somebody, and how many are not."""
    request = pb.GetRunRequest(
        programme_id=run.programme_id, run_id=run.run_id, page_size=1000, filter=pb.RunFilter(region=region)
    )
    answer = await calls.ask(calls.matching.GetRun, request)
    return [one.score for one in answer.proposals], len(answer.unmatched)
