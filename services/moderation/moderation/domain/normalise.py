"""The readings of a text that matchers look at: as typed, folded, without leet, with spaced letters joined."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from moderation.domain.view import Change, View, folded, rewritten

LONGEST_TEXT = 8_000  # characters, the product's limit for one message


@dataclass(frozen=True, slots=True)
class Readings:
    """`canonical` is what most messages need; `others` are read too; `spelt` are words written letter by letter, without gaps."""

    raw: View
    canonical: View
    others: tuple[View, ...]
    spelt: tuple[View, ...]


_LEET = str.maketrans("013457@$!|8", "oieastasiib")
_LEET_L = str.maketrans("013457@$!|8", "oleastasllb")
_HAS_LEET = re.compile(r"[a-z][0134578@$!|]|[0134578@$!|][a-z]")
_WORD = re.compile(r"[a-z0-9@$!|+]{2,}")
_HAS_L = re.compile(r"[1!|]")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_GAP = r"[ ._*/|,~+:;'\"-]"
_SPELT = re.compile(rf"(?<![a-z0-9@$])[a-z0-9@$!](?:{_GAP}{{1,3}}[a-z0-9@$!]){{2,80}}(?![a-z0-9@$])")
_WORD_GAP = re.compile(r"\s{2,3}")
_NOT_LETTER = re.compile(r"[^a-z0-9@$!]+")
_MASKED = re.compile(r"(?<=[a-z])[.*_~`^+|/\\-]{1,2}(?=[a-z])")
_DECORATION = re.compile(r"(?<=[a-z0-9])[^\x00-\x7f]+(?=[a-z0-9])")  # «k🙂i🙂l🙂l»
_REVERSING = "\u202e"
_FEWEST_SPELT = 5  # letters; shorter runs are acronyms, which the joined reading covers


_MOST_READABLE = ("joined", "unmasked", "shortened", "unleeted", "bare")


def most_readable(readings: Readings) -> View:
    """The one reading that is nearest to plain words, for classifiers, which read a text once."""
    if not readings.others:
        return readings.canonical
    last = {view.name: view for view in reversed(readings.others)}
    return next((last[name] for name in _MOST_READABLE if name in last), readings.canonical)


def read(text: str, fold: Mapping[int, str]) -> Readings:
    """`fold` gives each code point its plain lower-case form, or nothing for what cannot be seen."""
    raw = View("raw", text)
    return readings_from(raw, folded(raw, "canonical", text.translate(fold), lambda character: fold[ord(character)]))


def readings_from(raw: View, canonical: View) -> Readings:
    """All further readings of a text, made from its canonical one."""
    others: list[View] = []
    if not canonical.text.isascii():
        others.append(rewritten(canonical, "bare", _DECORATION, lambda match: ""))
    if _REVERSING in raw.text:
        others.append(_reversed(canonical))
    plain = _without_leet(canonical, others)
    spelt = _joined(canonical, plain, others)
    if _MASKED.search(plain.text):
        others.append(rewritten(plain, "unmasked", _MASKED, lambda match: ""))
    return Readings(raw, canonical, tuple(others), tuple(spelt))


def _without_leet(canonical: View, others: list[View]) -> View:
    """Adds the de-leeted readings to `others`; the answer is the most readable one."""
    plain = canonical
    if _HAS_LEET.search(canonical.text):
        plain = rewritten(canonical, "unleeted", _WORD, lambda match: _read_leet(match.group(), _LEET))
        others.append(plain)
        if _HAS_L.search(canonical.text):
            others.append(rewritten(canonical, "unleeted", _WORD, lambda match: _read_leet(match.group(), _LEET_L)))
    if _STRETCHED.search(plain.text):
        plain = rewritten(plain, "shortened", _STRETCHED, lambda match: match[1])
        others.append(plain)
    return plain


def _read_leet(word: str, table: dict[int, int]) -> str:
    return word.translate(table) if _HAS_LEET.search(word) else word


def _joined(canonical: View, plain: View, others: list[View]) -> list[View]:
    """Adds the text with spaced letters joined to `others`; the answer holds each joined run by itself."""
    runs = [run for run in _SPELT.finditer(canonical.text) if sum(map(str.isalpha, run.group())) > 1]
    if not runs:
        return []
    joined = rewritten(canonical, "joined", _SPELT, _join)
    if joined.text != plain.text:
        others.append(joined)
    return [
        View("spelt", letters.translate(_LEET), canonical, _whole(run, len(letters)))
        for run in runs
        if len(letters := _NOT_LETTER.sub("", run.group())) >= _FEWEST_SPELT
    ]


def _join(run: re.Match[str]) -> str:
    words = _WORD_GAP.split(run.group())
    return " ".join(_NOT_LETTER.sub("", word).translate(_LEET) for word in words)


def _whole(run: re.Match[str], width: int) -> Callable[[], list[Change]]:
    """Whatever is found in a spelt run is shown as the whole run."""
    return lambda: [Change(0, width, run.start(), run.end())]


def _reversed(canonical: View) -> View:
    """The text as a right-to-left override shows it; whatever is found there is shown as the whole text."""
    backwards = canonical.text[::-1]
    return View("reversed", backwards, canonical, lambda: [Change(0, len(backwards), 0, len(canonical.text))])
