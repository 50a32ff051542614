"""How many people would both rather have each other: what a choice with the highest total costs in stability."""

import numpy as np

from matching.app.cohort.coding import Codes, Doubles
from matching.app.cohort.legal import broken_rules_of
from matching.app.cohort.shapes import Cohort
from matching.app.cohort.worth import worth_of

# each costs one look at all mentors; the share is known to within 2 points by so many
SAMPLED_MENTEES = 500
WORTH_MOVING_FOR = 0.05


def blocking_share(cohort: Cohort, mentor_of: Codes, seed: int) -> float | None:
    """Of a sample of mentees, the share with a mentor whom the rules allow and both of whose scores would rise by more than 0.05.

    A mentor with a free place gains by anybody, one without would give up the pair with the lowest score.
    """
    if not cohort.size or not len(cohort.capacity):
        return None
    got, lowest = _had(cohort, mentor_of)
    generator = np.random.Generator(np.random.PCG64(abs(seed)))
    sample = generator.choice(cohort.size, min(SAMPLED_MENTEES, cohort.size), replace=False)
    mentors = np.flatnonzero(cohort.capacity > 0).astype(np.int32)
    found = 0
    for row in sample:
        rows = np.full(len(mentors), row, np.int32)
        worth = worth_of(cohort, rows, mentors)
        better = np.flatnonzero(worth - np.maximum(got[row], lowest[mentors]) > WORTH_MOVING_FOR)
        found += bool(len(better)) and bool(np.any(broken_rules_of(cohort, rows[better], mentors[better]) == 0))
    return round(found / len(sample), 4)


def _had(cohort: Cohort, mentor_of: Codes) -> tuple[Doubles, Doubles]:
    """What each mentee's pair is worth, 0 without one, and the worth of each mentor's weakest pair, 0 with a place left."""
    paired = np.flatnonzero(mentor_of >= 0).astype(np.int32)
    worth = worth_of(cohort, paired, mentor_of[paired]).astype(np.float64)
    got, lowest = np.zeros(cohort.size), np.full(len(cohort.capacity), np.inf)
    got[paired] = worth
    np.minimum.at(lowest, mentor_of[paired], worth)
    lowest[np.bincount(mentor_of[paired], minlength=len(lowest)) < cohort.capacity] = 0
    return got, lowest
