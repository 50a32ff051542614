"""Use case: judge one text before anyone reads it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol

from moderation.domain.addresses import find_addresses
from moderation.domain.judgement import Finding, Judgement, conclude
from moderation.domain.normalise import LONGEST_TEXT, Readings, read
from moderation.domain.phones import find_phones
from moderation.domain.public import PublicPlaces
from moderation.domain.rule import TOO_LONG, Rule, RuleSet, exact
from moderation.domain.view import Change, View, sentence_around
from moderation.domain.words import split_words, vocabulary


class PatternBank(Protocol):
    def matching(self, text: str) -> Iterable[int]:
        """The numbers of the patterns that match somewhere in the text, in bounded time for any text."""


class Detector(Protocol):
    """One more way to find something, such as a trained classifier."""

    def find(self, readings: Readings) -> Iterable[Finding]: ...


class RulePatterns:
    """Finds what the rules' patterns describe, in every reading of a text."""

    def __init__(self, rules: RuleSet, bank: PatternBank) -> None:
        self._numbered = [(rule, pattern) for rule in rules.rules for pattern in rule.patterns]
        self._known = vocabulary(pattern for _, pattern in self._numbered)
        self._bank = bank

    def find(self, readings: Readings) -> Iterator[Finding]:
        for view in (readings.canonical, *readings.others, *map(self._spaced, readings.spelt)):
            for number in self._bank.matching(view.text):
                yield from self._located(view, *self._numbered[number])

    def _spaced(self, spelt: View) -> View:
        """Whatever is found in a spelt run is shown as the whole run."""
        text = split_words(spelt.text, self._known)
        return View("spelt", text, spelt, lambda: [Change(0, len(text), 0, len(spelt.text))])

    def _located(self, view: View, rule: Rule, pattern: str) -> Iterator[Finding]:
        matches = [match.span() for match in islice(exact(pattern).finditer(view.text), _MOST_PLACES)]
        # The bank and Python may differ in a corner of Unicode; then the whole text is the place.
        for start, end in matches or [(0, len(view.text))]:
            if end > start and not self._excused(view.text, rule, start, end):
                yield Finding(rule.id, rule.category, rule.score, *view.raw_span(start, end), view.name)

    def _excused(self, text: str, rule: Rule, start: int, end: int) -> bool:
        if not rule.unless:
            return False
        sentence = sentence_around(text, start, end)
        return any(exact(pattern).search(sentence) for pattern in rule.unless)


_MOST_PLACES = 10


class TextJudge:
    """Judges texts by one rule set. The same text and rules always give the same judgement.

    Not to be shared between threads: the pattern bank keeps one working memory.
    """

    def __init__(
        self,
        rules: RuleSet,
        patterns: RulePatterns,
        public: PublicPlaces,
        fold: Mapping[int, str],
        detectors: Sequence[Detector] = (),
    ) -> None:
        self.rules = rules
        self._public = public
        self._fold = fold
        self._detectors: tuple[Detector, ...] = (patterns, *detectors)

    def judge(self, text: str, *, sender_age: int | None = None) -> Judgement:
        """A verdict for any string at all. What is too long to check wholly is held for a person, never allowed."""
        findings: list[Finding] = []
        if len(text) > LONGEST_TEXT:
            findings.append(Finding(TOO_LONG, None, 1.0, 0, LONGEST_TEXT))
        readings = read(text[:LONGEST_TEXT], self._fold)
        findings += find_phones(readings.canonical, self._public)
        findings += find_addresses(readings.canonical, self._public)
        for detector in self._detectors:
            findings += detector.find(readings)
        return conclude(findings, rules_version=self.rules.version, sender_age=sender_age)
