"""How near the live pairs are to a full run in which each of them could move: at least this share, without making that run."""

from collections.abc import Mapping
from dataclasses import asdict, replace

import numpy as np

from matching.app.cohort.encode import encode
from matching.app.cohort.mentor_index import index_of
from matching.app.cohort.proof import ROUNDING
from matching.app.cohort.scan import best_mentors
from matching.app.matched import Matched, Order
from matching.app.since_run import SinceRun
from matching.domain.people import Mentee, Mentor
from matching.domain.score import WORTH_OF_A_PAIR


def share_of_full_run(
    since: SinceRun, known: Mapping[str, Mentee], free: Mapping[str, Mentor], order: Order, matched: Matched
) -> float:
    """`free` are the mentors who may be matched now, with the places left before this repair; `known` the mentees.

    By weak duality: places at their price, plus what each mentee's best choice leaves above it, bound every run. The last
    run's prices and surplus serve for its mentees, by the profiles that they had; a mentor whom it did not know is priced so
    high that they change nothing for them. A mentor who is away has no place in a full run, and their pairs do not count.
    """
    places = {id: one.capacity + since.live.get(id, (0, 0.0))[0] for id, one in free.items()}
    mentors = {id: replace(free[id], capacity=left) for id, left in places.items() if left > 0}
    most = _most_worth(order)
    prices = {id: since.prices.get(id, most) if since.any_run else matched.prices.get(id, 0.0) for id in mentors}
    reached: float = sum(worth for id, (_, worth) in since.live.items() if id in mentors)
    reached += matched.figures.total_score + WORTH_OF_A_PAIR * matched.figures.pairs
    newcomers = [known[id] for id in sorted(since.new_and_paired | since.new_and_waiting) if id in known]
    bound: float = since.surplus + sum(one.capacity * prices[id] for id, one in mentors.items())
    bound += _left_above(newcomers, mentors, prices, order) + most * len(since.new_and_paired - known.keys())
    return min(1.0, reached / bound) if bound > 0 else 1.0


def _most_worth(order: Order) -> float:
    """No pair is worth more: each part of the score is 1 at most."""
    options = order.options
    score: float = sum(asdict(order.weights).values())
    return WORTH_OF_A_PAIR + score + options.waiting_priority + options.continuity + options.was_mentee


def _left_above(mentees: list[Mentee], mentors: Mapping[str, Mentor], prices: Mapping[str, float], order: Order) -> float:
    """What the best choices of these mentees leave above the prices, in all. Nobody is blocked here, so it is never too low."""
    if not mentees or not mentors:
        return 0.0
    cohort = encode(mentees, list(mentors.values()), (), order.weights, order.options)
    price = np.array([prices[id] for id in mentors], np.float32)
    best = best_mentors(cohort, index_of(cohort, cohort.capacity), 1, price, np.zeros(cohort.size, np.float32))
    return float(np.sum(np.maximum(0, best.surplus[:, 0]), dtype=np.float64)) + ROUNDING * len(mentees)
