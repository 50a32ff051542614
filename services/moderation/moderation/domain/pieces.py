"""Cuts a long text into pieces that a classifier reads one by one, so that a few bad words do not drown in many good ones."""

import re

LONGEST_PIECE, _OVERLAP = 280, 60  # characters
_END = re.compile(r"[.!?\n]\s|\s")


def pieces_of(text: str) -> list[tuple[int, int]]:
    """Places of pieces that overlap a little and cover the text. A short text is one piece."""
    if len(text) <= LONGEST_PIECE:
        return [(0, len(text))]
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = min(len(text), start + LONGEST_PIECE)
        if end < len(text):
            end = _last_gap(text, start + LONGEST_PIECE // 2, end)
        found.append((start, end))
        if end == len(text):
            break
        start = max(end - _OVERLAP, start + 1)
    return found


def _last_gap(text: str, first: int, end: int) -> int:
    """The end of the last sentence, else of the last word, else the place itself."""
    gaps = list(_END.finditer(text, first, end))
    if not gaps:
        return end
    sentences = [gap for gap in gaps if len(gap.group()) == 2]
    return (sentences or gaps)[-1].end()
