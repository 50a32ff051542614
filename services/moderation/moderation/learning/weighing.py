"""Sets where a category holds: scores of texts that a model has not seen, against how many innocent ones may be held."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha1

import numpy as np
from numpy.typing import NDArray

from moderation.domain.judgement import ALERTING, Category

Floats = NDArray[np.float32]
_ROUNDS, _STEP, _PULL = 2_000, 0.1, 0.01


@dataclass(frozen=True, slots=True)
class Limit:
    """At most this share of these texts may be held for a category."""

    places: NDArray[np.int64]
    share: float


def holding_score(scores: Floats, limits: list[Limit]) -> float:
    """The lowest score that keeps within every limit."""
    return max(float(np.quantile(scores[limit.places], 1 - limit.share)) for limit in limits if len(limit.places))


@dataclass(frozen=True, slots=True)
class Budget:
    """Of the `ordinary` texts this share may be held in all, for whatever category; `worth` is of every text."""

    forbidden: NDArray[np.int64]
    ordinary: NDArray[np.int64]
    worth: Floats
    share: float


def spend(scores: Floats, lowest: Floats, budget: Budget) -> Floats:
    """For each category the score from which it holds, never below `lowest`.

    The budget goes where it catches most: a category that sees little for the innocent texts it would hold gets less of it.
    """
    all_ordinary = float(budget.worth[budget.ordinary].sum())
    dear, cheap = 1_000.0, 0.0
    best = _thresholds(scores, lowest, budget, dear)
    for _ in range(_PRICES):
        price = (dear + cheap) / 2 if cheap else dear / 10
        found = _thresholds(scores, lowest, budget, price)
        held = (scores[budget.ordinary] >= found).any(axis=1)
        if float(budget.worth[budget.ordinary][held].sum()) <= budget.share * all_ordinary:
            best, dear = found, price
        else:
            cheap = price
        if dear < _LEAST_PRICE:
            break
    return best


_PRICES, _TURNS, _LEAST_PRICE = 30, 4, 0.05


def _thresholds(scores: Floats, lowest: Floats, budget: Budget, price: float) -> Floats:
    """One category after the other, given what the others hold, until nothing changes much."""
    chosen = np.maximum(np.quantile(scores, 0.999, axis=0), lowest).astype(np.float32)
    texts = np.concatenate([budget.forbidden, budget.ordinary])
    gain = np.concatenate([budget.worth[budget.forbidden], -price * budget.worth[budget.ordinary]])
    for _ in range(_TURNS):
        for one in range(scores.shape[1]):
            others = np.delete(scores[texts] >= chosen, one, axis=1).any(axis=1)
            chosen[one] = _best(scores[texts, one][~others], gain[~others], float(lowest[one]))
    return chosen


def _best(scores: Floats, gain: Floats, lowest: float) -> float:
    """The threshold above which the gains add up to most."""
    order = np.argsort(-scores)
    order = order[scores[order] >= lowest]
    sums = np.cumsum(gain[order])
    if not len(sums) or sums.max() <= 0:
        return max(lowest, float(scores.max(initial=lowest)) + 1.0)
    last = int(sums.argmax())
    above = float(scores[order[last]])
    below = float(scores[order[last + 1]]) if last + 1 < len(order) else lowest
    return max(lowest, (above + below) / 2)


def weigh_stages(first: Floats, second: Floats, wanted: Floats, importance: Floats) -> Floats:
    """Weights of both stages and a constant, by logistic regression that is pulled towards equal say."""
    start = np.array([0.5, 1.0, 0.0])
    weights = start.copy()
    inputs = np.stack([first, second, np.ones_like(first)], axis=1).astype(np.float64)
    total = max(float(importance.sum()), 1.0)
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ ((chance - wanted) * importance) / total + _PULL * (weights - start) * [1, 1, 0]
        weights -= _STEP * slope
    return weights.astype(np.float32)


# An unsure pattern is taken back below the chance that so few of the right texts fall short of; never above _MOST.
_LOST, _LOST_OF_ALERTS, _MOST_CLEARED = 0.05, 0.01, 0.2


def clearing_chance(chances: Floats, category: Category) -> float:
    """From the chances of texts that the category is right about."""
    share = _LOST_OF_ALERTS if category in ALERTING else _LOST
    return min(float(np.quantile(chances, share)), _MOST_CLEARED)


def halves_of(groups: Sequence[str]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Two halves that share no group."""
    first = np.array([sha1(f"half {group}".encode()).digest()[0] % 2 == 0 for group in groups])
    return first, ~first
