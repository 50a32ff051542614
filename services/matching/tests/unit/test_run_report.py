"""What a run says about itself: in words that coordinators and pairs understand, and in figures that can be added up."""

import pytest

from matching.app.explain_pairs import explain_pairs
from matching.app.reason_words import factors, for_staff, for_the_pair
from matching.app.run_measures import SMALLEST_GROUP, broken_in, measures_of, people_of
from matching.app.shortages import shortages
from matching.domain.assignment import Assignment, Pair
from matching.domain.hard_rules import NO_DEMANDS
from matching.domain.people import Mentee, Mentor
from matching.domain.rarity import rarity_among
from matching.domain.reasons import reasons_for
from matching.domain.score import parts_of, score_of
from matching.domain.weights import Weights
from matching.testing import a_mentee, a_mentor, a_random_cohort


def a_pair(mentee: Mentee, mentor: Mentor, score: float = 0.5, reasons: tuple[str, ...] = ("goal",)) -> Pair:
    return Pair(mentee.id, mentor.id, score, reasons, reasons)


def measured(pairs: list[Pair], mentees: list[Mentee], mentors: list[Mentor]) -> dict[str, object]:
    return measures_of(Assignment(tuple(pairs), (), 1, 1, 1), people_of(mentees, mentors))


def test_a_coordinator_reads_every_kind_of_reason_in_a_sentence() -> None:
    tokens = ("interest:chess", "skill:writing", "goal", "text:courage", "near_peer", "identity", "cross_class")

    sentences = [for_staff(token) for token in (*tokens, "language:cy", "slot:17")]

    assert all(sentence.endswith(".") and sentence[0].isupper() for sentence in sentences)
    assert sentences[-2:] == ["Both speak Welsh.", "Both have time on Wednesday, 03:00 to 06:00 UTC."]


def test_the_pair_reads_nothing_of_identity_or_background() -> None:
    said = for_the_pair(("goal", "identity", "cross_class", "language:xho"))

    assert said == ("One of you works in the field the other aims at.", "You both speak the language xho.")


@pytest.mark.parametrize("seed", range(3))
def test_what_the_factors_add_is_the_score(seed: int) -> None:
    mentees, mentors, _ = a_random_cohort(seed, 8, 8)
    rarity, weights = rarity_among([*mentees, *mentors]), Weights()

    for mentee, mentor in zip(mentees, mentors, strict=True):
        parts = parts_of(mentee, mentor, rarity)
        found = factors(parts, weights)
        assert sum(one.adds for one in found) == pytest.approx(score_of(parts, weights), abs=1e-5)
        assert [one.adds for one in found] == sorted((one.adds for one in found), reverse=True)


def test_a_pair_keeps_its_factor_values_beside_its_reasons() -> None:
    mentee, mentor = a_mentee(field="law"), a_mentor(field="law")
    rarity = rarity_among([mentee, mentor])

    [pair] = explain_pairs([(mentee, mentor)], Weights(), rarity)

    assert pair.parts == parts_of(mentee, mentor, rarity)
    assert pair.reasons == reasons_for(mentee, mentor, pair.parts, Weights(), rarity)


def test_a_pair_that_breaks_a_rule_and_a_mentor_with_too_many_are_counted() -> None:
    mentees = [a_mentee(id="e1"), a_mentee(id="e2"), a_mentee(id="e3", age=15)]
    mentor = a_mentor(capacity=2)

    pairs = [a_pair(mentee, mentor) for mentee in mentees]

    assert broken_in(pairs, people_of(mentees, [mentor]), {("e1", "grace")}, NO_DEMANDS) == {"hard_rules": 2, "capacities": 1}


def test_the_gap_between_groups_leaves_out_groups_too_small_to_tell() -> None:
    mentees = [
        *(a_mentee(id=f"n{number}", region="north") for number in range(SMALLEST_GROUP)),
        *(a_mentee(id=f"s{number}", region="south") for number in range(SMALLEST_GROUP)),
        a_mentee(id="alone", region="west"),
    ]
    mentors = [a_mentor(id=f"r{number}") for number in range(45)]

    pairs = [a_pair(mentee, mentor) for mentee, mentor in zip(mentees, mentors, strict=False)]

    groups: dict[str, dict[str, object]] = measured(pairs, mentees, mentors)["groups"]  # type: ignore[assignment]
    assert groups["region"]["gap"] == 0.5
    assert groups["background"]["gap"] == 0.0


def test_connectedness_is_one_when_mentors_are_given_by_chance() -> None:
    mentees = [a_mentee(id=f"e{number}", low_ses=True) for number in range(4)]
    mentors = [a_mentor(id=f"r{number}", low_ses=number >= 2) for number in range(4)]
    pairs = [a_pair(mentee, mentor) for mentee, mentor in zip(mentees, mentors, strict=True)]

    assert measured(pairs, mentees, mentors)["cross_background"] == {
        "low_ses_with_high": 0.5,
        "high_share_of_places": 0.5,
        "connectedness": 1.0,
    }


def test_reasons_that_any_two_need_do_not_count_as_saying_something() -> None:
    mentees, mentors = [a_mentee(id="e1"), a_mentee(id="e2")], [a_mentor(capacity=2)]
    pairs = [
        a_pair(mentees[0], mentors[0], reasons=("interest:chess", "language:en")),
        a_pair(mentees[1], mentors[0], reasons=("language:en", "slot:1")),
    ]

    assert measured(pairs, mentees, mentors)["reason_coverage"] == 0.5


def test_a_run_of_nobody_has_figures_too() -> None:
    found = measured([], [], [])

    assert (found["matched_share"], found["scores"], found["reason_coverage"]) == (None, None, None)


def test_mentors_are_sought_where_most_is_lost() -> None:
    unmatched = [a_mentee(id=f"e{number}", field="law", age=16) for number in range(3)] + [a_mentee(id="e9", field="media")]
    mentors = [a_mentor(id="r1", field="law", checked=True), a_mentor(id="r2", field="law"), a_mentor(id="r3", field="media")]

    first, *others = shortages(unmatched, mentors, {"r1": 0.8, "r3": 0.4})

    assert (first.field, first.for_minors, first.unmatched, first.places, first.worth) == ("law", True, 3, 1, 0.8)
    assert first.says == (
        "Recruit mentors in law who speak English, checked and willing to mentor minors: "
        "3 mentees wait, 1 place is there; one more adds 0.80."
    )
    assert [one.field for one in others] == ["media"]


def test_a_kind_of_mentor_that_nobody_is_comes_with_no_price() -> None:
    [one] = shortages([a_mentee(languages=frozenset({"cy"}))], [a_mentor()], {})

    assert (one.places, one.worth) == (0, None)
