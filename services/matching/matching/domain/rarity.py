"""How rare each interest and each topic word is among the people of one run: sharing a rare one says more."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matching.domain.people import Person
from matching.domain.topic_words import topic_words


@dataclass(frozen=True, slots=True)
class Rarity:
    """idf = ln(1 + people / (1 + people who have it)), counted over both sides together."""

    interests: dict[str, float]
    words: dict[str, float]


def rarity_among(people: Sequence[Person]) -> Rarity:
    return Rarity(
        interests=_idf((person.interests for person in people), len(people)),
        words=_idf((topic_words(person) for person in people), len(people)),
    )


def idf_of(people: int, count: int) -> float:
    """Of an item that this many of all people have."""
    return math.log(1 + people / (1 + count))


def _idf(sets: Iterable[frozenset[str]], people: int) -> dict[str, float]:
    counts = Counter(item for one in sets for item in one)
    return {item: idf_of(people, count) for item, count in sorted(counts.items())}


def likeness(left: frozenset[str], right: frozenset[str], idf: dict[str, float]) -> float:
    """Cosine of two sets weighted by idf, 0 to 1. A long list dilutes itself, so ticking everything does not win."""
    shared = math.fsum(idf[item] ** 2 for item in left & right)
    if not shared:
        return 0.0
    norms = math.fsum(idf[item] ** 2 for item in left) * math.fsum(idf[item] ** 2 for item in right)
    return min(1.0, shared / math.sqrt(norms))
