"""Puts the gaps back into words that were spelt letter by letter: «iwanttodie» is «i want to die»."""

import re
from collections.abc import Iterable

_PLAIN_WORD = re.compile(r"(?<![\[a-z0-9\\])[a-z]{2,}(?![a-z0-9?+*\]-])")
_OPEN_WORD = re.compile(r"(?<![\[a-z0-9\\])([a-z]{3,})s\?")
_LONGEST_WORD = 14
_SHORT_WORDS = frozenset({"i", "u", "a", "r", "2", "4"})
_STRAY_LETTER = 3  # a letter that belongs to no word costs as much as three words


def vocabulary(patterns: Iterable[str]) -> frozenset[str]:
    """The words that the rules know, also where a pattern leaves a final s open."""
    text = "\n".join(patterns)
    singular = set(_OPEN_WORD.findall(text))
    return frozenset({*_PLAIN_WORD.findall(text), *singular, *(word + "s" for word in singular), *_SHORT_WORDS})


def split_words(letters: str, known: frozenset[str]) -> str:
    """The reading with the fewest words."""
    best: list[tuple[int, str]] = [(0, "")]
    for end in range(1, len(letters) + 1):
        choices = [(best[end - 1][0] + _STRAY_LETTER, best[end - 1][1] + letters[end - 1])]
        for start in range(max(0, end - _LONGEST_WORD), end):
            if letters[start:end] in known:
                cost, before = best[start]
                choices.append((cost + 1, f"{before} {letters[start:end]} "))
        best.append(min(choices))
    return " ".join(best[-1][1].split())
