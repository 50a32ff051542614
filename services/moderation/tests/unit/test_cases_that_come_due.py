"""Staff hear of a case before its time is over, and once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from causeway.moderation.v1.events import CaseDueSoon, Verdict
from moderation.app.announce_case import announce_case
from moderation.app.appeal import appeal
from moderation.app.review_case import claim_case, decide_case
from moderation.domain.case import due
from moderation.review_testing import EVERYBODY, FakeReviewBench, a_turn
from moderation.testing import MONDAY, a_case

HOUR = timedelta(hours=1)
ROSA = a_turn()


def of(category: str, **more: Any) -> FakeReviewBench:
    return FakeReviewBench(a_case(categories=(category,), opened_at=MONDAY, due_at=due((category,), MONDAY), **more))


def told(bench: FakeReviewBench) -> list[CaseDueSoon]:
    return [one for one in bench.sent if isinstance(one, CaseDueSoon)]


@pytest.mark.parametrize(("category", "hours"), [("self_harm", 0.75), ("pii_contact", 18)])
def test_a_case_is_told_with_a_quarter_of_its_time_left(category: str, hours: float) -> None:
    bench = of(category)
    bench.now = MONDAY + hours * HOUR - timedelta(seconds=1)
    assert not announce_case(bench, "m1", EVERYBODY)

    bench.now += timedelta(seconds=1)
    assert announce_case(bench, "m1", EVERYBODY)
    assert not announce_case(bench, "m1", EVERYBODY)

    [soon] = told(bench)
    assert bench.now < soon.due_at
    assert not soon.claimed


def test_a_decided_case_is_not_told_of() -> None:
    bench = of("self_harm")
    claim_case(bench, ROSA)
    decide_case(bench, ROSA, Verdict.BLOCK, "looked at it")
    bench.now += 2 * HOUR

    assert not announce_case(bench, "m1", EVERYBODY)
    assert not announce_case(bench, "unknown", EVERYBODY)


def test_an_appeal_has_a_time_of_its_own() -> None:
    bench = of("pii_contact")
    bench.now = MONDAY + 18 * HOUR
    announce_case(bench, "m1", EVERYBODY)
    claim_case(bench, ROSA)
    decide_case(bench, ROSA, Verdict.BLOCK, "looked at it")
    appeal(bench, "m1", "maya", "it is a helpline")
    bench.now += 18 * HOUR

    assert announce_case(bench, "m1", EVERYBODY)
    assert len(told(bench)) == 2


def test_who_may_take_a_case_is_told_and_who_holds_it_alone_when_somebody_does() -> None:
    bench = of("self_harm", minor=True)
    bench.now += HOUR
    announce_case(bench, "m1", EVERYBODY)
    taken = of("self_harm", minor=True)
    claim_case(taken, ROSA)
    taken.now += timedelta(minutes=20)
    taken.save_case(replace(taken.cases["m1"], due_at=taken.now), ())
    announce_case(taken, "m1", EVERYBODY)

    assert told(bench)[0].reviewer_ids == ("rosa", "omar", "lena")  # paul is not cleared for the safety of people under 18
    assert told(taken)[0].reviewer_ids == ("rosa",)
