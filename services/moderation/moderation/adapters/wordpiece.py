"""Cuts words into the pieces that the second stage's language model knows (WordPiece, lower case, as BERT does it)."""

import json
import unicodedata
from functools import lru_cache
from pathlib import Path

_LONGEST_WORD = 100
_CONTINUED = "##"


class WordPieces:
    """Raises ValueError when the file is no list of word pieces."""

    def __init__(self, file: Path, most: int) -> None:
        try:
            self._numbers: dict[str, int] = json.loads(file.read_text("utf-8"))["model"]["vocab"]
            self._unknown, self._first, self._last = (self._numbers[sign] for sign in ("[UNK]", "[CLS]", "[SEP]"))
        except (KeyError, TypeError) as fault:
            raise ValueError(f"{file.name} is no list of word pieces. Run causeway train build again.") from fault
        self._most = most
        self._pieces = lru_cache(maxsize=20_000)(self._cut)

    def numbers_of(self, text: str) -> list[int]:
        """At most `most` numbers, the first and last of which frame the text."""
        found = [self._first]
        for word in _words(text):
            found += self._pieces(word)
            if len(found) >= self._most:
                break
        return [*found[: self._most - 1], self._last]

    def _cut(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST_WORD:
            return (self._unknown,)
        pieces: list[int] = []
        start = 0
        while start < len(word):
            prefix = _CONTINUED if start else ""
            end = next((end for end in range(len(word), start, -1) if prefix + word[start:end] in self._numbers), start)
            if end == start:
                return (self._unknown,)
            pieces.append(self._numbers[prefix + word[start:end]])
            start = end
        return tuple(pieces)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFD", "".join(map(_cleaned, text)).lower())
    return "".join(map(_parted, plain)).split()


@lru_cache(maxsize=20_000)
def _cleaned(sign: str) -> str:
    if sign in "\t\n\r" or unicodedata.category(sign) == "Zs":
        return " "
    if sign in "\0\ufffd" or unicodedata.category(sign)[0] == "C":
        return ""
    return f" {sign} " if _is_ideograph(ord(sign)) else sign


@lru_cache(maxsize=20_000)
def _parted(sign: str) -> str:
    """Accents go; every punctuation mark is a word of its own."""
    if unicodedata.category(sign) == "Mn":
        return ""
    punctuation = (sign.isascii() and sign.isprintable() and not sign.isalnum() and sign != " ") or (
        unicodedata.category(sign)[0] == "P"
    )
    return f" {sign} " if punctuation else sign


def _is_ideograph(code: int) -> bool:
    return 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x2CEAF or 0xF900 <= code <= 0xFAFF
