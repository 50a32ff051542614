"""Cases about the safety of somebody under 18: for cleared reviewers, one person's together, and no longer than the right."""

from datetime import timedelta

import pytest

from causeway.moderation.v1.events import Verdict
from moderation.app.clear_reviewer import set_cleared
from moderation.app.read_context import read_context
from moderation.app.return_case import return_case
from moderation.app.review_case import Turn, claim_case, decide_case, unveil_case
from moderation.domain import deciding
from moderation.domain.case import Case, CaseState, ClaimedByAnother, NobodyElse, NotClaimed, NotYours, Risk, StillVeiled
from moderation.domain.reviewer import Reviewer, ReviewerNotKnown
from moderation.review_testing import LENA, OMAR, PAUL, ROSA, FakeReviewBench, a_turn
from moderation.testing import a_case


def of_a_child(id: str = "m1", **changes: object) -> Case:
    return a_case(**{"id": id, "categories": ("self_harm",), "minor": True, **changes})


@pytest.mark.parametrize("category", ["self_harm", "sexual_grooming"])
def test_a_moderator_who_is_not_cleared_does_not_take_a_childs_danger(category: str) -> None:
    bench = FakeReviewBench(of_a_child(categories=(category,)))

    with pytest.raises(NotYours, match="safety of somebody under 18"):
        claim_case(bench, a_turn(PAUL))
    assert claim_case(bench, a_turn(LENA)).case.claimed_by == "lena"


def test_what_is_no_danger_to_a_child_is_for_every_moderator() -> None:
    for case in (of_a_child(minor=False), of_a_child(categories=("pii_contact",))):
        assert claim_case(FakeReviewBench(case), a_turn(PAUL)).case.state is CaseState.CLAIMED


def test_a_lead_clears_a_moderator_once_and_it_is_in_the_audit_chain() -> None:
    bench = FakeReviewBench()

    for _ in range(2):
        assert set_cleared(bench, "north", PAUL, True, "lena").for_children
    set_cleared(bench, "north", PAUL, False, "lena")

    assert [(act.actor, act.action, act.thing) for act in bench.acts] == [
        ("lena", "reviewer.cleared", "paul"),
        ("lena", "reviewer.uncleared", "paul"),
    ]
    with pytest.raises(ReviewerNotKnown):
        set_cleared(bench, "north", None, True, "lena")


def test_one_childs_cases_are_claimed_together() -> None:
    bench = FakeReviewBench(of_a_child(), of_a_child("m2"), of_a_child("m3", author_id="mina"), of_a_child("m4", minor=False))

    claimed = claim_case(bench, a_turn(siblings=("m2", "m3", "m4")))

    assert [one.id for one in claimed.others] == ["m2"]
    assert {id: case.claimed_by for id, case in bench.cases.items()} == {"m1": "rosa", "m2": "rosa", "m3": "", "m4": ""}
    assert len({one.group for one in bench.shifts["rosa"].held}) == 1


def test_a_new_case_of_a_child_goes_to_who_has_the_others() -> None:
    bench = FakeReviewBench(of_a_child(), of_a_child("m2"))
    claim_case(bench, a_turn())

    with pytest.raises(ClaimedByAnother, match="decided together"):
        claim_case(bench, a_turn(OMAR, "m2", siblings=("m1",)))
    assert claim_case(bench, a_turn(case_id="m2", siblings=("m1",))).case.claimed_by == "rosa"


def test_what_came_along_is_read_before_it_is_decided() -> None:
    bench = FakeReviewBench(of_a_child(), of_a_child("m2"))
    claim_case(bench, a_turn(siblings=("m2",)))

    with pytest.raises(StillVeiled, match="Read the message"):
        decide_case(bench, a_turn(case_id="m2"), Verdict.BLOCK, "without looking")
    unveil_case(bench, a_turn(case_id="m2"))

    assert decide_case(bench, a_turn(case_id="m2"), Verdict.BLOCK, "looked at it").state is CaseState.DECIDED


def uncleared(turn: Turn) -> Turn:
    return a_turn(Reviewer(turn.reviewer), turn.case_id)


def test_a_claim_shows_nothing_and_decides_nothing_after_the_right_was_lost() -> None:
    bench = FakeReviewBench(of_a_child())
    claim_case(bench, a_turn())
    later = uncleared(a_turn())

    for forbidden in (
        lambda: unveil_case(bench, later),
        lambda: read_context(bench, later, ["maya"]),
        lambda: decide_case(bench, later, Verdict.BLOCK, "looked at it"),
    ):
        with pytest.raises(NotYours):
            forbidden()
    assert [act.action for act in bench.acts] == ["case.read"]
    assert bench.sent == []


def test_a_planted_bug_that_shows_words_to_who_lost_the_right_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "check_may_read", lambda case, reviewer, now: None)

    with pytest.raises(pytest.fail.Exception):
        test_a_claim_shows_nothing_and_decides_nothing_after_the_right_was_lost()


@pytest.mark.parametrize("now", [None, Reviewer("rosa")], ids=["no role any more", "not cleared any more"])
def test_a_case_comes_back_from_who_may_not_hold_it_any_more(now: Reviewer | None) -> None:
    bench = FakeReviewBench(of_a_child())
    claim_case(bench, a_turn())

    assert return_case(bench, "m1", "rosa", now)
    assert not return_case(bench, "m1", "rosa", now)

    assert bench.cases["m1"].state is CaseState.WAITING
    assert not bench.cases["m1"].unveiled
    assert bench.shifts["rosa"].held == ()
    assert claim_case(bench, a_turn(OMAR)).case.claimed_by == "omar"


def test_a_case_stays_with_who_may_hold_it() -> None:
    bench = FakeReviewBench(of_a_child())
    claim_case(bench, a_turn())

    assert not return_case(bench, "m1", "rosa", ROSA)
    assert not return_case(bench, "m1", "omar", None)
    assert bench.cases["m1"].claimed_by == "rosa"


def test_nobody_reviews_what_they_wrote() -> None:
    bench = FakeReviewBench(a_case(author_id="paul"))

    with pytest.raises(NotYours, match="You wrote this"):
        claim_case(bench, a_turn(PAUL))


def test_an_escalation_that_nobody_could_take_is_an_error_and_loses_nothing() -> None:
    bench = FakeReviewBench(of_a_child())
    alone = a_turn(others=(ROSA, PAUL))
    claim_case(bench, alone)

    with pytest.raises(NobodyElse, match="Nothing was decided"):
        decide_case(bench, alone, Verdict.ALLOW, "nothing in it")

    assert bench.cases["m1"].held_by("rosa", bench.now)
    assert decide_case(bench, a_turn(others=(ROSA, OMAR)), Verdict.ALLOW, "nothing in it").state is CaseState.WAITING


def test_a_dispute_without_a_lead_is_an_error() -> None:
    bench = FakeReviewBench(of_a_child())
    claim_case(bench, a_turn())
    decide_case(bench, a_turn(), Verdict.ALLOW, "nothing in it")
    without = a_turn(OMAR, others=(ROSA, OMAR, PAUL))
    claim_case(bench, without)

    with pytest.raises(NobodyElse, match="no other safeguarding lead"):
        decide_case(bench, without, Verdict.BLOCK, "there is")


def test_a_case_is_stuck_when_everybody_who_may_take_it_has_passed_it_over() -> None:
    bench = FakeReviewBench(of_a_child(), a_case(id="m2"))
    claim_case(bench, a_turn())
    seen = decide_case(bench, a_turn(), Verdict.ALLOW, "nothing in it")

    assert seen.is_stuck([ROSA, PAUL])
    assert not seen.is_stuck([ROSA, PAUL, OMAR])
    assert not bench.cases["m2"].is_stuck([PAUL])
    assert bench.cases["m2"].is_stuck([])


def test_danger_to_a_child_is_looked_at_first() -> None:
    cases = [of_a_child(), of_a_child(minor=False), a_case(categories=("threat_bullying",)), a_case(minor=True)]

    assert [case.risk for case in cases] == [Risk.DANGER_TO_A_MINOR, Risk.DANGER, Risk.DANGER_TO_A_MINOR, Risk.OTHER]


def test_who_let_a_claim_run_out_sees_nothing_more() -> None:
    bench = FakeReviewBench(a_case())
    claim_case(bench, a_turn(PAUL, unveil=False))
    bench.now += timedelta(minutes=30)

    with pytest.raises(NotClaimed, match="Nothing was shown"):
        unveil_case(bench, a_turn(PAUL))


def test_who_reads_whose_words_around_a_case_is_kept() -> None:
    bench = FakeReviewBench(a_case())
    claim_case(bench, a_turn(PAUL))
    read_context(bench, a_turn(PAUL), ["omar", "maya", "omar"])

    act = bench.acts[-1]
    assert (act.actor, act.action, act.thing, act.reason) == ("paul", "context.read", "m1", "maya,omar")
    with pytest.raises(NotClaimed):
        read_context(bench, a_turn(OMAR), ["maya"])
