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
