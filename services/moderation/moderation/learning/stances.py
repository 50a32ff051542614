"""Teaches how to tell hate from other talk about a group of people: by both stages' scores and the signs of stance."""

import numpy as np
from numpy.typing import NDArray

from moderation.domain.judgement import Category
from moderation.domain.stance import NAMES
from moderation.learning.examined import Examined

Floats = NDArray[np.float32]
HATE = list(Category).index(Category.ABUSE_HATE)
STAGES = 2  # scores before the signs
_OF_HATECHECK = 3.0  # how much its texts count: the purest instances of what stance is about
_RIDGE, _TURNS = 1.0, 30


def teach_stance(examined: Examined, places: NDArray[np.int64], first: Floats, second: Floats) -> Floats:
    """A weight for each stage's score and for each sign, from those texts at `places` that name a group of people.

    `first` and `second` are scores of the texts at `places` by models that had not seen them.
    """
    signs = examined.signs[places]
    weight = examined.importance[places, HATE] * np.where(examined.are("hatecheck")[places], _OF_HATECHECK, 1.0)
    named = (signs[:, NAMES] > 0) & (weight > 0)
    inputs = np.column_stack([first[:, HATE], second[:, HATE], signs])[named].astype(np.float64)
    return logistic(inputs, examined.wanted[places, HATE][named], weight[named].astype(np.float64)).astype(np.float32)


def logistic(inputs: NDArray[np.float64], wanted: Floats, weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a logistic regression with a ridge, by Newton's method; a constant is one of the inputs."""
    weights = np.zeros(inputs.shape[1])
    for _ in range(_TURNS):
        chance = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (weight * (chance - wanted)) + _RIDGE * weights
        bend = (inputs * (weight * chance * (1 - chance))[:, None]).T @ inputs + _RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights
