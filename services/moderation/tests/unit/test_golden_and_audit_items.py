"""Tests of which the answer is known, and second opinions by lot: both look like cases, and neither changes a message."""

from dataclasses import replace
from datetime import timedelta

import pytest

from causeway.moderation.v1.events import Verdict
from moderation.adapters.case_documents import from_case, to_case
from moderation.adapters.review_documents import from_golden, from_limits, from_shift, to_golden, to_limits, to_shift
from moderation.app.announce_case import announce_case
from moderation.app.appeal import appeal
from moderation.app.golden_items import Deal, Wish, add_golden, deal_golden, deal_of, golden_id
from moderation.app.judge_message import judge_message
from moderation.app.review_case import claim_case, decide_case
from moderation.app.review_ports import audit_id
from moderation.app.sample_message import sample_message
from moderation.domain import deciding
from moderation.domain.case import Case, CaseNotFound, Kind, NothingToAppeal, NotYours, Risk
from moderation.domain.golden import GoldenRefused
from moderation.domain.judgement import Action, Category
from moderation.domain.shift import Limits
from moderation.review_testing import EVERYBODY, LENA, OMAR, PAUL, ROSA, FakeReviewBench, a_turn
from moderation.testing import FixedJudge, a_case, a_judgement, a_posted

WORDS = "Let us go on in another app, nobody reads along there."


def a_wish(**changes: object) -> Wish:
    given = {
        "id": "g1",
        "programme_id": "north",
        "by": "lena",
        "answer": Verdict.BLOCK,
        "text": WORDS,
        "categories": ("off_platform",),
    }
    return Wish(**{**given, **changes})  # type: ignore[arg-type]


def dealt(bench: FakeReviewBench, to: str = "paul") -> Case:
    """A test among the reviewer's cases."""
    add_golden(bench, a_wish())
    deal = deal_of("g1", to)
    assert deal_golden(bench, deal)
    return bench.cases[deal.case_id]


def decided_case(bench: FakeReviewBench, verdict: Verdict = Verdict.BLOCK, **changes: object) -> Case:
    claim_case(bench, a_turn(PAUL, **changes))
    return decide_case(bench, a_turn(PAUL, **changes), verdict, "looked at it")


def test_a_test_looks_like_a_case_and_is_for_one_reviewer() -> None:
    bench = FakeReviewBench()
    case = dealt(bench)

    assert (case.kind, case.answer, case.announce_at) == (Kind.GOLDEN, Verdict.BLOCK, None)
    assert case.categories == ("off_platform",)
    assert len(case.id) == len(case.author_id) == len(case.conversation_id) == 32
    with pytest.raises(CaseNotFound):
        claim_case(bench, a_turn(OMAR, case.id))
    assert claim_case(bench, a_turn(PAUL, case.id)).case.claimed_by == "paul"


def test_deciding_a_test_changes_no_message() -> None:
    bench = FakeReviewBench()
    case = dealt(bench)
    claim_case(bench, a_turn(PAUL, case.id))

    done = decide_case(bench, a_turn(PAUL, case.id), Verdict.ALLOW, "looks fine")

    assert done.is_decided
    assert bench.sent == []
    assert bench.decisions == []
    assert [one.verdict for one in done.taken][-1] is Verdict.ALLOW


def test_a_planted_bug_that_lets_a_test_release_a_message_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    real = deciding.decide

    def forgetful(case: Case, *given: object) -> object:
        return real(replace(case, kind=Kind.MESSAGE), *given)  # type: ignore[arg-type]

    monkeypatch.setattr(deciding, "decide", forgetful)

    with pytest.raises(AssertionError):
        test_deciding_a_test_changes_no_message()


def test_an_item_is_given_once_to_each() -> None:
    bench = FakeReviewBench()
    dealt(bench)

    assert not deal_golden(bench, deal_of("g1", "paul"))
    assert deal_golden(bench, deal_of("g1", "omar"))
    assert not deal_golden(bench, Deal("unknown", "paul", "c", "a", "v"))
    assert bench.goldens["g1"].given_to == ("paul", "omar")


def test_a_decided_case_becomes_a_test_for_those_who_do_not_know_it() -> None:
    bench = FakeReviewBench(a_case())
    decided_case(bench)

    made = add_golden(bench, a_wish(case_id="m1", text="", categories=(), answer=Verdict.ALLOW))

    assert (made.text, made.text_place) == ("sealed words", "messages/m1/text/1")
    assert set(made.given_to) == {"paul", "maya"}


def test_the_words_of_a_lead_are_kept_sealed_and_the_same_wish_gives_the_same_item() -> None:
    bench = FakeReviewBench()

    first, again = add_golden(bench, a_wish()), add_golden(bench, a_wish(text="something else"))

    assert first == again
    assert WORDS not in repr(from_golden(first))
    assert len(bench.acts) == 1
    assert golden_id("north", "k") != golden_id("south", "k")


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "  "},
        {"text": "x" * 2001},
        {"categories": ()},
        {"categories": ("unheard_of",)},
        {"answer": Verdict.HOLD},
        {"answer": Verdict.UNSPECIFIED},
        {"case_id": "m1", "text": ""},
    ],
)
def test_what_cannot_be_a_test_is_refused_and_nothing_kept(wrong: dict[str, object]) -> None:
    bench = FakeReviewBench(a_case())  # not decided

    with pytest.raises(GoldenRefused, match="Nothing was kept"):
        add_golden(bench, a_wish(**wrong))
    assert bench.goldens == {}


def test_the_lot_brings_a_test_with_one_of_many_first_claims() -> None:
    bench = FakeReviewBench(a_case(), a_case(id="m2"), lot=("golden/m1/paul",))

    assert claim_case(bench, a_turn(PAUL)).brings_golden
    assert not claim_case(bench, a_turn(PAUL)).brings_golden
    assert not claim_case(bench, a_turn(PAUL, "m2")).brings_golden
    none = Limits(golden_one_in=0)
    assert not claim_case(FakeReviewBench(a_case(), lot=("golden/m1/paul",)), a_turn(PAUL, limits=none)).brings_golden


def test_a_few_decided_cases_come_back_to_somebody_else() -> None:
    bench = FakeReviewBench(a_case(), lot=("decided/m1",))
    decided_case(bench)

    again = bench.cases[audit_id("m1")]
    assert (again.kind, again.of, again.answer, again.first_by) == (Kind.AUDIT, "m1", Verdict.BLOCK, "paul")
    assert (again.taken, again.reason, again.risk) == ((), "", Risk.AUDIT)
    assert again.text_place == "messages/m1/text/1"
    with pytest.raises(NotYours, match="judged this message before"):
        claim_case(bench, a_turn(PAUL, again.id))

    told = len(bench.sent)
    claim_case(bench, a_turn(OMAR, again.id))
    assert decide_case(bench, a_turn(OMAR, again.id), Verdict.ALLOW, "a helpline").is_decided
    assert len(bench.sent) == told
    assert bench.cases["m1"].verdict is Verdict.BLOCK


def test_a_second_decision_after_an_appeal_is_not_looked_at_a_second_time() -> None:
    bench = FakeReviewBench(a_case(), lot=("decided/m1",))
    decided_case(bench)
    first = bench.cases[audit_id("m1")]
    appeal(bench, "m1", "maya", "it is a helpline")
    claim_case(bench, a_turn(OMAR))
    decide_case(bench, a_turn(OMAR), Verdict.ALLOW, "a helpline")

    assert bench.cases[audit_id("m1")] == first


def judged(action: Action, *categories: Category, lot: tuple[str, ...] = ("allowed/m1",)) -> FakeReviewBench:
    bench = FakeReviewBench(lot=lot)
    judge_message(bench, FixedJudge(a_judgement(action, *categories)), a_posted())
    sample_message(bench, a_posted(), 100)
    return bench


def test_a_few_allowed_messages_are_kept_sealed_for_a_second_opinion() -> None:
    bench = judged(Action.ALLOW)

    kept = bench.cases[audit_id("m1")]
    assert (kept.kind, kept.of, kept.answer, kept.first_by) == (Kind.AUDIT, "m1", Verdict.ALLOW, "")
    assert (kept.text, kept.text_place) == ("sealed words", "messages/m1/text/1")
    assert len(bench.sent) == 1


def test_what_the_lot_does_not_fall_on_or_was_held_leaves_no_text() -> None:
    assert judged(Action.ALLOW, lot=()).cases == {}
    assert set(judged(Action.HOLD, Category.PII_CONTACT).cases) == {"m1"}


def test_the_same_message_again_changes_no_second_opinion() -> None:
    bench = judged(Action.ALLOW)
    id = audit_id("m1")
    claim_case(bench, a_turn(PAUL, id))
    sample_message(bench, a_posted(), 100)

    assert bench.cases[id].claimed_by == "paul"


def test_second_opinions_come_after_everything_else_and_are_not_announced_or_appealed() -> None:
    bench = judged(Action.ALLOW)
    id = audit_id("m1")
    bench.now += (bench.cases[id].due_at - bench.now) * 2

    assert bench.cases[id].risk is max(Risk)
    assert not announce_case(bench, id, EVERYBODY)
    claim_case(bench, a_turn(PAUL, id))
    decide_case(bench, a_turn(PAUL, id), Verdict.BLOCK, "should have been held")
    with pytest.raises(NothingToAppeal):
        appeal(bench, id, "maya", "why at all")


def test_a_childs_words_are_for_cleared_reviewers_in_audits_too() -> None:
    bench = judged(Action.ALLOW, Category.SELF_HARM)

    with pytest.raises(NotYours, match="safety of somebody under 18"):
        claim_case(bench, a_turn(PAUL, audit_id("m1")))
    assert claim_case(bench, a_turn(LENA, audit_id("m1"))).case.claimed_by == "lena"


def test_a_copy_is_forgotten_when_it_was_looked_at_or_nobody_did_for_a_month() -> None:
    bench = judged(Action.ALLOW)
    id = audit_id("m1")
    kept = bench.cases[id]
    assert kept.expires_at == kept.opened_at + timedelta(days=30)

    claim_case(bench, a_turn(PAUL, id))
    done = decide_case(bench, a_turn(PAUL, id), Verdict.ALLOW, "nothing in it")

    assert (done.text, done.reason, done.expires_at) == ("", "", None)
    assert a_case().expires_at is None


def test_tests_audits_and_what_is_known_of_reviewers_read_back_as_stored() -> None:
    bench = FakeReviewBench(a_case(), lot=("decided/m1",))
    golden = dealt(bench)
    decided_case(bench)
    for case in (golden, bench.cases[audit_id("m1")], bench.cases["m1"]):
        assert to_case(from_case(case)) == case
    claim_case(bench, a_turn(ROSA, audit_id("m1")))
    shift, item = bench.shifts["rosa"], bench.goldens["g1"]

    assert shift.held
    assert (to_shift(from_shift(shift)), to_golden(from_golden(item))) == (shift, item)
    assert to_limits(from_limits("north", Limits(1, 2, 5, 10))) == Limits(1, 2, 5, 10)
