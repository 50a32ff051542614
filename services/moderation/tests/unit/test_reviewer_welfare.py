"""Words are veiled until asked for, nobody has too much before them, and long work is told to pause."""

from datetime import timedelta

import pytest

from causeway.moderation.v1.events import Verdict
from moderation.app.review_case import claim_case, decide_case, release_case, skip_case, unveil_case
from moderation.app.set_limits import set_limits
from moderation.domain.case import StillVeiled
from moderation.domain.shift import Limits, LimitsRefused, TooMuch
from moderation.domain.veil import veiled
from moderation.review_testing import PAUL, FakeReviewBench, a_turn
from moderation.testing import a_case

MINUTE = timedelta(minutes=1)


def of(count: int, **changes: object) -> FakeReviewBench:
    return FakeReviewBench(*(a_case(**{"id": f"m{number}", "minor": False, **changes}) for number in range(count)))


def test_a_veiled_text_keeps_its_places_and_shows_no_letter() -> None:
    text = "Ruf an:\n+44 7700\t900123 👋"

    assert len(veiled(text)) == len(text)
    assert set(veiled(text)) == {"•", " ", "\n", "\t"}
    assert veiled("") == ""


def test_reading_is_recorded_when_the_text_is_shown_and_not_before() -> None:
    bench = of(1)
    claim_case(bench, a_turn(PAUL, "m0", unveil=False))
    assert [act.action for act in bench.acts] == ["case.claimed"]

    unveil_case(bench, a_turn(PAUL, "m0"))

    assert [act.action for act in bench.acts] == ["case.claimed", "case.read"]


def test_nobody_decides_what_they_have_not_read() -> None:
    bench = of(1)
    claim_case(bench, a_turn(PAUL, "m0", unveil=False))

    with pytest.raises(StillVeiled):
        decide_case(bench, a_turn(PAUL, "m0"), Verdict.BLOCK, "without looking")
    unveil_case(bench, a_turn(PAUL, "m0"))
    claim_case(bench, a_turn(PAUL, "m0", unveil=False))  # to hold it longer; it was read

    assert decide_case(bench, a_turn(PAUL, "m0"), Verdict.BLOCK, "a number").is_decided


def test_a_case_that_was_given_back_is_veiled_for_the_next() -> None:
    bench = of(1)
    claim_case(bench, a_turn(PAUL, "m0"))
    release_case(bench, a_turn(PAUL, "m0"))

    assert not bench.cases["m0"].unveiled


def test_a_reviewer_holds_five_cases_at_most() -> None:
    bench = of(6)
    for number in range(5):
        claim_case(bench, a_turn(PAUL, f"m{number}"))

    with pytest.raises(TooMuch, match="You hold 5 cases"):
        claim_case(bench, a_turn(PAUL, "m5"))
    claim_case(bench, a_turn(PAUL, "m0"))  # the same again is no further one
    for number, put_down in enumerate((release_case, skip_case)):
        put_down(bench, a_turn(PAUL, f"m{number}"))
        claim_case(bench, a_turn(PAUL, "m5"))
        release_case(bench, a_turn(PAUL, "m5"))


def test_claims_that_ran_out_are_not_held_any_more() -> None:
    bench = of(6)
    for number in range(5):
        claim_case(bench, a_turn(PAUL, f"m{number}"))
    bench.now += 30 * MINUTE

    assert claim_case(bench, a_turn(PAUL, "m5")).case.claimed_by == "paul"


def read(bench: FakeReviewBench, number: int, **changes: object) -> None:
    turn = a_turn(PAUL, f"m{number}", **changes)
    claim_case(bench, turn)
    decide_case(bench, turn, Verdict.BLOCK, "looked at it")


def test_after_thirty_cases_of_danger_in_eight_hours_others_go_on() -> None:
    bench = of(32, categories=("threat_bullying",))
    for number in range(30):
        read(bench, number)

    with pytest.raises(TooMuch, match="Take a break; others go on"):
        claim_case(bench, a_turn(PAUL, "m30"))
    bench.now += timedelta(hours=8)

    read(bench, 30)


def test_other_cases_are_open_to_who_has_read_enough_of_danger() -> None:
    bench = of(30, categories=("threat_bullying",))
    bench.save_case(a_case(id="calm"))
    for number in range(30):
        read(bench, number)

    assert claim_case(bench, a_turn(PAUL, "calm")).case.claimed_by == "paul"


def test_a_lead_raises_the_limits_of_a_programme() -> None:
    bench = of(7)
    made = set_limits(bench, "north", Limits(open_claims=7), "lena")

    for number in range(7):
        claim_case(bench, a_turn(PAUL, f"m{number}", limits=made))
    assert bench.limits == {"north": made}
    assert [(act.actor, act.action) for act in bench.acts][:1] == [("lena", "review.limits_set")]


@pytest.mark.parametrize(
    "wrong",
    [
        Limits(open_claims=0),
        Limits(open_claims=51),
        Limits(danger_cases=0),
        Limits(danger_cases=201),
        Limits(golden_one_in=4),
        Limits(golden_one_in=-1),
        Limits(audit_one_in=9),
        Limits(audit_one_in=100_001),
    ],
)
def test_limits_have_limits(wrong: Limits) -> None:
    bench = FakeReviewBench()

    with pytest.raises(LimitsRefused, match="Nothing was changed"):
        set_limits(bench, "north", wrong, "lena")
    assert bench.limits == {}


def test_a_break_is_suggested_after_ninety_minutes_of_steady_work() -> None:
    bench = of(20)
    told = []
    for number in range(10):
        told.append(claim_case(bench, a_turn(PAUL, f"m{number}")).break_due)
        decide_case(bench, a_turn(PAUL, f"m{number}"), Verdict.BLOCK, "looked at it")
        bench.now += 10 * MINUTE

    assert told == [False] * 9 + [True]
    bench.now += 15 * MINUTE
    assert not claim_case(bench, a_turn(PAUL, "m11")).break_due
