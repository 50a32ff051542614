"""One more look at all pairs, with prices: an upper bound no assignment can exceed, and the pairs that were missing."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matching.app.cohort.candidates import Arcs, best_of, joined
from matching.app.cohort.columns import Floats
from matching.app.cohort.flow import UNITS, Ints
from matching.app.cohort.pair_values import PairValues

MISSING_OF_A_MENTEE = 10


@dataclass(frozen=True, slots=True)
class Proof:
    """Bound is in values. Missing are pairs, not yet candidates, that the prices say could improve the assignment."""

    bound: float
    missing: Arcs


def prove(values: PairValues, arcs: Arcs, price: Ints, capacity: Ints) -> Proof:
    """Weak duality: places at their price, plus what the best pair of each mentee leaves above it, bound every choice."""
    cost = (price / UNITS).astype(np.float32)
    profit = _profit(values.mentees, arcs, cost)
    tops: list[float] = []
    missing = joined(_missing(values, cost, profit, tops))
    bound = float(np.sum(capacity * price) / UNITS + np.sum(tops))
    return Proof(bound, missing)


def _profit(mentees: int, arcs: Arcs, cost: Floats) -> Floats:
    """What each mentee's best candidate is worth above its price, at least 0."""
    profit = np.zeros(mentees, np.float32)
    np.maximum.at(profit, arcs.mentee, arcs.value - cost[arcs.mentor])
    return profit


def _missing(values: PairValues, cost: Floats, profit: Floats, tops: list[float]) -> Iterator[Arcs]:
    # two units: less than that is rounding
    step = np.float32(2 / UNITS)
    for rows, block in values.blocks():
        block -= cost
        top = block.max(axis=1, initial=0)
        tops.append(float(np.sum(top, dtype=np.float64)))
        short = np.flatnonzero(top > profit[rows] + step)
        if len(short):
            # surplus over the present profit, so that positive means missing
            surplus = block[short] - (profit[rows][short, None] + step)
            found = best_of(surplus, 0, MISSING_OF_A_MENTEE)
            value = block[short[found.mentee], found.mentor] + cost[found.mentor]
            yield Arcs((short[found.mentee] + rows.start).astype(np.int32), found.mentor, value)
