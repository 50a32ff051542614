"""C15: similarity builds trust: a run's mean score beats random and first-come assignment of the same people."""

import pytest

from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem
from matching_scenes import a_coastal_cohort, a_run_of

pytestmark = pytest.mark.connected


async def test_a_run_beats_chance_and_first_come_on_the_same_people_and_reports_it(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        run = await a_run_of(calls, a_coastal_cohort(people=40))

        reported = {one.name: one for one in run.baselines}
        assert {"random", "first_come"} <= reported.keys()
        mean = run.total_score / run.pairs
        assert mean > reported["random"].mean_score
        assert mean >= reported["first_come"].mean_score
        matched = run.pairs / (run.pairs + run.unmatched)
        assert all(matched >= one.matched_share for one in reported.values())
