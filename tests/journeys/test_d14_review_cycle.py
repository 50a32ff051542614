"""D14: the pair compares with its plan at review dates and sets a new version."""

import pytest

from causeway_cli.calls import Calls, Refusal
from causeway_cli.pair_scenes import ask, care_once
from causeway_cli.running import RunningSystem
from causeway_cli.scenes import a_pair

pytestmark = pytest.mark.connected

PART = "review dates lie 90 days apart and pass in the tests of matching only; here: nothing is answered before its date"


async def test_a_review_is_answered_at_its_date_and_not_before(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        care = await care_once(scene, lambda one: True)
        reviews = await ask(scene, "ListReviews", scene.mentee)
        plans = await ask(scene, "ListPlans", scene.mentor)

        with pytest.raises(Refusal, match="no such review yet"):
            await ask(scene, "AnswerReview", scene.mentee, number=1, answers=["a", "b", "c"])
        assert care.HasField("next_due")
        assert (list(reviews.reviews), list(plans.plans)) == ([], [])
