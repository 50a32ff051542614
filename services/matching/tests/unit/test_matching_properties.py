"""Whatever the cohort: the best choice there is, within the rules, the same for any order, and never above its own bound."""

from collections import Counter
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from matching.app.cohort import candidates, proof, scan
from matching.app.cohort.encode import encode
from matching.app.cohort.legal import broken_rules_of
from matching.app.cohort.question import question_of
from matching.app.cohort.shapes import ANY_PATH
from matching.app.cohort.solve import solve
from matching.app.match_roster import match_roster
from matching.domain.assignment import Assignment
from matching.domain.hard_rules import NO_DEMANDS, Blocked, Demands, broken_rules
from matching.domain.options import MatchingOptions
from matching.domain.people import Mentee, Mentor
from matching.domain.rarity import rarity_among
from matching.domain.score import parts_of, score_of
from matching.domain.weights import Weights
from matching.testing import a_random_cohort

ROUNDING = 0.0001

People = tuple[list[Mentee], list[Mentor], Blocked]

cohorts = st.builds(a_random_cohort, seed=st.integers(0, 10**6), mentees=st.integers(1, 25), mentors=st.integers(1, 20))
weightings = st.builds(
    Weights, **{name: st.sampled_from([0.0, 0.1, 0.5, 3.0]) for name in ("interests", "skills", "goal", "text", "identity")}
)
limits = st.sampled_from([(None, None), (1, None), (None, 2), (0, 0), (1, 3), (2, 6)])
near_peers = st.builds(
    lambda limit, same_path: MatchingOptions(min_stages_ahead=limit[0], max_stages_ahead=limit[1], same_path=same_path),
    limits,
    st.booleans(),
)
many = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def best_possible(people: People, weights: Weights, demands: Demands = NO_DEMANDS) -> float:
    """The optimum by another method: a dense assignment with one column for every place."""
    mentees, mentors, blocked = people
    rarity = rarity_among([*mentees, *mentors])
    places = [mentor for mentor in mentors for _ in range(mentor.capacity)]
    worth = np.zeros((len(mentees), max(1, len(places))))
    for row, mentee in enumerate(mentees):
        for column, mentor in enumerate(places):
            if not broken_rules(mentee, mentor, blocked, demands):
                worth[row, column] = 0.5 + score_of(parts_of(mentee, mentor, rarity), weights)
    return float(worth[linear_sum_assignment(worth, maximize=True)].sum())


def faults_of(people: People, found: Assignment, demands: Demands = NO_DEMANDS) -> list[str]:
    mentees, mentors, blocked = people
    left, right = {one.id: one for one in mentees}, {one.id: one for one in mentors}
    pairs = [(left[pair.mentee_id], right[pair.mentor_id]) for pair in found.pairs]
    faults = [str(rule) for pair in pairs for rule in broken_rules(*pair, blocked, demands)]
    load = Counter(pair.mentor_id for pair in found.pairs)
    faults += ["capacity" for mentor in mentors if load[mentor.id] > mentor.capacity]
    everybody = Counter([pair.mentee_id for pair in found.pairs] + [one.mentee_id for one in found.unmatched])
    return faults + ["somebody is missing or twice" for mentee in mentees if everybody[mentee.id] != 1]


@many
@given(people=cohorts, weights=weightings, seed=st.integers(0, 5))
def test_the_choice_is_the_best_there_is_and_keeps_the_rules(people: People, weights: Weights, seed: int) -> None:
    found = match_roster(*people, weights, seed)

    assert faults_of(people, found) == []
    assert found.objective == pytest.approx(best_possible(people, weights), abs=ROUNDING * len(people[0]))
    assert found.objective == pytest.approx(sum(0.5 + pair.score for pair in found.pairs), abs=1e-4)


@many
@given(people=cohorts, options=near_peers, shortest=st.sampled_from([None, 1, 3]))
def test_near_peers_are_the_best_there_are_and_always_near(
    people: People, options: MatchingOptions, shortest: int | None
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if shortest is not None:
            patch.setattr(candidates, "PAIRS_TAKEN_WHOLE", 0)
            patch.setattr(candidates, "BEST_OF_A_MENTEE", shortest)
        found = match_roster(*people, Weights(), 1, options)
    best = best_possible(people, Weights(), options.demands)

    assert faults_of(people, found, options.demands) == []
    assert found.bound >= best - 1e-9
    if shortest is None:
        assert found.objective == pytest.approx(best, abs=ROUNDING * len(people[0]))


@many
@given(people=cohorts, seed=st.integers(0, 5))
def test_limits_that_leave_everybody_in_change_nothing(people: People, seed: int) -> None:
    """With everybody at one stage any limit from 0 on lets them pass."""
    mentees, mentors, blocked = people
    level = [replace(one, stage=3) for one in mentees], [replace(one, stage=3) for one in mentors], blocked

    limited = match_roster(*level, Weights(), seed, MatchingOptions(min_stages_ahead=0, max_stages_ahead=7))

    assert limited.pairs == match_roster(*level, Weights(), seed).pairs


@many
@given(people=cohorts, weights=weightings, shortest=st.integers(1, 4))
def test_the_bound_is_never_below_the_optimum_however_short_the_lists(people: People, weights: Weights, shortest: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "PAIRS_TAKEN_WHOLE", 0)
        patch.setattr(candidates, "BEST_OF_A_MENTEE", shortest)
        patch.setattr(proof, "MISSING_OF_A_MENTEE", shortest)
        found = match_roster(*people, weights, 1)

    assert found.bound >= best_possible(people, weights) - 1e-9
    assert found.objective <= found.bound
    assert faults_of(people, found) == []


@many
@given(people=cohorts, seed=st.integers(0, 5), shuffle=st.integers(0, 100))
def test_the_order_of_people_plays_no_part(people: People, seed: int, shuffle: int) -> None:
    mentees, mentors, blocked = people
    first = match_roster(mentees, mentors, blocked, Weights(), seed)
    shuffled = [*mentees], [*mentors]
    for side in shuffled:
        Random(shuffle).shuffle(side)

    assert match_roster(*shuffled, blocked, Weights(), seed) == first


@many
@given(people=cohorts, threads=st.sampled_from([1, 2, 5]))
def test_the_number_of_threads_plays_no_part(people: People, threads: int) -> None:
    first = match_roster(*people, Weights(), 1)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "FEW_ROWS", 0)
        patch.setattr(scan, "ROWS_AT_ONCE", 3)
        patch.setattr(scan.os, "sched_getaffinity", lambda _: range(threads))
        assert match_roster(*people, Weights(), 1) == first


@many
@given(
    people=cohorts,
    options=st.builds(MatchingOptions, minimum_score=st.sampled_from([0.2, 0.35, 0.5]), months_needed=st.just(0)),
)
def test_nobody_is_forced_into_a_pair_below_the_minimum_score(people: People, options: MatchingOptions) -> None:
    found = match_roster(*people, Weights(), 1, options)

    assert all(pair.score >= options.minimum_score - 1e-6 for pair in found.pairs)
    assert faults_of(people, found) == []


@pytest.mark.parametrize("column", ["organisation", "languages", "slots", "minor", "gender_must", "barred", "stages", "path"])
def test_a_scan_that_forgets_a_rule_is_found_out(column: str) -> None:
    """The comparison with the domain sees each rule: with its column blanked, pairs turn up that the domain refuses."""
    mentees, mentors, blocked = a_random_cohort(77, 60, 50)
    blocked = {(mentee.id, mentor.id) for mentee in mentees[::2] for mentor in mentors[::2]}
    options = (
        MatchingOptions(max_stages_ahead=3, same_path=column == "path") if column in ("stages", "path") else MatchingOptions()
    )
    cohort = encode(mentees, mentors, blocked, Weights(), options)
    blank = {
        "organisation": np.full(60, -1, np.int32),
        "languages": np.full_like(cohort.mentees.languages, 2**63 - 1),
        "slots": np.full_like(cohort.mentees.slots, 2**63 - 1),
        "minor": np.zeros(60, bool),
        "gender_must": np.full(60, -1, np.int32),
        "barred": np.full_like(cohort.mentees.barred, -1),
        "most_stage": np.full(60, 7, np.int32),
        "path": np.full(60, ANY_PATH, np.int32),
    }
    blanked = "most_stage" if column == "stages" else column
    forgetful = replace(cohort, mentees=cohort.mentees._replace(**{blanked: blank[blanked]}))
    found = solve(question_of(forgetful, cohort.capacity), lambda stage: None).mentor_of
    paired = np.flatnonzero(found >= 0)

    assert np.any(broken_rules_of(cohort, paired, found[paired]))
