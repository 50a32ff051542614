"""Somebody without a mentor hears why, and what would help."""

from matching.app.match_roster import match_roster
from matching.domain.assignment import Change
from matching.domain.hard_rules import Rule
from matching.domain.people import Gender, Mentor
from matching.domain.weights import Weights
from matching.testing import MenteeTraits, a_mentee, a_mentor


def why_not(traits: MenteeTraits, *mentors: Mentor) -> tuple[dict[Rule, int], Change | None]:
    blocked = {("ada", "blocked")}
    (one,) = match_roster([a_mentee(**traits)], mentors, blocked, Weights(), seed=1).unmatched
    return {rule: count for rule, count in one.removed.items() if count}, one.nearest_change


def test_each_mentor_is_counted_once_under_the_first_rule_that_removes_them() -> None:
    removed, _ = why_not(
        {"organisation": "mill", "age": 16},
        a_mentor(id="1", organisation="mill", languages=frozenset({"cy"})),
        a_mentor(id="2", languages=frozenset({"cy"}), slots=frozenset({1})),
        a_mentor(id="3", slots=frozenset({1})),
        a_mentor(id="4"),
        a_mentor(id="blocked", checked=True),
        a_mentor(id="6", checked=True, capacity=0),
    )

    assert removed == {
        Rule.ORGANISATION: 1,
        Rule.LANGUAGE: 1,
        Rule.SLOT: 1,
        Rule.MINORS: 1,
        Rule.BLOCKED: 1,
        Rule.CAPACITY: 1,
    }


def test_the_nearest_change_names_the_time_that_reaches_most_mentors() -> None:
    _, change = why_not(
        {}, *(a_mentor(id=str(number), slots=frozenset({30 + number, 40})) for number in range(4)), a_mentor(id="blocked")
    )

    assert change == Change(rules=(Rule.SLOT,), mentors=4, suggestions=("slot:40", "slot:30", "slot:31"))


def test_one_change_is_nearer_than_two() -> None:
    _, change = why_not(
        {"gender_must": Gender.FEMALE},
        a_mentor(id="1", gender=Gender.MALE, slots=frozenset({1})),
        a_mentor(id="2", gender=Gender.FEMALE, languages=frozenset({"cy"})),
    )

    assert change == Change(rules=(Rule.LANGUAGE,), mentors=1, suggestions=("language:cy",))


def test_two_changes_are_named_together_when_one_is_not_enough() -> None:
    _, change = why_not({}, a_mentor(slots=frozenset({1}), languages=frozenset({"cy"})))

    assert change == Change(rules=(Rule.SLOT, Rule.LANGUAGE), mentors=1, suggestions=("slot:1", "language:cy"))


def test_nobody_is_ever_advised_to_lift_a_block_or_stay_within_their_organisation() -> None:
    _, change = why_not({"organisation": "mill"}, a_mentor(id="blocked"), a_mentor(id="2", organisation="mill"))

    assert change is None


def test_a_mentee_whose_mentors_are_all_taken_hears_that_a_place_is_missing() -> None:
    mentees = [a_mentee(id="e1", field="law"), a_mentee(id="e2")]

    (one,) = match_roster(mentees, [a_mentor(field="law")], (), Weights(), seed=1).unmatched

    assert one.mentee_id == "e2"
    assert one.nearest_change == Change(rules=(Rule.CAPACITY,), mentors=1, suggestions=())
