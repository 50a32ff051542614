"""Folds look-alike, invisible and decorated characters to plain ones: the only place that knows disarm."""

import unicodedata

import disarm

_INVISIBLE = {"Mn", "Me", "Cf", "Cc"}
_BLANK_LETTERS = {"\u115f", "\u1160", "\u3164", "\uffa0", "\u17b4", "\u17b5"}
_SPACES = {"Zs", "Zl", "Zp"}
_OWN = dict.fromkeys("'`’‘ʼ´", "") | dict.fromkeys("“”„«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")
_OWN |= dict.fromkeys("·•∙⋅・。｡‧․", ".") | {"\u2800": " ", "\t": " ", "\n": "\n", "\r": "\n", "…": "..."}
_OWN |= {"👻": " ghostemoji ", "£": "$", "€": "$"}  # a messenger's sign; one currency is enough for patterns
_FIRST_REGIONAL = 0x1F1E6  # the flag letters A to Z
_WIDEST = 4  # one character may not grow into a sentence (U+FDFA would give eighteen)
_MOST_KEPT = 20_000


class Lookalikes(dict[int, str]):
    """A table for `str.translate`, filled as characters turn up."""

    def __missing__(self, code: int) -> str:
        plain = _plain(chr(code))
        if len(self) < _MOST_KEPT:
            self[code] = plain
        return plain


def _plain(character: str) -> str:
    if character in _OWN:
        return _OWN[character]
    kind = unicodedata.category(character)
    if kind == "Cs":
        return "\ufffd"
    if kind in _INVISIBLE or character in _BLANK_LETTERS:
        return ""
    if kind in _SPACES:
        return " "
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    if 0 <= ord(character) - _FIRST_REGIONAL < 26:
        return chr(ord("a") + ord(character) - _FIRST_REGIONAL)
    return _folded(character)


def _folded(character: str) -> str:
    if character.isascii():
        return character.lower()
    letters = unicodedata.normalize("NFD", disarm.canonicalize(character))
    plain = "".join(part for part in letters if unicodedata.category(part) not in _INVISIBLE).lower()
    return plain if 0 < len(plain) <= _WIDEST else character
