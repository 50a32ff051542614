"""B17: likeness links people, not nearness; a language is a need."""

import pytest

from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem
from matching_scenes import a_run_of, a_small_cohort, proposals_of, unmatched_of

pytestmark = pytest.mark.connected

LIKES = {"interests": "chess|choir", "field": "law", "skills": "writing"}


async def test_somebody_alike_and_far_away_comes_before_somebody_near(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        far, near = {"region": "Kenya", "utc_offset": "3"} | LIKES, {"region": "Wales"}
        run = await a_run_of(calls, a_small_cohort([{"region": "Wales"} | LIKES], [near, far]))

        assert set(await proposals_of(calls, run)) == {("e0", "r1")}


async def test_distance_changes_no_score(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        near = await a_run_of(calls, a_small_cohort([LIKES], [LIKES]))
        far = await a_run_of(calls, a_small_cohort([LIKES], [{"region": "Kenya", "utc_offset": "3"} | LIKES]))

        assert near.total_score == far.total_score > 0


async def test_without_a_shared_language_nobody_is_proposed(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        run = await a_run_of(calls, a_small_cohort([{"languages": "cy"} | LIKES], [LIKES]))

        assert await proposals_of(calls, run) == {}
        [ruled_out] = await unmatched_of(calls, run)
        assert ruled_out == {"language": 1}
