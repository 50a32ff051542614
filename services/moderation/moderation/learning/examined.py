"""All examples as the models read them: two readings of each text, what is wanted, and how much each answer matters."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha1
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from moderation.adapters.lookalikes import Lookalikes
from moderation.adapters.rule_files import read_rules
from moderation.app.classify import as_typed
from moderation.domain.judgement import Category
from moderation.domain.links import links_in_words
from moderation.domain.normalise import LONGEST_TEXT, most_readable, read
from moderation.domain.public import PublicPlaces
from moderation.domain.stance import signs_of
from moderation.learning.examples import Example, written_examples
from moderation.learning.sources import SOURCES, public_examples

FOLDS, HELD_BACK = 5, 0  # no second stage learns from the fold that is held back
_POSITIVE = 2.5  # what should be caught is rarer than what should not
_FOLD = Lookalikes()


@dataclass(frozen=True)
class Examined:
    examples: Sequence[Example]
    folded: Sequence[str]
    typed: Sequence[str]
    wanted: NDArray[np.float32]
    importance: NDArray[np.float32]
    folds: NDArray[np.int64]

    @cached_property
    def sizes(self) -> Counter[str]:
        """How many texts each group has."""
        return Counter(example.group for example in self.examples)

    @cached_property
    def signs(self) -> NDArray[np.float32]:
        """One row a text: how it speaks of groups of people."""
        return np.array([signs_of(text) for text in self.typed], np.float32)

    def are(self, source: str) -> NDArray[np.bool_]:
        return np.array([example.source == source for example in self.examples])

    def of(self, source: str) -> NDArray[np.int64]:
        return np.flatnonzero(self.are(source))


def readings_of(text: str) -> tuple[str, str]:
    """What the first pass reads, and what the second stage reads."""
    public = _shipped_places()
    readings = links_in_words(read(text[:LONGEST_TEXT], _FOLD), public)
    view = most_readable(readings)
    return view.text, as_typed(readings, view, (0, len(view.text)), public)


@cache
def _shipped_places() -> PublicPlaces:
    return read_rules()[1]


def examine(public: Path) -> Examined:
    """Written examples first, then the public sets. Raises FileNotFoundError, ValueError."""
    examples = list(written_examples())
    weights = [np.ones(len(Category))] * len(examples)
    for source in SOURCES:
        for example in public_examples(public, source):
            examples.append(example)
            told = [category not in source.silent_on or category in example.labels for category in Category]
            weights.append(source.weight * np.array(told))
    wanted = np.array([[category in example.labels for category in Category] for example in examples], np.float32)
    readings = [readings_of(example.text) for example in examples]
    return Examined(
        examples,
        [folded for folded, _ in readings],
        [typed for _, typed in readings],
        wanted,
        (np.array(weights) * np.where(wanted > 0, _POSITIVE, 1)).astype(np.float32),
        np.array([fold_of(example.group) for example in examples]),
    )


def fold_of(group: str) -> int:
    """Texts that share their wording share a fold."""
    return int(sha1(group.encode()).hexdigest(), 16) % FOLDS
