"""E10: one site is too small; the whole population gives enough."""

import pytest

from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem
from matching_scenes import a_coastal_cohort, a_run_of

pytestmark = pytest.mark.connected


async def test_one_national_pool_matches_more_than_a_pool_for_each_site_and_the_run_says_both(
    running_system: RunningSystem,
) -> None:
    async with Calls(running_system) as calls:
        everywhere_but_the_coast = a_coastal_cohort(people=24, mentors_by_region=("hills", "city", "city", "city"))
        run = await a_run_of(calls, everywhere_but_the_coast, with_site_pools=True)

        [sites] = [one for one in run.baselines if one.name == "site_pools"]
        national = run.pairs / (run.pairs + run.unmatched)
        assert national > sites.matched_share
        assert run.pairs > sites.pairs
