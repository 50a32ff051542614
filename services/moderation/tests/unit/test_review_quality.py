"""What reviewers' figures say, worked out by hand."""

from datetime import timedelta

import pytest

from causeway.moderation.v1.events import Verdict
from moderation.domain.case import CaseState, Kind, Step, Taken
from moderation.domain.quality import Record, disagreements, figures_of, kappa
from moderation.testing import MONDAY

ALLOW, BLOCK = Verdict.ALLOW, Verdict.BLOCK
MINUTE = timedelta(minutes=1)


def a_record(*taken: Taken, verdict: Verdict = BLOCK, **changes: object) -> Record:
    given = {
        "kind": Kind.MESSAGE,
        "state": CaseState.DECIDED,
        "of": "",
        "categories": ("pii_contact",),
        "answer": Verdict.UNSPECIFIED,
        "first_by": "",
        "verdict": verdict,
        "taken": taken,
    }
    return Record(**{**given, **changes})  # type: ignore[arg-type]


def steps(by: str, verdict: Verdict, minutes: int = 4, step: Step = Step.DECIDED, after: int = 0) -> tuple[Taken, Taken]:
    at = MONDAY + after * MINUTE
    return Taken(Step.CLAIMED, by, at), Taken(step, by, at + minutes * MINUTE, verdict)


def test_the_time_from_claim_to_decision_is_the_middle_one() -> None:
    records = [a_record(*steps("rosa", BLOCK, minutes)) for minutes in (2, 3, 40)]
    given_back = Taken(Step.CLAIMED, "rosa", MONDAY), Taken(Step.GIVEN_BACK, "rosa", MONDAY + MINUTE)
    records.append(a_record(*given_back, *steps("rosa", BLOCK, 3, after=60)))

    rosa = figures_of(records)["rosa"]

    assert (rosa.decided, rosa.median_minutes) == (4, 3.0)


def test_a_right_answer_to_a_test_counts_for_each_of_its_categories() -> None:
    golden = {"kind": Kind.GOLDEN, "answer": BLOCK}
    records = [
        a_record(*steps("rosa", BLOCK), **golden, categories=("off_platform", "pii_contact")),
        a_record(*steps("rosa", ALLOW), **golden),
        a_record(Taken(Step.CLAIMED, "rosa", MONDAY), **golden),
    ]

    rosa = figures_of(records)["rosa"]

    assert (rosa.golden.count, rosa.golden.of, rosa.decided) == (1, 2, 0)
    assert {name: (one.count, one.of) for name, one in rosa.by_category.items()} == {
        "off_platform": (1, 1),
        "pii_contact": (1, 2),
    }


def test_a_block_that_an_appeal_overturned_counts_against_who_blocked_it() -> None:
    appealed = Taken(Step.APPEALED, "maya", MONDAY + 50 * MINUTE)
    overturned = a_record(*steps("rosa", BLOCK), appealed, *steps("omar", ALLOW, after=60), verdict=ALLOW)
    upheld = a_record(*steps("rosa", BLOCK), appealed, *steps("omar", BLOCK, after=60))
    waiting = a_record(*steps("rosa", BLOCK), appealed, state=CaseState.WAITING)
    by_rules = a_record(appealed, *steps("omar", ALLOW, after=60), verdict=ALLOW)

    found = figures_of([overturned, upheld, waiting, by_rules])

    assert (found["rosa"].overturned.count, found["rosa"].overturned.of) == (1, 2)
    assert found["omar"].overturned.of == 0
    assert found["rosa"].pairs == []  # who decides an appeal knows what was said before


def test_an_audit_counts_for_who_decided_first() -> None:
    audit = {"kind": Kind.AUDIT, "of": "m1", "answer": BLOCK, "first_by": "rosa"}
    records = [a_record(*steps("omar", BLOCK), **audit), a_record(*steps("omar", ALLOW), **audit)]
    of_rules = a_record(*steps("omar", BLOCK, minutes=9), kind=Kind.AUDIT, of="m2", answer=ALLOW)

    found = figures_of([*records, of_rules])

    assert (found["rosa"].audit.count, found["rosa"].audit.of) == (1, 2)
    assert len(found["omar"].pairs) == 2
    assert [(one.message_id, one.first_by, one.first, one.second) for one in disagreements([*records, of_rules])] == [
        ("m2", "", ALLOW, BLOCK),
        ("m1", "rosa", BLOCK, ALLOW),
    ]


def test_two_who_look_at_the_same_are_compared_and_who_settles_it_is_not() -> None:
    first = steps("rosa", ALLOW, step=Step.FIRST_LOOK)
    second = steps("omar", BLOCK, step=Step.FIRST_LOOK, after=60)
    found = figures_of([a_record(*first, *second, *steps("lena", BLOCK, after=90))])

    assert found["rosa"].pairs == [(ALLOW, BLOCK)]
    assert found["omar"].pairs == [(BLOCK, ALLOW)]
    assert found["lena"].pairs == []
    assert found["rosa"].decided == found["lena"].decided == 1


def test_kappa_is_agreement_beyond_chance() -> None:
    pairs = [(ALLOW, ALLOW)] * 20 + [(ALLOW, BLOCK)] * 5 + [(BLOCK, ALLOW)] * 10 + [(BLOCK, BLOCK)] * 15

    assert kappa(pairs) == pytest.approx(0.4)  # 0.7 agreed, 0.5 by chance
    assert kappa(pairs[:4]) is None
    assert kappa([(ALLOW, ALLOW)] * 9) is None


def test_steps_of_earlier_builds_say_no_verdict_and_make_no_pair() -> None:
    first = Taken(Step.FIRST_LOOK, "rosa", MONDAY)
    found = figures_of([a_record(first, *steps("omar", ALLOW))])

    assert (found["rosa"].decided, found["rosa"].median_minutes, found["rosa"].pairs) == (1, 0.0, [])
