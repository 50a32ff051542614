"""Teaches the first pass, weighs it against the second stage where that was taught, and writes both with their card."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moderation.adapters.first_pass import KEPT, keep_first_pass
from moderation.adapters.grams import grams_of
from moderation.adapters.second_stage import TAUGHT, MiniLm, mixed_scores
from moderation.domain.judgement import Category
from moderation.domain.stance import NAMES
from moderation.learning.card import card_of
from moderation.learning.examined import FOLDS, HELD_BACK, Examined, examine
from moderation.learning.limits import budget_of, limits_of
from moderation.learning.linear import Linear, linear_scores, teach_linear
from moderation.learning.stances import HATE, STAGES, teach_stance
from moderation.learning.weighing import clearing_chance, halves_of, holding_score, spend, weigh_stages

CARD = KEPT.parent / "card.json"
_READ_SHARE = 0.97  # of the texts that should be held: so many the second stage must get to read
_TALK_READ = 0.2  # of everyday talk that it may be asked about, at most
_OF_A_GROUP = 4  # messages of one template that set where a category holds

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Taught:
    """`scores` are of texts that the model which gave them had not seen."""

    model: Linear
    scores: Floats
    without_held_back: Linear


@dataclass(frozen=True, slots=True)
class Mixing:
    """`mix` and `stance`: see `mixed_scores`. `clears`: see SecondStage."""

    mix: Floats
    stance: Floats
    clears: Floats


@dataclass(frozen=True, slots=True)
class Tuned:
    """What `tuning` wrote, and the model that was built from it, as it will serve."""

    parts: Path
    model: MiniLm


def teach_first(examined: Examined) -> Taught:
    scores = np.zeros_like(examined.wanted)
    without: list[Linear] = []
    for fold in range(FOLDS):
        known, new = np.flatnonzero(examined.folds != fold), np.flatnonzero(examined.folds == fold)
        without.append(_teach(examined, known))
        scores[new] = linear_scores(without[fold], grams_of([examined.folded[place] for place in new.tolist()]))
    return Taught(_teach(examined, np.arange(len(examined.folded))), scores, without[HELD_BACK])


def _teach(examined: Examined, places: NDArray[np.int64]) -> Linear:
    grams = grams_of([examined.folded[place] for place in places.tolist()])
    return teach_linear(grams, examined.wanted[places], examined.importance[places])


def train(public: Path, tuned: Tuned | None = None) -> dict[str, Any]:
    """Writes the models and their card into the package; gives the card. Raises FileNotFoundError, ValueError."""
    examined = examine(public)
    return keep(examined, teach_first(examined), tuned)


def keep(examined: Examined, first: Taught, tuned: Tuned | None) -> dict[str, Any]:
    everywhere = np.arange(len(examined.folded))
    holds = holds_of(examined, first.scores, everywhere)
    above = first.scores - holds
    keep_first_pass(KEPT, first.model.weights, first.model.bias, holds, doubts_of(examined, above))
    card = card_of(examined, everywhere, above, "first_pass")
    if tuned is not None:
        card |= _keep_second(examined, above, tuned)
    CARD.write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    return card


def holds_of(examined: Examined, scores: Floats, places: NDArray[np.int64]) -> Floats:
    """`scores` of the texts at `places`; for each category the score from which it holds."""
    lowest = [holding_score(scores[:, one], limits_of(examined, one, places)) for one in range(len(Category))]
    return spend(scores, np.array(lowest, np.float32), budget_of(examined, places))


def doubts_of(examined: Examined, above: Floats) -> Floats:
    """One score above which any category is doubtful, as chances: nearly all that should be held, little of everyday talk."""
    highest = above.max(axis=1)
    bad = highest[(examined.wanted > 0).any(axis=1) & examined.are("written")]
    talk = highest[examined.are("taskmaster4") | examined.are("cima")]
    lowest = max(np.quantile(bad, 1 - _READ_SHARE), np.quantile(talk, 1 - _TALK_READ))
    return np.full(len(Category), 1 / (1 + np.exp(-lowest)), np.float32)


def _keep_second(examined: Examined, first: Floats, tuned: Tuned) -> dict[str, Any]:
    """Figures are of halves of the fold that was held back, each with what the other half set; what is kept, both set."""
    places = few_of_each(examined, np.flatnonzero(examined.folds == HELD_BACK))
    second = np.stack([tuned.model.scores(examined.typed[place]) for place in places.tolist()])
    measured = np.zeros_like(second)
    for half in halves_of([examined.examples[place].group for place in places.tolist()]):
        mixing = mixing_of(examined, places[~half], first, second[~half])
        measured[half] = mixed_scores(first[places[half]], second[half], examined.signs[places[half]], mixing.mix, mixing.stance)
    mixing = mixing_of(examined, places, first, second)
    with np.load(tuned.parts) as parts:
        kept = {name: parts[name] for name in parts.files}
    np.savez_compressed(TAUGHT, allow_pickle=False, **kept, mix=mixing.mix, stance=mixing.stance, clears=mixing.clears)
    return card_of(examined, places, measured, "second_stage")


def few_of_each(examined: Examined, places: NDArray[np.int64]) -> NDArray[np.int64]:
    seen: dict[str, int] = {}
    kept = []
    for place in places.tolist():
        group = examined.examples[place].group
        seen[group] = seen.get(group, 0) + 1
        if seen[group] <= _OF_A_GROUP or examined.examples[place].source != "written":
            kept.append(place)
    return np.array(kept)


def mixing_of(examined: Examined, places: NDArray[np.int64], first: Floats, second: Floats) -> Mixing:
    """`first` is of all texts, `second` of those at `places`."""
    columns = [
        weigh_stages(first[places, one], second[:, one], examined.wanted[places, one], examined.importance[places, one])
        for one in range(len(Category))
    ]
    mix = np.stack(columns, axis=1).astype(np.float32)
    stance = teach_stance(examined, places, first[places], second)
    signs = examined.signs[places]
    # Constants that put the score from which a category holds at 0.
    holds = holds_of(examined, mixed_scores(first[places], second, signs, mix, stance), places)
    mix[2] -= holds
    stance[STAGES + NAMES] -= holds[HATE]
    return Mixing(mix, stance, _clears(examined, places, mixed_scores(first[places], second, signs, mix, stance)))


def _clears(examined: Examined, places: NDArray[np.int64], mixed: Floats) -> Floats:
    chances = 1 / (1 + np.exp(-mixed))
    wanted = examined.wanted[places] > 0
    of = examined.are("written")[places]
    rows: Sequence[float] = [clearing_chance(chances[wanted[:, one] & of, one], name) for one, name in enumerate(Category)]
    return np.array(rows, np.float32)
