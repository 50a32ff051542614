"""A text as a matcher reads it, with the way back to the characters that the person typed."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Change(NamedTuple):
    """A piece of a view that stands for a piece of other length in its source. Both ends exclusive."""

    start: int
    end: int
    source_start: int
    source_end: int


def unchanged() -> Sequence[Change]:
    return ()


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """`changes` runs only when something was found: most messages never need the way back."""

    name: str
    text: str
    source: "View | None" = None
    changes: Callable[[], Sequence[Change]] = field(default=unchanged, repr=False)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw characters behind `text[start:end]`, which must hold at least one character."""
        if self.source is None:
            return start, end
        changes = self.changes()
        first = _source_of(changes, start)[0]
        last = _source_of(changes, end - 1)[1]
        return self.source.raw_span(first, max(last, first + 1))


def _source_of(changes: Sequence[Change], position: int) -> tuple[int, int]:
    """Where the character at `position` came from, as (start, end) in the source."""
    index = bisect_right(changes, position, key=lambda change: change.start) - 1
    if index < 0:
        return position, position + 1
    change = changes[index]
    if position < change.end:
        return change.source_start, change.source_end
    moved = change.source_end + position - change.end
    return moved, moved + 1


def folded(source: View, name: str, text: str, fold: Callable[[str], str]) -> View:
    """`text` is the source with each character replaced by `fold(character)`."""

    known: list[Change] | None = None

    def changes() -> Sequence[Change]:
        nonlocal known
        if known is None:
            known = looked_up()
        return known

    def looked_up() -> list[Change]:
        found: list[Change] = []
        position = 0
        for index, character in enumerate(source.text):
            width = len(fold(character))
            if width != 1:
                found.append(Change(position, position + width, index, index + 1))
            position += width
        return found

    return View(name, text, source, unchanged if text == source.text else changes)


def rewritten(source: View, name: str, pattern: re.Pattern[str], write: Callable[[re.Match[str]], str]) -> View:
    """The source with each match of `pattern` replaced by what `write` makes of it."""
    found: list[Change] = []
    pieces: list[str] = []
    done = position = 0
    for match in pattern.finditer(source.text):
        start, end = match.span()
        written = write(match)
        if written == match.group():
            continue
        pieces += (source.text[done:start], written)
        position += start - done
        found.append(Change(position, position + len(written), start, end))
        position += len(written)
        done = end
    pieces.append(source.text[done:])
    return View(name, "".join(pieces), source, lambda: found)


_SENTENCE_END = re.compile(r"[.!?;]\s|\n")
_LONGEST_SENTENCE = 240  # a «sentence» without an end must not excuse what stands far away


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that holds `text[start:end]`, at most 240 characters to either side."""
    left = max(0, start - _LONGEST_SENTENCE)
    for found in _SENTENCE_END.finditer(text, left, start):
        left = found.end()
    after = _SENTENCE_END.search(text, end, min(len(text), end + _LONGEST_SENTENCE))
    return text[left : after.start() if after else end + _LONGEST_SENTENCE]
