"""Use case: give as many mentees as possible the best mentor, within the hard rules."""

from collections.abc import Iterable, Sequence

import numpy as np

from matching.app.cohort.legality import Legality
from matching.app.cohort.order import by_seed
from matching.app.cohort.pair_values import PairValues
from matching.app.cohort.solve import Solution, solve
from matching.app.explain_unmatched import explain_unmatched
from matching.domain.assignment import Assignment, Pair, Unmatched
from matching.domain.hard_rules import Blocked
from matching.domain.people import Mentee, Mentor
from matching.domain.rarity import Rarity, rarity_among
from matching.domain.reasons import reasons_for, shown_to_the_pair
from matching.domain.score import parts_of, score_of
from matching.domain.weights import Weights


def match_roster(
    mentees: Iterable[Mentee], mentors: Iterable[Mentor], blocked: Blocked, weights: Weights, seed: int
) -> Assignment:
    """The assignment with the highest sum of 0.5 + score, proved to within the returned gap.

    Ids are unique on each side. The order of people never changes the result; the seed decides ties.
    Pairs and unmatched people come sorted by mentee id.
    """
    left, right = by_seed(mentees, seed, "mentees"), by_seed(mentors, seed, "mentors")
    rarity = rarity_among([*left, *right])
    legality = Legality(left, right, blocked)
    solution = solve(PairValues(left, right, legality, weights, rarity), legality.capacity)
    return Assignment(
        pairs=_pairs(solution, left, right, weights, rarity),
        unmatched=_unmatched(solution, left, right, legality),
        objective=solution.objective,
        bound=solution.bound,
        rounds=solution.rounds,
    )


def _pairs(
    solution: Solution, mentees: Sequence[Mentee], mentors: Sequence[Mentor], weights: Weights, rarity: Rarity
) -> tuple[Pair, ...]:
    places = ((mentee, place) for mentee, place in zip(mentees, solution.mentor_of, strict=True) if place >= 0)
    pairs = (_pair(mentee, mentors[place], weights, rarity) for mentee, place in places)
    return tuple(sorted(pairs, key=lambda pair: pair.mentee_id))


def _pair(mentee: Mentee, mentor: Mentor, weights: Weights, rarity: Rarity) -> Pair:
    parts = parts_of(mentee, mentor, rarity)
    reasons = reasons_for(mentee, mentor, parts, weights, rarity)
    return Pair(mentee.id, mentor.id, score_of(parts, weights), reasons, shown_to_the_pair(reasons))


def _unmatched(
    solution: Solution, mentees: Sequence[Mentee], mentors: Sequence[Mentor], legality: Legality
) -> tuple[Unmatched, ...]:
    taken = np.bincount(solution.mentor_of[solution.mentor_of >= 0], minlength=len(mentors))
    free = legality.capacity - taken
    alone = np.flatnonzero(solution.mentor_of < 0)
    explained = (explain_unmatched(int(row), mentees, mentors, legality, free) for row in alone)
    return tuple(sorted(explained, key=lambda one: one.mentee_id))
