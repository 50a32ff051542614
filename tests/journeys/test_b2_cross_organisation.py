"""B2: nobody is proposed to a mentor of their own employer."""

import pytest

from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem
from matching_scenes import a_run_of, a_small_cohort, proposals_of, unmatched_of

pytestmark = pytest.mark.connected

PART = "no proposal within an organisation passes; the employer's own stream waits for analytics"
LIKES = {"interests": "chess|choir", "field": "law"}


async def test_a_mentor_of_the_own_organisation_is_never_proposed_however_alike(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        mentees = [{"organisation": "Acme"} | LIKES, {"organisation": "Bolt"} | LIKES]
        mentors = [{"organisation": "Acme"} | LIKES, {"organisation": "Bolt"}]
        run = await a_run_of(calls, a_small_cohort(mentees, mentors))

        assert set(await proposals_of(calls, run)) == {("e0", "r1"), ("e1", "r0")}


async def test_who_finds_only_colleagues_stays_without_and_is_told_why(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        run = await a_run_of(calls, a_small_cohort([{"organisation": "Acme"}], [{"organisation": "Acme"}]))

        assert await proposals_of(calls, run) == {}
        [ruled_out] = await unmatched_of(calls, run)
        assert ruled_out == {"organisation": 1}
