"""Two people for words about danger to a minor, somebody else for an appeal, and every step with its time."""

from datetime import timedelta

import pytest

from causeway.moderation.v1.events import Judge, MessageJudged, Verdict
from moderation.adapters.case_documents import from_case, to_case
from moderation.app.appeal import appeal
from moderation.app.judge_message import judge_message
from moderation.app.review_case import Turn, claim_case, decide_case, release_case, skip_case
from moderation.domain.case import Case, CaseNotFound, CaseState, DecisionNotAccepted, NothingToAppeal, NotYours, Step
from moderation.domain.judgement import Action, Category
from moderation.domain.reviewer import Reviewer
from moderation.review_testing import LENA, FakeReviewBench, a_turn
from moderation.review_testing import OMAR as OMAR_HIMSELF
from moderation.testing import FixedJudge, a_case, a_judgement, a_posted

ROSA, OMAR = a_turn(), a_turn(OMAR_HIMSELF)
LEAD = a_turn(LENA)
WHY = "I meant the helpline"


def of_danger() -> FakeReviewBench:
    return FakeReviewBench(a_case(minor=True, categories=("self_harm",)))


def looked_at(bench: FakeReviewBench, turn: Turn, verdict: Verdict) -> Case:
    claim_case(bench, turn)
    return decide_case(bench, turn, verdict, "looked at it")


def verdicts(bench: FakeReviewBench) -> list[tuple[Verdict, int, Judge]]:
    return [(one.verdict, one.version, one.judged_by) for one in bench.sent if isinstance(one, MessageJudged)]


def test_two_people_release_words_about_danger_to_a_minor() -> None:
    bench = of_danger()

    assert looked_at(bench, ROSA, Verdict.ALLOW).state is CaseState.WAITING
    assert bench.sent == []
    with pytest.raises(NotYours):
        claim_case(bench, ROSA)

    assert looked_at(bench, OMAR, Verdict.ALLOW).state is CaseState.DECIDED
    assert verdicts(bench) == [(Verdict.ALLOW, 2, Judge.PERSON)]


def test_one_person_is_enough_to_keep_them_from_being_read() -> None:
    bench = of_danger()

    assert looked_at(bench, ROSA, Verdict.BLOCK).state is CaseState.DECIDED
    assert verdicts(bench) == [(Verdict.BLOCK, 2, Judge.PERSON)]


def test_where_two_differ_a_safeguarding_lead_decides() -> None:
    bench = of_danger()
    looked_at(bench, ROSA, Verdict.ALLOW)

    assert looked_at(bench, OMAR, Verdict.BLOCK).disputed
    assert bench.sent == []
    with pytest.raises(NotYours, match="safeguarding lead"):
        claim_case(bench, a_turn(Reviewer("dana", cleared=True)))

    assert looked_at(bench, LEAD, Verdict.ALLOW).state is CaseState.DECIDED
    assert verdicts(bench) == [(Verdict.ALLOW, 2, Judge.PERSON)]


@pytest.mark.parametrize(
    "case",
    [a_case(minor=True, categories=("pii_contact",)), a_case(minor=False, categories=("self_harm",))],
    ids=["no danger", "adult"],
)
def test_other_cases_need_one_person(case: Case) -> None:
    assert looked_at(FakeReviewBench(case), ROSA, Verdict.ALLOW).state is CaseState.DECIDED


def test_every_step_is_kept_with_its_time() -> None:
    bench = FakeReviewBench(a_case())
    start = bench.now
    for turn, act in ((ROSA, release_case), (OMAR, skip_case)):
        claim_case(bench, turn)
        bench.now += timedelta(minutes=5)
        act(bench, turn)
    looked_at(bench, ROSA, Verdict.ALLOW)

    taken = [(one.step, one.by, (one.at - start) // timedelta(minutes=1)) for one in bench.cases["m1"].taken]
    assert taken == [
        (Step.CLAIMED, "rosa", 0),
        (Step.GIVEN_BACK, "rosa", 5),
        (Step.CLAIMED, "omar", 5),
        (Step.SKIPPED, "omar", 10),
        (Step.CLAIMED, "rosa", 10),
        (Step.DECIDED, "rosa", 10),
    ]


def test_who_skipped_or_judged_a_case_is_not_offered_it_again() -> None:
    bench = of_danger()
    claim_case(bench, OMAR)
    skip_case(bench, OMAR)
    looked_at(bench, ROSA, Verdict.ALLOW)

    assert from_case(bench.cases["m1"])["passed_over_by"] == ["omar", "rosa", "maya"]


def test_a_case_reads_back_as_it_was_stored_also_from_an_earlier_build() -> None:
    bench = of_danger()
    looked_at(bench, ROSA, Verdict.ALLOW)
    stored = from_case(bench.cases["m1"])

    assert to_case(stored) == bench.cases["m1"]
    earlier = {
        name: value
        for name, value in from_case(a_case()).items()
        if name not in ("verdict", "first_look", "looks", "appeal", "taken")
    }
    assert to_case(earlier) == a_case()


def test_what_staff_read_and_decide_is_in_the_audit_chain() -> None:
    bench = of_danger()
    looked_at(bench, ROSA, Verdict.ALLOW)
    looked_at(bench, OMAR, Verdict.ALLOW)

    assert [(act.actor, act.action) for act in bench.acts] == [
        ("rosa", "case.read"),
        ("rosa", "case.looked_at"),
        ("omar", "case.read"),
        ("omar", "case.allowed"),
    ]
    assert all("looked at it" not in act.reason for act in bench.acts)


def blocked_by_rules() -> FakeReviewBench:
    bench = FakeReviewBench()
    judge_message(bench, FixedJudge(a_judgement(Action.BLOCK, Category.SPAM_SCAM)), a_posted())
    bench.sent.clear()
    return bench


def test_an_appeal_puts_a_blocked_message_before_a_person() -> None:
    bench = blocked_by_rules()

    opened = appeal(bench, "m1", "maya", WHY)

    assert (opened.state, opened.due_at) == (CaseState.WAITING, bench.now + timedelta(hours=24))
    looked_at(bench, ROSA, Verdict.ALLOW)
    assert verdicts(bench) == [(Verdict.ALLOW, 2, Judge.PERSON)]


def test_an_appeal_is_decided_by_somebody_else() -> None:
    bench = FakeReviewBench(a_case())
    looked_at(bench, ROSA, Verdict.BLOCK)
    appeal(bench, "m1", "maya", WHY)

    with pytest.raises(NotYours):
        claim_case(bench, ROSA)
    looked_at(bench, OMAR, Verdict.ALLOW)

    assert verdicts(bench) == [(Verdict.BLOCK, 2, Judge.PERSON), (Verdict.ALLOW, 3, Judge.PERSON)]


def test_an_appeal_comes_once() -> None:
    bench = blocked_by_rules()
    appeal(bench, "m1", "maya", WHY)
    with pytest.raises(NothingToAppeal):
        appeal(bench, "m1", "maya", WHY)
    looked_at(bench, ROSA, Verdict.BLOCK)

    with pytest.raises(NothingToAppeal, match="that decision stands"):
        appeal(bench, "m1", "maya", WHY)


def test_nobody_appeals_for_others_or_what_was_not_blocked() -> None:
    bench = FakeReviewBench(a_case())

    with pytest.raises(NothingToAppeal):
        appeal(bench, "m1", "maya", WHY)
    with pytest.raises(CaseNotFound):
        appeal(bench, "m1", "omar", WHY)
    with pytest.raises(CaseNotFound):
        appeal(bench, "m2", "maya", WHY)
    for words in ("", "  ", "x" * 501):
        with pytest.raises(DecisionNotAccepted):
            appeal(blocked_by_rules(), "m1", "maya", words)
