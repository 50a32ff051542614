"""Teaches the first pass, weighs it against the second stage where that was taught, and writes both with their card."""

import json
import pickle
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moderation.adapters.first_pass import KEPT, keep_first_pass
from moderation.adapters.grams import grams_of
from moderation.adapters.second_stage import TAUGHT
from moderation.domain.judgement import Category
from moderation.learning.card import card_of
from moderation.learning.examined import FOLDS, Examined, examine
from moderation.learning.linear import Linear, linear_scores, teach_linear
from moderation.learning.weighing import Limit, holding_score, weigh_stages

CARD = KEPT.parent / "card.json"
FIRST_LAYER = 3
# Of innocent texts that no model has seen, at most these shares are held for one category.
_WRITTEN_SHARE, _TUTORING_SHARE, _SHORT_SHARE = 0.009, 0.004, 0.004
_SHARES = {Category.ABUSE_HATE: 0.015, Category.SELF_HARM: 0.014, Category.SEXUAL_GROOMING: 0.014}  # what must not be missed
_TALK_SHARE, _SMS_SHARE = 0.0005, 0.0025
# Sentences about groups of people that nobody would write to a mentor, and angry ones of strangers: harder, and rarer here.
_ANYONE_SHARE, _DAVIDSON_SHARE = 0.25, 0.06
_DOUBT_SHARE = 0.05  # of everyday talk that the second stage may be asked about

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Taught:
    """`scores` are of texts that the model which gave them had not seen."""

    model: Linear
    scores: Floats


def teach_first(examined: Examined) -> Taught:
    scores = np.zeros_like(examined.wanted)
    for fold in range(FOLDS):
        known, new = np.flatnonzero(examined.folds != fold), np.flatnonzero(examined.folds == fold)
        scores[new] = linear_scores(_teach(examined, known), grams_of([examined.folded[place] for place in new.tolist()]))
    return Taught(_teach(examined, np.arange(len(examined.folded))), scores)


def _teach(examined: Examined, places: NDArray[np.int64]) -> Linear:
    grams = grams_of([examined.folded[place] for place in places.tolist()])
    return teach_linear(grams, examined.wanted[places], examined.importance[places])


def limits_of(examined: Examined, category: int, places: NDArray[np.int64]) -> list[Limit]:
    """Which innocent texts may hardly be held for a category, among `places`."""
    innocent = np.flatnonzero((examined.wanted[:, category] == 0) & (examined.importance[:, category] > 0))
    kinds: dict[str, list[int]] = {"mentoring": [], "anyone": [], "tutoring": [], "short": []}
    for place in examined.of("written").tolist():
        if not examined.wanted[place].any():
            kinds.get(examined.examples[place].kind, kinds["mentoring"]).append(place)
    talk = np.concatenate([examined.of("taskmaster4"), examined.of("cima")])
    name = list(Category)[category]
    limits = [
        Limit(_among(np.array(kinds["mentoring"]), places), _SHARES.get(name, _WRITTEN_SHARE)),
        Limit(_among(np.array(kinds["anyone"]), places), _ANYONE_SHARE),
        Limit(_among(np.array(kinds["tutoring"]), places), _TUTORING_SHARE),
        Limit(_among(np.array(kinds["short"]), places), _SHORT_SHARE),
        Limit(_among(talk, places), _TALK_SHARE),
    ]
    if name is Category.SPAM_SCAM:
        limits.append(Limit(_among(np.intersect1d(examined.of("sms_spam"), innocent), places), _SMS_SHARE))
    if name is Category.ABUSE_HATE:
        limits.append(Limit(_among(np.intersect1d(examined.of("davidson"), innocent), places), _DAVIDSON_SHARE))
    return limits


def _among(chosen: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.flatnonzero(np.isin(places, chosen))


def train(public: Path, tuned: Path | None = None) -> dict[str, Any]:
    """Writes the models and their card into the package; gives the card. Raises FileNotFoundError, ValueError."""
    examined = examine(public)
    return keep(examined, teach_first(examined), tuned)


def keep(examined: Examined, first: Taught, tuned: Path | None) -> dict[str, Any]:
    everywhere, categories = np.arange(len(examined.folded)), range(len(Category))
    holds = np.array(
        [holding_score(first.scores[:, one], limits_of(examined, one, everywhere)) for one in categories], np.float32
    )
    chances = 1 / (1 + np.exp(-np.clip(first.scores - holds, -30, 30)))
    talk = np.concatenate([examined.of("taskmaster4"), examined.of("cima")])
    doubts = np.minimum(np.quantile(chances[talk], 1 - _DOUBT_SHARE / len(Category), axis=0), 0.3).astype(np.float32)
    keep_first_pass(KEPT, first.model.weights, first.model.bias, holds, doubts)
    card = card_of(examined, everywhere, first.scores - holds, "first_pass")
    if tuned is not None:
        card |= _keep_second(examined, first.scores - holds, tuned)
    CARD.write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    return card


def _keep_second(examined: Examined, first: Floats, tuned: Path) -> dict[str, Any]:
    parts = pickle.loads(tuned.read_bytes())  # written by tuning.py on this machine a moment ago
    places, second = parts["places"], parts["scores"]
    mixes, mixed = [], np.zeros_like(second)
    for one in range(len(Category)):
        wanted, importance = examined.wanted[places, one], examined.importance[places, one]
        mix = weigh_stages(first[places, one], second[:, one], wanted, importance)
        mixed[:, one] = mix[0] * first[places, one] + mix[1] * second[:, one] + mix[2]
        hold = holding_score(mixed[:, one], limits_of(examined, one, places))
        mix[2] -= hold
        mixed[:, one] -= hold
        mixes.append(mix)
    kept: dict[str, NDArray[Any]] = {"mix": np.stack(mixes, axis=1).astype(np.float32)}
    for number, layer in enumerate(parts["taught"]["layers"], start=FIRST_LAYER):
        kept |= {f"layer{number}.{name}": np.asarray(part, np.float16) for name, part in layer.items()}
    kept["head"], kept["head_bias"] = parts["taught"]["head"], parts["taught"]["head_bias"]
    np.savez_compressed(TAUGHT, allow_pickle=False, **kept)
    return card_of(examined, places, mixed, "second_stage")


if __name__ == "__main__":
    train(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
