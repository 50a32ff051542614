"""C2: with everything else equal, shared interests decide, and the reasons name them."""

import pytest

from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem
from matching_scenes import a_run_of, a_small_cohort, proposals_of

pytestmark = pytest.mark.connected


async def test_two_shared_interests_come_before_none_and_are_named(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        mentors = [{"interests": "sailing|poetry"}, {"interests": "games|coding"}]
        run = await a_run_of(calls, a_small_cohort([{"interests": "games|coding"}], mentors))
        found = await proposals_of(calls, run)

        [(pair, proposal)] = found.items()
        assert pair == ("e0", "r1")
        assert {"interest:games", "interest:coding"} <= set(proposal.reasons)


async def test_a_pair_without_shared_interests_scores_less_and_claims_none(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        mentee = {"interests": "games|coding"}
        shared = await a_run_of(calls, a_small_cohort([mentee], [{"interests": "games|coding"}]))
        apart = await a_run_of(calls, a_small_cohort([mentee], [{"interests": "sailing|poetry"}]))
        [proposal] = (await proposals_of(calls, apart)).values()

        assert shared.total_score > apart.total_score
        assert not [reason for reason in proposal.reasons if reason.startswith("interest:")]
