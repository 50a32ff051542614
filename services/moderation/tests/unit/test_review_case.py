"""The queue: one reviewer at a time, one decision, always with a reason."""

from datetime import timedelta

import pytest

from causeway.moderation.v1.events import Judge, MessageJudged, Verdict
from moderation.app.review_case import claim_case, decide_case, release_case
from moderation.domain.case import (
    CLAIM_TIME,
    AlreadyDecided,
    CaseNotFound,
    CaseState,
    ClaimedByAnother,
    DecisionNotAccepted,
    NotClaimed,
)
from moderation.domain.deciding import check_decision
from moderation.review_testing import OMAR as OMAR_HIMSELF
from moderation.review_testing import FakeReviewBench, a_turn
from moderation.testing import a_case

ROSA, OMAR = a_turn(), a_turn(OMAR_HIMSELF)


def test_a_claimed_case_is_decided_by_its_reviewer() -> None:
    bench = FakeReviewBench(a_case())

    claim_case(bench, ROSA)
    decided = decide_case(bench, ROSA, Verdict.ALLOW, "a public helpline")

    assert decided.state is CaseState.DECIDED
    [judged] = bench.sent
    assert isinstance(judged, MessageJudged)
    assert (judged.verdict, judged.version, judged.judged_by) == (Verdict.ALLOW, 2, Judge.PERSON)


def test_two_reviewers_never_have_the_same_case() -> None:
    bench = FakeReviewBench(a_case())
    claim_case(bench, ROSA)

    with pytest.raises(ClaimedByAnother):
        claim_case(bench, OMAR)


def test_a_forgotten_claim_ends_by_itself() -> None:
    bench = FakeReviewBench(a_case())
    claim_case(bench, ROSA)
    bench.now += CLAIM_TIME

    assert claim_case(bench, OMAR).case.claimed_by == "omar"
    with pytest.raises(NotClaimed):
        decide_case(bench, ROSA, Verdict.BLOCK, "too late")


def test_a_released_case_is_free_for_others() -> None:
    bench = FakeReviewBench(a_case())
    claim_case(bench, ROSA)

    release_case(bench, ROSA)

    assert claim_case(bench, OMAR).case.claimed_by == "omar"


def test_nobody_decides_what_they_have_not_claimed() -> None:
    bench = FakeReviewBench(a_case())

    with pytest.raises(NotClaimed):
        decide_case(bench, ROSA, Verdict.ALLOW, "looks fine")
    with pytest.raises(NotClaimed):
        release_case(bench, ROSA)
    assert bench.sent == []


def test_a_case_is_decided_once() -> None:
    bench = FakeReviewBench(a_case())
    claim_case(bench, ROSA)
    decide_case(bench, ROSA, Verdict.BLOCK, "a phone number")

    for again in (lambda: claim_case(bench, OMAR), lambda: decide_case(bench, ROSA, Verdict.ALLOW, "changed my mind")):
        with pytest.raises(AlreadyDecided):
            again()
    assert len(bench.sent) == 1


def test_a_case_of_another_programme_does_not_exist() -> None:
    with pytest.raises(CaseNotFound):
        claim_case(FakeReviewBench(a_case(programme_id="south")), ROSA)


@pytest.mark.parametrize("verdict", [Verdict.HOLD, Verdict.UNSPECIFIED])
def test_a_decision_is_to_allow_or_to_block(verdict: Verdict) -> None:
    with pytest.raises(DecisionNotAccepted):
        check_decision(verdict, "a good reason")


@pytest.mark.parametrize("reason", ["", "  ", "no", "x" * 501])
def test_a_decision_needs_a_reason(reason: str) -> None:
    with pytest.raises(DecisionNotAccepted):
        check_decision(Verdict.ALLOW, reason)


def test_the_claim_lasts_half_an_hour() -> None:
    bench = FakeReviewBench(a_case())

    claimed = claim_case(bench, ROSA)

    assert claimed.case.claimed_until == bench.now + timedelta(minutes=30)
