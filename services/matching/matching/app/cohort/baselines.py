"""What simpler ways of matching would give the same people: a random legal mentor each, and first come, first served."""

import numpy as np

from matching.app.cohort.candidates import Arcs
from matching.app.cohort.coding import Codes, Ints
from matching.app.cohort.compiled import kernel, part
from matching.app.cohort.legal import broken
from matching.app.cohort.shapes import Cohort, MenteeColumns, MentorColumns, Terms
from matching.app.cohort.worth import of_features, of_traits, worth_of
from matching.domain.assignment import Baseline
from matching.domain.score import WORTH_OF_A_PAIR

# so many draws find a free legal mentor nearly always; then everybody is looked at in turn
DRAWS = 64


def baselines_of(cohort: Cohort, arcs: Arcs, bound: float, seed: int) -> tuple[Baseline, ...]:
    """Both take mentees in an order drawn by the run's seed. `arcs` are each mentee's best legal mentors, all of them or as
    many as the run looked at."""
    ways = (("random", _at_random(cohort, seed)), ("first_come", _first_come(cohort, arcs)))
    return tuple(baseline(name, cohort, mentor_of, bound) for name, mentor_of in ways)


def baseline(name: str, cohort: Cohort, mentor_of: Codes, bound: float) -> Baseline:
    paired = np.flatnonzero(mentor_of >= 0).astype(np.int32)
    worth = worth_of(cohort, paired, mentor_of[paired]).astype(np.float64)
    total = float(worth.sum())
    return Baseline(
        name=name,
        pairs=len(paired),
        unmatched=cohort.size - len(paired),
        mean_score=total / len(paired) - WORTH_OF_A_PAIR if len(paired) else 0.0,
        share_of_bound=min(1.0, total / bound) if bound > 0 else 1.0,
    )


def _at_random(cohort: Cohort, seed: int) -> Codes:
    mentor_of = np.full(cohort.size, -1, np.int32)
    given = np.flatnonzero((cohort.capacity > 0) & cohort.mentors.stays).astype(np.int32)
    if len(given):
        generator = np.random.Generator(np.random.PCG64(abs(seed)))
        draws = generator.integers(0, len(given), (cohort.size, DRAWS), np.int32)
        _draw(draws, given, cohort.mentees, cohort.mentors, cohort.capacity.copy(), mentor_of)
    return mentor_of


@kernel
def _draw(draws: Codes, given: Codes, mentees: MenteeColumns, mentors: MentorColumns, free: Ints, mentor_of: Codes) -> None:
    for row in range(len(mentor_of)):
        for turn in range(draws.shape[1] + len(given)):
            place = draws[row, turn] if turn < draws.shape[1] else (draws[row, 0] + turn) % len(given)
            mentor = given[place]
            if free[mentor] > 0 and broken(row, mentor, mentees, mentors) == 0:
                free[mentor] -= 1
                mentor_of[row] = mentor
                break


def _first_come(cohort: Cohort, arcs: Arcs) -> Codes:
    """Each takes the best mentor who still has a place; whoever finds all of the own list taken looks at everybody."""
    mentor_of = np.full(cohort.size, -1, np.int32)
    best_first = np.lexsort((np.arange(len(arcs)), -arcs.value, arcs.mentee))
    first = np.searchsorted(arcs.mentee, np.arange(cohort.size + 1)).astype(np.int64)
    _take_best(first, arcs.mentor[best_first], cohort.mentees, cohort.mentors, cohort.terms, cohort.capacity.copy(), mentor_of)
    return mentor_of


@kernel
def _take_best(
    first: Ints, listed: Codes, mentees: MenteeColumns, mentors: MentorColumns, terms: Terms, free: Ints, mentor_of: Codes
) -> None:
    for row in range(len(mentor_of)):
        for arc in range(first[row], first[row + 1]):
            if free[listed[arc]] > 0:
                mentor_of[row] = listed[arc]
                break
        if mentor_of[row] < 0 and first[row + 1] > first[row]:
            mentor_of[row] = _best_free(row, mentees, mentors, terms, free)
        if mentor_of[row] >= 0:
            free[mentor_of[row]] -= 1


@part
def _best_free(row: int, mentees: MenteeColumns, mentors: MentorColumns, terms: Terms, free: Ints) -> int:
    best, found = terms.least, -1
    for mentor in range(len(free)):
        if free[mentor] < 1 or broken(row, mentor, mentees, mentors):
            continue
        worth = of_traits(mentees, row, terms, mentors.identity[mentor], mentors.stage[mentor], mentors.low[mentor])
        worth = of_features(mentees, row, mentors, mentor, worth)
        if worth > best:
            best, found = worth, mentor
    return found
