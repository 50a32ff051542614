"""The kernels say of whole cohorts what the domain says of single pairs."""

import numpy as np
import pytest

from matching.app.cohort.coding import Codes, Floats
from matching.app.cohort.encode import encode
from matching.app.cohort.legal import BIT, broken_rules_of
from matching.app.cohort.mentor_index import index_of
from matching.app.cohort.scan import best_mentors
from matching.app.cohort.shapes import Cohort
from matching.app.cohort.too_weak import too_weak
from matching.app.cohort.worth import bonus_of, worth_of
from matching.domain.hard_rules import Blocked, Rule, breaks, broken_rules
from matching.domain.options import MatchingOptions
from matching.domain.people import Mentee, Mentor
from matching.domain.rarity import rarity_among
from matching.domain.score import parts_of, score_of
from matching.domain.weights import Weights
from matching.testing import a_mentee, a_mentor, a_random_cohort

People = tuple[list[Mentee], list[Mentor], Blocked]


def as_columns(people: People, options: MatchingOptions | None = None) -> Cohort:
    mentees, mentors, blocked = people
    return encode(mentees, mentors, blocked, Weights(), options or MatchingOptions())


def worths_one_by_one(people: People) -> Floats:
    """0.5 + score by the domain's own functions; 0 where a rule says no."""
    mentees, mentors, blocked = people
    rarity = rarity_among([*mentees, *mentors])
    worth = np.zeros((len(mentees), len(mentors)), np.float32)
    for row, mentee in enumerate(mentees):
        for column, mentor in enumerate(mentors):
            if not broken_rules(mentee, mentor, blocked):
                worth[row, column] = 0.5 + score_of(parts_of(mentee, mentor, rarity), Weights())
    return worth


def every_pair(mentees: int, mentors: int) -> tuple[Codes, Codes]:
    return np.repeat(np.arange(mentees), mentors), np.tile(np.arange(mentors), mentees)


def scanned(cohort: Cohort, most: int, price: Floats, floor: Floats) -> Floats:
    """The surplus of each pair that the scan lists; 0 for the others."""
    best = best_mentors(cohort, index_of(cohort, cohort.capacity), most, price, floor)
    listed = np.zeros((cohort.size, len(price)), np.float32)
    row, place = np.nonzero(best.mentor >= 0)
    listed[row, best.mentor[row, place]] = best.surplus[row, place]
    return listed


def test_every_pair_is_judged_as_the_domain_judges_it() -> None:
    mentees, mentors, blocked = people = a_random_cohort(5, 40, 30)

    bits = broken_rules_of(as_columns(people), *every_pair(40, 30)).reshape(40, 30)

    for rule in Rule:
        if rule is not Rule.CAPACITY:
            single = [[breaks(rule, mentee, mentor, blocked) for mentor in mentors] for mentee in mentees]
            assert np.array_equal(bits & BIT[rule] > 0, single), rule


def test_more_than_sixty_four_languages_are_told_apart() -> None:
    many = [f"l{number}" for number in range(130)]
    mentees = [a_mentee(id=code, languages=frozenset({code})) for code in many]
    mentors = [a_mentor(id=f"mentor {code}", languages=frozenset({code})) for code in many]
    cohort = as_columns((mentees, mentors, ()))

    bits = broken_rules_of(cohort, *every_pair(130, 130)).reshape(130, 130)
    listed = scanned(cohort, 130, np.zeros(130, np.float32), np.zeros(130, np.float32))

    assert np.array_equal(bits == BIT[Rule.LANGUAGE], ~np.eye(130, dtype=bool))
    assert np.array_equal(listed > 0, np.eye(130, dtype=bool))


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_every_pair_scores_as_the_domain_scores_it(seed: int) -> None:
    people = a_random_cohort(seed, 30, 25)
    expected = worths_one_by_one(people)
    cohort = as_columns(people)

    listed = scanned(cohort, 25, np.zeros(25, np.float32), np.zeros(30, np.float32))

    assert np.array_equal(listed > 0, expected > 0)
    assert listed == pytest.approx(expected, abs=1e-6)
    mentee, mentor = np.nonzero(expected)
    assert worth_of(cohort, mentee, mentor) == pytest.approx(expected[mentee, mentor], abs=1e-6)
    assert np.count_nonzero(expected) > 50


@pytest.mark.parametrize("most", [1, 3, 8])
def test_a_short_list_holds_the_best_above_price_and_floor(most: int) -> None:
    people = a_random_cohort(14, 60, 50)
    numbers = np.random.Generator(np.random.PCG64(1))
    price, floor = (numbers.random(size, np.float32) * np.float32(0.4) for size in (50, 60))
    legal = worths_one_by_one(people)
    surplus = np.where(legal > 0, legal - price, 0)
    rank = np.argsort(np.argsort(-surplus, axis=1, kind="stable"), axis=1)
    expected = np.where((surplus > floor[:, None]) & (rank < most), surplus, 0)

    assert scanned(as_columns(people), most, price, floor) == pytest.approx(expected, abs=1e-6)


def test_equals_are_not_the_same_few_for_everybody() -> None:
    mentees = [a_mentee(id=f"e{number}") for number in range(200)]
    mentors = [a_mentor(id=f"r{number}") for number in range(200)]

    listed = scanned(as_columns((mentees, mentors, ())), 3, np.zeros(200, np.float32), np.zeros(200, np.float32))

    assert np.count_nonzero(listed.any(axis=0)) > 150


def test_bonuses_are_added_to_what_a_pair_is_worth() -> None:
    mentees = [a_mentee(id="new"), a_mentee(id="old", waiting_days=146, former_mentor_id="grace")]
    options = MatchingOptions(waiting_priority=0.1, continuity=0.2)
    cohort = as_columns((mentees, [a_mentor(), a_mentor(id="other")], ()), options)
    rows, columns = every_pair(2, 2)

    assert bonus_of(cohort, rows, columns) == pytest.approx([0, 0, 0.04 + 0.2, 0.04])
    listed = scanned(cohort, 2, np.zeros(2, np.float32), np.zeros(2, np.float32))
    assert listed.ravel() == pytest.approx(worth_of(cohort, rows, columns) + bonus_of(cohort, rows, columns))


def test_a_pair_below_the_minimum_score_is_not_listed_whatever_its_bonus() -> None:
    mentees = [a_mentee(field="law", former_mentor_id="grace", waiting_days=400)]
    mentors = [a_mentor(), a_mentor(id="lawyer", field="law")]
    options = MatchingOptions(waiting_priority=0.5, continuity=0.5, minimum_score=0.2)

    listed = scanned(as_columns((mentees, mentors, ()), options), 2, np.zeros(2, np.float32), np.zeros(1, np.float32))

    assert (listed > 0).tolist() == [[False, True]]


def test_a_mentor_who_leaves_too_soon_is_not_listed() -> None:
    mentors = [a_mentor(id="soon", months_left=2), a_mentor(id="long", months_left=6), a_mentor(id="open")]
    cohort = as_columns(([a_mentee()], mentors, ()), MatchingOptions(months_needed=6))

    assert (scanned(cohort, 3, np.zeros(3, np.float32), np.zeros(1, np.float32)) > 0).tolist() == [[False, True, True]]
    assert broken_rules_of(cohort, *every_pair(1, 3)).tolist() == [BIT[Rule.MONTHS_LEFT], 0, 0]


@pytest.mark.parametrize(
    "options", [MatchingOptions(min_stages_ahead=1, max_stages_ahead=3), MatchingOptions(same_path=True, max_stages_ahead=2)]
)
def test_near_peers_are_judged_and_listed_as_the_domain_judges_them(options: MatchingOptions) -> None:
    mentees, mentors, blocked = people = a_random_cohort(8, 40, 30)
    cohort = as_columns(people, options)

    bits = broken_rules_of(cohort, *every_pair(40, 30)).reshape(40, 30)
    listed = scanned(cohort, 30, np.zeros(30, np.float32), np.zeros(40, np.float32))

    for row, mentee in enumerate(mentees):
        for column, mentor in enumerate(mentors):
            broken = broken_rules(mentee, mentor, blocked, options.demands)
            assert bits[row, column] == sum(BIT[rule] for rule in broken if rule is not Rule.CAPACITY)
            assert (listed[row, column] > 0) == (not broken)


def test_free_mentors_below_the_minimum_score_are_counted() -> None:
    mentees = [a_mentee(id="lawyer", field="law"), a_mentee(id="other")]
    mentors = [a_mentor(id="1", field="law"), a_mentor(id="2"), a_mentor(id="3"), a_mentor(id="4", slots=frozenset({1}))]
    cohort = as_columns((mentees, mentors, ()), MatchingOptions(minimum_score=0.2))
    free = np.array([1, 1, 0, 1], np.int64)

    assert too_weak(cohort, np.arange(2, dtype=np.int32), free).tolist() == [1, 2]
    assert too_weak(as_columns((mentees, mentors, ())), np.arange(2, dtype=np.int32), free).tolist() == [0, 0]
