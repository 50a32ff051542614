"""Teaches the first pass: one linear score a category over hashed word pieces."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moderation.adapters.grams import SIZE, Grams

_ROUNDS, _BATCH, _STEP, _DECAY = 8, 256, 0.6, 2e-6
_FEW = 1e-8

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Linear:
    """`weights` has one row a piece; a text's score is the sum of its rows times its scale, plus `bias`."""

    weights: Floats
    bias: Floats


def teach_linear(grams: Grams, wanted: Floats, importance: Floats, seed: int = 1) -> Linear:
    """`wanted` is 0 or 1 a text and category, `importance` 0 where nothing is known. Same input, same answer."""
    categories = wanted.shape[1]
    weights, bias = np.zeros((SIZE, categories), np.float32), np.full(categories, -3.0, np.float32)
    seen, seen_bias = np.full((SIZE, categories), _FEW, np.float32), np.full(categories, _FEW, np.float32)
    counts, scales = grams.counts(), grams.scales()
    order = np.random.default_rng(seed)
    for _ in range(_ROUNDS):
        places = order.permutation(len(counts))
        for first in range(0, len(places), _BATCH):
            chosen = places[first : first + _BATCH]
            pieces, inverse, rows = _gathered(grams, counts, chosen)
            scale = scales[chosen]
            flat = weights[pieces]
            sums = np.add.reduceat(flat[inverse], rows, axis=0) * scale[:, None] + bias
            error = (_chance(sums) - wanted[chosen]) * importance[chosen]
            spread = np.repeat(error * scale[:, None], counts[chosen], axis=0)
            slope = np.stack([np.bincount(inverse, spread[:, one], len(pieces)) for one in range(categories)], axis=1).astype(
                np.float32
            )
            slope += _DECAY * flat * len(chosen)
            seen[pieces] += slope * slope
            weights[pieces] -= _STEP * slope / np.sqrt(seen[pieces])
            whole = error.sum(axis=0)
            seen_bias += whole * whole
            bias -= _STEP * 0.1 * whole / np.sqrt(seen_bias)
    return Linear(weights, bias)


def _gathered(
    grams: Grams, counts: NDArray[np.int64], chosen: NDArray[np.int64]
) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.int64]]:
    """The distinct pieces of the chosen texts, each piece's place among them, and where each text starts."""
    numbers = np.concatenate([grams.numbers[grams.starts[one] : grams.starts[one] + counts[one]] for one in chosen])
    pieces, inverse = np.unique(numbers, return_inverse=True)
    sizes = counts[chosen]
    return pieces, inverse, np.cumsum(sizes) - sizes


def _chance(scores: Floats) -> Floats:
    return (1 / (1 + np.exp(-np.clip(scores, -30, 30)))).astype(np.float32)


def linear_scores(model: Linear, grams: Grams) -> Floats:
    sums = np.add.reduceat(model.weights[grams.numbers], grams.starts, axis=0)
    return (sums * grams.scales()[:, None] + model.bias).astype(np.float32)
