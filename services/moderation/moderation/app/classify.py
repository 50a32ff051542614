"""A detector that learned: a fast first pass over every text, and a second stage for what is doubtful."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from moderation.domain.judgement import ALERTING, HOLD_FROM, Category, Finding
from moderation.domain.links import in_words, links_in_words
from moderation.domain.normalise import Readings, most_readable
from moderation.domain.pieces import pieces_of
from moderation.domain.public import PublicPlaces
from moderation.domain.view import View

FIRST_RULE, SECOND_RULE = "first_pass", "second_stage"
_MOST_DOUBTFUL = 6  # pieces of one text that the second stage reads; the most doubtful ones
_TOLD_FROM = 0.2  # a lower chance is no finding
# Of texts that no stage had seen, the first pass held 11 innocent templates below this chance, and 1 of 683 about danger.
_ALL_BUT_CERTAIN = 0.05

Chances = Sequence[float]
_Place = tuple[int, int]


class FirstPass(Protocol):
    version: str

    def chances(self, texts: Sequence[str]) -> Sequence[Chances]:
        """For each text one chance a category, in the order of Category."""

    def doubtful(self, chances: Chances) -> bool:
        """Whether the second stage should have a look."""


class SecondStage(Protocol):
    version: str

    @property
    def clears(self) -> Sequence[float]:
        """For each category the chance below which an unsure pattern of it was hardly ever right."""

    def chances(self, text: str, before: Chances) -> Chances:
        """One chance a category, given what the first pass thought."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """`cleared`: the second stage read the whole text and saw nothing of these, so a weak pattern of theirs counts less."""

    findings: Sequence[Finding] = ()
    cleared: frozenset[Category] = frozenset()


Stages = tuple[FirstPass, SecondStage | None]


class Classifier:
    """Without a second stage the first pass decides alone, by its own thresholds, and clears nothing."""

    def __init__(self, stages: Stages, public: PublicPlaces) -> None:
        first, second = stages
        self._first = first
        self._second = second
        self._public = public
        self._ahead: dict[str, Chances] = {}
        self.version = f"{first.version}+{second.version if second else 'alone'}"

    def read_ahead(self, many: Sequence[Readings]) -> None:
        """What the first pass thinks of these is kept until the next time."""
        views = [most_readable(links_in_words(readings, self._public)) for readings in many]
        texts = [view.text[start:end] for view in views for start, end in pieces_of(view.text)]
        self._ahead = dict(zip(texts, self._first.chances(texts), strict=True))

    def opinions(self, many: Sequence[Readings], suspected: Sequence[bool]) -> list[Opinion]:
        """One for each text; `suspected` are texts that a pattern found something in, which the second stage reads too."""
        many = [links_in_words(readings, self._public) for readings in many]
        views = [most_readable(readings) for readings in many]
        places = [pieces_of(view.text) for view in views]
        texts = [view.text[start:end] for view, cut in zip(views, places, strict=True) for start, end in cut]
        known = [self._ahead.get(text) for text in texts]
        new = iter(self._first.chances([text for text, one in zip(texts, known, strict=True) if one is None]))
        chances = iter([next(new) if one is None else one for one in known])
        return [
            self._opinion(readings, view, [(place, next(chances)) for place in cut], suspicious)
            for readings, view, cut, suspicious in zip(many, views, places, suspected, strict=True)
        ]

    def _opinion(self, readings: Readings, view: View, pieces: Sequence[tuple[_Place, Chances]], suspicious: bool) -> Opinion:
        if self._second is None:
            return Opinion([one for place, chances in pieces for one in _found(view, place, chances, FIRST_RULE)])
        doubtful = [piece for piece in pieces if suspicious or self._first.doubtful(piece[1])]
        doubtful.sort(key=lambda piece: -max(piece[1]))
        findings: list[Finding] = []
        highest = [0.0] * len(Category)
        for place, chances in doubtful[:_MOST_DOUBTFUL]:
            read = _still_alarmed(chances, self._second.chances(as_typed(readings, view, place, self._public), chances))
            findings += _found(view, place, read, SECOND_RULE)
            highest = [max(pair) for pair in zip(highest, read, strict=True)]
        whole = 0 < len(doubtful) == len(pieces) <= _MOST_DOUBTFUL
        return Opinion(findings, _cleared(highest, self._second.clears) if whole else frozenset())


def _still_alarmed(first: Chances, second: Chances) -> Chances:
    """Where a child may be in danger, what the first pass would hold stays held, unless the second look is all but certain."""
    return [
        max(before, after) if category in ALERTING and before >= HOLD_FROM and after >= _ALL_BUT_CERTAIN else after
        for category, before, after in zip(Category, first, second, strict=True)
    ]


def _cleared(highest: Chances, clears: Chances) -> frozenset[Category]:
    return frozenset(category for category, chance, most in zip(Category, highest, clears, strict=True) if chance < most)


def as_typed(readings: Readings, view: View, place: _Place, public: PublicPlaces) -> str:
    """A plain text keeps its capitals and apostrophes; a disguised one is read without its disguise."""
    if view is readings.canonical and readings.raw.text.isascii() and place[1] > place[0]:
        start, end = view.raw_span(*place)
        return in_words(readings.raw.text[start:end], public)
    return view.text[place[0] : place[1]]


def _found(view: View, place: _Place, chances: Chances, rule: str) -> Iterator[Finding]:
    if max(chances) < _TOLD_FROM:
        return
    for category, chance in zip(Category, chances, strict=True):
        if chance >= _TOLD_FROM and place[1] > place[0]:
            start, end = view.raw_span(*place)
            yield Finding(f"{category.value}.{rule}", category, round(float(chance), 3), start, end, view.name)
