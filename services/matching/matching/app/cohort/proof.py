"""One more look at all pairs, with prices: an upper bound no assignment can exceed, and the pairs that were missing."""

from dataclasses import dataclass

import numpy as np

from matching.app.cohort.candidates import NO_ARCS, Arcs, arcs_of, joined
from matching.app.cohort.coding import Codes, Floats
from matching.app.cohort.flow import UNITS
from matching.app.cohort.mentor_index import index_of
from matching.app.cohort.prices import Prices
from matching.app.cohort.question import Question
from matching.app.cohort.scan import Best, best_mentors
from matching.app.cohort.shapes import Cohort
from matching.app.cohort.worth import bonus_of, worth_of

MISSING_OF_A_MENTEE = 10
# less than two units is rounding
STEP = np.float32(2 / UNITS)
# sums of some twenty floats of 32 bits are off by less than this
ROUNDING = 2e-6


@dataclass(frozen=True, slots=True)
class Proof:
    """Bound is in values, and `surplus` what each mentee's best choice leaves above its price: together with the prices they
    bound any assignment. Missing are pairs, not yet candidates, that the prices say could improve the assignment."""

    bound: float
    surplus: Floats
    missing: Arcs
    someone_fits_a_free_place: bool


def prove(question: Question, arcs: Arcs, chosen: Codes, prices: Prices) -> Proof:
    """Weak duality: places at their price, plus what the best choice of each mentee leaves above it, bound every choice."""
    cohort, groups = question.cohort, question.groups
    cost = prices.in_worth
    profit = (-prices.alone / UNITS).astype(np.float32)[groups.of]
    np.maximum.at(profit, arcs.mentee, arcs.value - cost[arcs.mentor])
    best = best_mentors(cohort, question.index, MISSING_OF_A_MENTEE, cost, profit)
    surplus = np.maximum(profit, best.surplus[:, 0])
    in_units = int(np.sum(question.places * prices.place)) + groups.worth_at(prices.alone) - groups.kept_reward()
    with_choice = (np.bincount(arcs.mentee, minlength=cohort.size) > 0) | (surplus > 0)
    bound = in_units / UNITS + float(np.sum(surplus, dtype=np.float64)) + ROUNDING * int(with_choice.sum())
    into_places = _into_free_places(question, arcs, chosen, profit + STEP)
    missing = joined([_missing(cohort, best, profit + STEP), into_places])
    return Proof(bound, surplus, missing, len(into_places) > 0)


def _missing(cohort: Cohort, best: Best, enough: Floats) -> Arcs:
    gains = best.surplus > enough[:, None]
    found = arcs_of(Best(np.where(gains, best.mentor, -1), best.surplus))
    value = worth_of(cohort, found.mentee, found.mentor) + bonus_of(cohort, found.mentee, found.mentor)
    return Arcs(found.mentee, found.mentor, value)


def _into_free_places(question: Question, arcs: Arcs, chosen: Codes, enough: Floats) -> Arcs:
    """For those who got nobody, the best mentors of whom a place is left over: among many alike, prices alone would bring up
    others first."""
    taken = np.bincount(arcs.mentor[chosen[chosen >= 0]], minlength=len(question.free)) if len(arcs) else 0
    left_over = question.places - taken
    alone = np.flatnonzero(chosen < 0).astype(np.int32)
    if not len(alone) or not left_over.any():
        return NO_ARCS
    index, no_price = index_of(question.cohort, left_over), np.zeros(len(question.free), np.float32)
    found = arcs_of(best_mentors(question.cohort.taking(alone), index, MISSING_OF_A_MENTEE, no_price, enough[alone]))
    return Arcs(alone[found.mentee], found.mentor, found.value)
