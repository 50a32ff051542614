"""Somebody without a mentor hears why, and what would help; and it does help when it is tried."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest

from matching.app.explain_unmatched import explain_unmatched
from matching.app.report_run import advice
from matching.domain.assignment import Change, Unmatched
from matching.domain.hard_rules import NO_DEMANDS, Demands, Rule, broken_rules
from matching.domain.people import Gender, Mentee, Mentor
from matching.testing import MenteeTraits, a_mentee, a_mentor, a_random_cohort

BLOCKED = {("ada", "blocked")}
LONG_ENOUGH = Demands(months_needed=6)
NEAR_PEERS = Demands(months_needed=6, least_ahead=2, most_ahead=4, same_path=True)


def why_not(traits: MenteeTraits, *mentors: Mentor, demands: Demands = NO_DEMANDS) -> Unmatched:
    free = [mentor.capacity for mentor in mentors]
    [one] = explain_unmatched([a_mentee(**traits)], mentors, free, BLOCKED, demands)
    return one


def test_each_mentor_is_counted_once_under_the_first_rule_that_removes_them() -> None:
    one = why_not(
        {"organisation": "mill", "age": 16},
        a_mentor(id="1", organisation="mill", languages=frozenset({"cy"})),
        a_mentor(id="2", languages=frozenset({"cy"}), slots=frozenset({1})),
        a_mentor(id="3", slots=frozenset({1})),
        a_mentor(id="4"),
        a_mentor(id="blocked", checked=True),
        a_mentor(id="6", checked=True, months_left=3, capacity=0),
        a_mentor(id="7", checked=True, capacity=0),
        demands=Demands(months_needed=4),
    )

    assert {rule: count for rule, count in one.removed.items() if count} == {
        Rule.ORGANISATION: 1,
        Rule.LANGUAGE: 1,
        Rule.SLOT: 1,
        Rule.MINORS: 1,
        Rule.BLOCKED: 1,
        Rule.MONTHS_LEFT: 1,
        Rule.CAPACITY: 1,
    }
    assert sum(one.removed.values()) == 7


def test_the_nearest_change_names_the_time_that_reaches_most_mentors() -> None:
    mentors = [a_mentor(id=str(number), slots=frozenset({30 + number, 40})) for number in range(4)]

    one = why_not({}, *mentors, a_mentor(id="blocked"))

    assert one.nearest_change == Change(rules=(Rule.SLOT,), mentors=4, suggestions=("slot:40", "slot:30", "slot:31"))
    assert advice(one.nearest_change) == (
        "What would help: offering one more time of the week, such as Saturday, 00:00 to 03:00 UTC (slot 40) "
        "or Thursday, 18:00 to 21:00 UTC (slot 30) or Thursday, 21:00 to 24:00 UTC (slot 31) (4 mentors)."
    )


def test_one_change_is_nearer_than_two() -> None:
    one = why_not(
        {"gender_must": Gender.FEMALE},
        a_mentor(id="1", gender=Gender.MALE, slots=frozenset({1})),
        a_mentor(id="2", gender=Gender.FEMALE, languages=frozenset({"cy"})),
    )

    assert one.nearest_change == Change(rules=(Rule.LANGUAGE,), mentors=1, suggestions=("language:cy",))


def test_changes_that_are_needed_together_are_named_for_the_same_mentors() -> None:
    one = why_not(
        {},
        a_mentor(id="1", slots=frozenset({1}), languages=frozenset({"cy"})),
        a_mentor(id="2", slots=frozenset({2}), languages=frozenset({"pl"})),
        a_mentor(id="3", slots=frozenset({2}), languages=frozenset({"pl", "cy"})),
    )

    assert one.nearest_change == Change((Rule.SLOT, Rule.LANGUAGE), mentors=3, suggestions=("slot:2", "language:pl"))


def test_a_mentee_whose_mentors_are_all_taken_hears_whom_to_ask_for_a_place() -> None:
    [one] = explain_unmatched([a_mentee()], [a_mentor(id="grace"), a_mentor(id="lin")], [0, 0], ())

    assert one.nearest_change == Change((Rule.CAPACITY,), mentors=2, suggestions=("mentor:grace", "mentor:lin"))


def test_nobody_is_ever_advised_to_lift_a_block_or_stay_within_their_organisation_or_grow_older() -> None:
    young = a_mentor(id="3", age=20, checked=True)

    one = why_not({"organisation": "mill", "age": 16}, a_mentor(id="blocked"), a_mentor(id="2", organisation="mill"), young)

    assert one.nearest_change is None
    assert "more mentors who fit" in advice(one.nearest_change)


def test_a_mentee_without_a_near_peer_hears_how_far_ahead_the_mentors_are() -> None:
    mentors = [a_mentor(id=str(stage), stage=stage, field="law") for stage in (1, 2, 7)]

    one = why_not({"stage": 1, "field": "law"}, *mentors, demands=Demands(least_ahead=2, most_ahead=5, same_path=True))

    assert one.removed[Rule.STAGES_AHEAD] == 3
    assert one.nearest_change == Change((Rule.STAGES_AHEAD,), 3, ("stages_ahead:0", "stages_ahead:1", "stages_ahead:6"))
    assert advice(one.nearest_change) == (
        "What would help: asking for another number of stages ahead, such as the same stage or 1 stage ahead "
        "or 6 stages ahead (3 mentors)."
    )


def test_a_rule_that_a_programme_does_not_make_is_not_spoken_of() -> None:
    one = why_not({"stage": 7, "field": "law"}, a_mentor(id="blocked", stage=0, field="media"))

    assert not {Rule.STAGES_AHEAD, Rule.SAME_PATH} & one.removed.keys()


def test_a_mentor_who_fits_and_has_a_place_leaves_only_the_lowest_score_to_blame() -> None:
    one = why_not({}, a_mentor())

    assert one.nearest_change == Change(rules=(), mentors=1, suggestions=())
    assert "lower score" in advice(one.nearest_change)


def test_the_order_of_mentors_changes_no_explanation() -> None:
    mentees, mentors, blocked = a_random_cohort(11, 40, 60)
    free = {one.id: min(one.capacity, 1) for one in mentors}
    first = explain_unmatched(mentees, mentors, [free[one.id] for one in mentors], blocked)

    Random(1).shuffle(mentees)
    Random(2).shuffle(mentors)

    assert explain_unmatched(mentees, mentors, [free[one.id] for one in mentors], blocked) == first


@pytest.mark.parametrize("seed", range(8))
def test_counts_are_those_of_the_rules_asked_one_by_one(seed: int) -> None:
    mentees, mentors, blocked = a_random_cohort(seed, 20, 70)
    free = [Random(seed).choice([0, 0, one.capacity]) for one in mentors]

    explained = explain_unmatched(mentees, mentors, free, blocked)

    for one, mentee in zip(explained, sorted(mentees, key=lambda one: one.id), strict=True):
        broken = [_broken(mentee, mentor, places, blocked) for mentor, places in zip(mentors, free, strict=True)]
        expected = Counter(rules[0] for rules in broken if rules)
        assert {rule: count for rule, count in one.removed.items() if count} == dict(expected)


@pytest.mark.parametrize("demands", [LONG_ENOUGH, NEAR_PEERS])
@pytest.mark.parametrize("seed", range(20, 32))
def test_what_would_help_does_help_when_it_is_tried(seed: int, demands: Demands) -> None:
    mentees, mentors, blocked = a_random_cohort(seed, 40, 12)
    mentors = [replace(one, months_left=Random(one.id).choice([None, 2, 9])) for one in mentors]
    free = [Random(seed * 100 + place).choice([0, 0, 0, 1]) for place in range(len(mentors))]
    tried = 0

    for one in explain_unmatched(mentees, mentors, free, blocked, demands):
        mentee = next(other for other in mentees if other.id == one.mentee_id)
        if one.nearest_change is None:
            continue
        for suggestions in _ways(one.nearest_change):
            tried += 1
            assert _opens_a_place(one.nearest_change, suggestions, mentee, mentors, free, blocked, demands), one

    assert tried > 20


def _broken(mentee: Mentee, mentor: Mentor, places: int, blocked: object) -> list[Rule]:
    return broken_rules(mentee, replace(mentor, capacity=places), blocked)  # type: ignore[arg-type]


def _ways(change: Change) -> list[tuple[str, ...]]:
    """One kind of suggestion: each alone; several: all together; none: the change itself."""
    together = len({item.partition(":")[0] for item in change.suggestions}) > 1
    return [change.suggestions] if together or not change.suggestions else [(item,) for item in change.suggestions]


def _opens_a_place(
    change: Change,
    suggestions: Sequence[str],
    mentee: Mentee,
    mentors: Sequence[Mentor],
    free: Sequence[int],
    blocked: object,
    demands: Demands,
) -> bool:
    """Changes what is suggested, and nothing else, and looks for a mentor with a place under the rules of the domain."""
    named = {}
    for suggestion in suggestions:
        kind, _, item = suggestion.partition(":")
        named[kind] = item
    if "slot" in named:
        mentee = replace(mentee, slots=mentee.slots | {int(named["slot"])})
    if "language" in named:
        mentee = replace(mentee, languages=mentee.languages | {named["language"]})
    if Rule.GENDER in change.rules:
        mentee = replace(mentee, gender_must=None)
    if "stages_ahead" in named:
        demands = replace(demands, least_ahead=int(named["stages_ahead"]), most_ahead=int(named["stages_ahead"]))
    if Rule.SAME_PATH in change.rules:
        demands = replace(demands, same_path=False)
    for mentor, places in zip(mentors, free, strict=True):
        asked = replace(mentor, capacity=places)
        if mentor.id == named.get("mentor"):
            asked = _willing(asked, change)
        if not broken_rules(mentee, asked, blocked, demands):  # type: ignore[arg-type]
            return True
    return False


def _willing(mentor: Mentor, change: Change) -> Mentor:
    if Rule.CAPACITY in change.rules:
        mentor = replace(mentor, capacity=mentor.capacity + 1)
    if Rule.MINORS in change.rules:
        mentor = replace(mentor, checked=True, no_minors=False)
    return replace(mentor, months_left=None) if Rule.MONTHS_LEFT in change.rules else mentor
