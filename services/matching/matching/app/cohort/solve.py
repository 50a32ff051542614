"""From a cohort to the best assignment and its proof: choose, price, add the pairs that were missing, choose again."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from matching.app.cohort.candidates import Arcs, first_candidates
from matching.app.cohort.coding import Codes, Floats
from matching.app.cohort.flow import UNITS, best_flow
from matching.app.cohort.prices import Prices, place_prices
from matching.app.cohort.proof import Proof, prove
from matching.app.cohort.question import Question

# stop when at most this share of the bound is open ...
GAP = 0.001
# ... or after this many rounds; each found pair was the best missing one, so gains fall quickly
MOST_ROUNDS = 12

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Solution:
    """Mentor position for each mentee (-1: nobody), objective and bound in values, prices of places and what each mentee's
    best choice leaves above its price (the two together are the proof), and the candidates."""

    mentor_of: Codes
    objective: float
    bound: float
    price: Floats
    surplus: Floats
    rounds: int
    arcs: Arcs


def solve(question: Question, say: Say, arcs: Arcs | None = None) -> Solution:
    """The best assignment, with at least 99.9 % of the bound unless the rounds run out. It begins with these candidates, or
    with each mentee's best."""
    if arcs is None:
        say("looking at every pair")
        arcs = first_candidates(question.cohort, question.index)
    bound, rounds = np.inf, 0
    while True:
        say(f"choosing among {len(arcs):,} pairs")
        chosen, prices, proof = _round(question, arcs, say)
        bound = min(bound, proof.bound)
        objective = float(np.sum(arcs.value[chosen[chosen >= 0]], dtype=np.float64))
        reached = objective - _beyond_limits(question, chosen)
        enough = reached >= (1 - GAP) * bound and not proof.someone_fits_a_free_place
        if enough or rounds == MOST_ROUNDS or not len(proof.missing):
            return Solution(_mentors(arcs, chosen), objective, bound, prices.in_worth, proof.surplus, rounds, arcs)
        arcs = arcs.with_more(proof.missing)
        rounds += 1


def _round(question: Question, arcs: Arcs, say: Say) -> tuple[Codes, Prices, Proof]:
    chosen = best_flow(arcs, question.groups, question.places)
    prices = place_prices(arcs, chosen, question.groups, question.places)
    say("proving how good the choice is")
    proof = prove(question, arcs, chosen, prices)
    return chosen, prices, proof


def _beyond_limits(question: Question, chosen: Codes) -> float:
    """What staying outside the limits of groups costs, in worth."""
    groups = question.groups
    alone = groups.alone(chosen)
    return groups.penalty * float(np.sum(np.maximum(0, alone - groups.most) + np.maximum(0, groups.fewest - alone))) / UNITS


def _mentors(arcs: Arcs, chosen: Codes) -> Codes:
    return np.where(chosen >= 0, arcs.mentor[chosen], -1).astype(np.int32) if len(arcs) else chosen
