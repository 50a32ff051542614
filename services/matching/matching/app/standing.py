"""A matched cohort kept ready between runs: everybody's columns, and what places were worth in the last run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from matching.app.cohort.coding import Codes, Floats, Ints
from matching.app.cohort.encode import Encoder, encode
from matching.app.cohort.mentor_index import MentorIndex, index_of
from matching.app.cohort.order import by_seed, positions
from matching.app.cohort.scan import best_mentors
from matching.app.cohort.shapes import Cohort
from matching.domain.hard_rules import Blocked
from matching.domain.options import MatchingOptions
from matching.domain.people import Mentee, Mentor
from matching.domain.weights import Weights


@dataclass(frozen=True, slots=True)
class Standing:
    """Prices by mentor position; surplus is what each mentee's best mentor leaves above the price, at least 0.

    The two together bound what any assignment of these people can be worth.
    """

    encoder: Encoder
    cohort: Cohort
    index: MentorIndex
    mentees: Mapping[str, int]
    mentors: Mapping[str, int]
    mentor_ids: tuple[str, ...]
    price: Floats
    surplus: Floats

    def mentor_of(self, pairs: Mapping[str, str]) -> Codes:
        """Mentor position for each mentee, -1 for nobody. Pairs of people who are not here are left out."""
        given = np.full(self.cohort.size, -1, np.int32)
        for mentee, mentor in pairs.items():
            if mentee in self.mentees and mentor in self.mentors:
                given[self.mentees[mentee]] = self.mentors[mentor]
        return given

    def free(self, mentor_of: Codes, away: Iterable[str]) -> Ints:
        """The places left at each mentor; mentors who are away have none."""
        taken = np.bincount(mentor_of[mentor_of >= 0], minlength=len(self.price))
        left = np.maximum(0, self.cohort.capacity - taken)
        left[[self.mentors[one] for one in away if one in self.mentors]] = 0
        return left


def standing_of(
    mentees: Iterable[Mentee],
    mentors: Iterable[Mentor],
    blocked: Blocked,
    weights: Weights,
    seed: int,
    options: MatchingOptions,
    prices: Mapping[str, float],
) -> Standing:
    """`prices` are those of the last run by mentor id; whoever has none is taken to cost nothing."""
    left, right = by_seed(mentees, seed, "mentees"), by_seed(mentors, seed, "mentors")
    encoder, cohort = encode(left, right, blocked, weights, options)
    index = index_of(cohort, cohort.capacity)
    price = np.array([max(0.0, prices.get(one.id, 0.0)) for one in right], np.float32)
    best = best_mentors(cohort, index, 1, price, np.zeros(cohort.size, np.float32))
    surplus = np.maximum(0, best.surplus[:, 0])
    ids = tuple(one.id for one in right)
    return Standing(encoder, cohort, index, positions(left), positions(right), ids, price, surplus)
