"""Choosing pairs: as good as can be, within the rules, whatever the order of the files."""

from collections import Counter
from random import Random

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from matching.app.cohort import candidates
from matching.app.match_roster import match_roster
from matching.domain.assignment import Assignment
from matching.domain.hard_rules import Blocked, broken_rules
from matching.domain.people import Mentee, Mentor
from matching.domain.rarity import rarity_among
from matching.domain.score import parts_of, score_of
from matching.domain.weights import Weights
from matching.testing import a_mentee, a_mentor, a_random_cohort

ROUNDING = 0.0001


def best_possible(mentees: list[Mentee], mentors: list[Mentor], blocked: Blocked) -> float:
    """The optimum by another method: a dense assignment with one column for every place."""
    rarity = rarity_among([*mentees, *mentors])
    places = [mentor for mentor in mentors for _ in range(mentor.capacity)]
    worth = np.zeros((len(mentees), len(places)))
    for row, mentee in enumerate(mentees):
        for column, mentor in enumerate(places):
            if not broken_rules(mentee, mentor, blocked):
                worth[row, column] = 0.5 + score_of(parts_of(mentee, mentor, rarity), Weights())
    return float(worth[linear_sum_assignment(worth, maximize=True)].sum())


def run(cohort: tuple[list[Mentee], list[Mentor], Blocked], seed: int = 1) -> Assignment:
    return match_roster(*cohort, Weights(), seed=seed)


@pytest.fixture
def short_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a small cohort take the way of a large one: a few candidates each, then rounds of pairs found by price."""
    monkeypatch.setattr(candidates, "PAIRS_TAKEN_WHOLE", 0)
    monkeypatch.setattr(candidates, "BEST_OF_A_MENTEE", 2)


@pytest.mark.parametrize(("seed", "mentees", "mentors"), [(1, 30, 25), (2, 40, 10), (3, 12, 40), (4, 50, 40)])
def test_no_other_choice_of_pairs_is_worth_more(seed: int, mentees: int, mentors: int) -> None:
    cohort = a_random_cohort(seed, mentees, mentors)
    optimum = best_possible(*cohort)

    assignment = run(cohort)

    assert assignment.objective == pytest.approx(optimum, abs=ROUNDING * mentees)
    assert assignment.bound >= optimum - 1e-4


@pytest.mark.usefixtures("short_lists")
@pytest.mark.parametrize("seed", [5, 6, 7, 8])
def test_pairs_found_by_price_make_up_for_short_candidate_lists(seed: int) -> None:
    cohort = a_random_cohort(seed, 50, 35)
    optimum = best_possible(*cohort)

    assignment = run(cohort)

    assert assignment.bound >= optimum - 1e-4
    assert assignment.share_of_bound > 0.999
    assert assignment.objective >= 0.999 * optimum


def test_the_value_reported_is_the_value_of_the_pairs() -> None:
    assignment = run(a_random_cohort(9, 60, 50))

    assert assignment.objective == pytest.approx(sum(0.5 + pair.score for pair in assignment.pairs), abs=1e-4)


@pytest.mark.parametrize("seed", range(20, 26))
def test_no_pair_breaks_a_hard_rule_and_no_mentor_has_too_many(seed: int) -> None:
    mentees, mentors, blocked = cohort = a_random_cohort(seed, 100, 60)
    left, right = {one.id: one for one in mentees}, {one.id: one for one in mentors}

    pairs = run(cohort).pairs

    assert [broken_rules(left[pair.mentee_id], right[pair.mentor_id], blocked) for pair in pairs] == [[]] * len(pairs)
    load = Counter(pair.mentor_id for pair in pairs)
    assert all(load[mentor.id] <= mentor.capacity for mentor in mentors)
    assert len({pair.mentee_id for pair in pairs}) == len(pairs)


@pytest.mark.usefixtures("short_lists")
@pytest.mark.parametrize("seed", range(30, 36))
def test_nobody_is_left_out_while_a_mentor_who_fits_has_a_place(seed: int) -> None:
    mentees, mentors, blocked = cohort = a_random_cohort(seed, 60, 50)

    assignment = run(cohort)

    load = Counter(pair.mentor_id for pair in assignment.pairs)
    free = [mentor for mentor in mentors if load[mentor.id] < mentor.capacity]
    left = {one.id: one for one in mentees}
    for one in assignment.unmatched:
        assert all(broken_rules(left[one.mentee_id], mentor, blocked) for mentor in free)


def test_the_order_of_people_does_not_change_the_result() -> None:
    mentees, mentors, blocked = a_random_cohort(40, 80, 60)
    first = match_roster(mentees, mentors, blocked, Weights(), seed=1)

    Random(1).shuffle(mentees)
    Random(2).shuffle(mentors)

    assert match_roster(mentees, mentors, blocked, Weights(), seed=1) == first


def test_the_seed_decides_between_equals() -> None:
    mentees = [a_mentee(id=f"e{number}") for number in range(20)]
    mentors = [a_mentor(id=f"r{number}") for number in range(10)]

    winners = [{pair.mentee_id for pair in match_roster(mentees, mentors, (), Weights(), seed=s).pairs} for s in (1, 2)]

    assert len(winners[0]) == len(winners[1]) == 10
    assert winners[0] != winners[1]


@pytest.mark.parametrize(
    ("mentees", "mentors", "blocked"),
    [
        ([], [], ()),
        ([], [a_mentor()], ()),
        ([a_mentee()], [], ()),
        ([a_mentee()], [a_mentor(capacity=0)], ()),
        ([a_mentee()], [a_mentor()], {("ada", "grace")}),
        ([a_mentee(id="sam")], [a_mentor(id="sam")], ()),
    ],
)
def test_a_run_without_possible_pairs_ends_well(mentees: list[Mentee], mentors: list[Mentor], blocked: Blocked) -> None:
    assignment = match_roster(mentees, mentors, blocked, Weights(), seed=1)

    assert assignment.pairs == ()
    assert [one.mentee_id for one in assignment.unmatched] == [mentee.id for mentee in mentees]
    assert (assignment.share_of_bound, assignment.bound_gap) == (1.0, 0.0)


def test_a_block_on_somebody_who_is_not_here_changes_nothing() -> None:
    assert len(match_roster([a_mentee()], [a_mentor()], {("ada", "nobody"), ("nobody", "grace")}, Weights(), 1).pairs) == 1


@pytest.mark.usefixtures("short_lists")
def test_people_who_are_all_alike_do_not_crowd_around_the_same_mentors() -> None:
    mentees = [a_mentee(id=f"e{number}") for number in range(300)]
    mentors = [a_mentor(id=f"r{number}") for number in range(300)]

    assignment = match_roster(mentees, mentors, (), Weights(), seed=1)

    assert len(assignment.pairs) == 300
