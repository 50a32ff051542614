"""From people to the best assignment and its proof: choose, price, add the pairs that were missing, choose again."""

from dataclasses import dataclass

import numpy as np

from matching.app.cohort.candidates import Arcs, first_candidates
from matching.app.cohort.columns import Codes
from matching.app.cohort.flow import Ints, best_flow
from matching.app.cohort.pair_values import PairValues
from matching.app.cohort.prices import place_prices
from matching.app.cohort.proof import prove

# stop when at most this share of the bound is open ...
GAP = 0.001
# ... or after this many rounds; each found pair was the best missing one, so gains fall quickly
MOST_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Solution:
    """Mentor position for each mentee (-1: nobody), objective and bound in values, price of a place in units."""

    mentor_of: Codes
    objective: float
    bound: float
    price: Ints
    rounds: int


def solve(values: PairValues, capacity: Ints) -> Solution:
    """The best assignment, with at least 99.9 % of the bound unless the rounds run out first."""
    arcs = first_candidates(values)
    bound = np.inf
    for rounds in range(MOST_ROUNDS + 1):
        chosen = best_flow(arcs, values.mentees, capacity)
        price = place_prices(arcs, chosen, capacity)
        proof = prove(values, arcs, price, capacity)
        bound = min(bound, proof.bound)
        objective = float(np.sum(arcs.value[chosen[chosen >= 0]], dtype=np.float64))
        enough = objective >= (1 - GAP) * bound and not _someone_could_be_placed(proof.missing, chosen, price)
        if enough or rounds == MOST_ROUNDS or not len(proof.missing.mentee):
            return Solution(_mentors(arcs, chosen), objective, bound, price, rounds)
        arcs = arcs.with_more(proof.missing)
    raise AssertionError("unreachable: the last round returns")


def _mentors(arcs: Arcs, chosen: Codes) -> Codes:
    return np.where(chosen >= 0, arcs.mentor[chosen], -1).astype(np.int32) if len(arcs.mentor) else chosen


def _someone_could_be_placed(missing: Arcs, chosen: Codes, price: Ints) -> bool:
    """Whether an unmatched mentee has a legal mentor whose place costs nothing."""
    return bool(np.any((chosen[missing.mentee] < 0) & (price[missing.mentor] == 0)))
