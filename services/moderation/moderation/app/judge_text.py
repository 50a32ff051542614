"""Use case: judge one text before anyone reads it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from typing import Protocol

from moderation.app.classify import Classifier, Opinion
from moderation.domain.addresses import find_addresses
from moderation.domain.conversation import Background, seen_over_time
from moderation.domain.judgement import ALERTING, Finding, Judgement, conclude
from moderation.domain.normalise import LONGEST_TEXT, Readings, read
from moderation.domain.phones import find_phones
from moderation.domain.public import PublicPlaces
from moderation.domain.rule import TOO_LONG, Rule, RuleSet, exact
from moderation.domain.scripts import find_unread
from moderation.domain.sums import weigh_sums
from moderation.domain.view import Change, View, sentence_around
from moderation.domain.words import split_words, vocabulary


class PatternBank(Protocol):
    def matching(self, text: str) -> Iterable[int]:
        """The numbers of the patterns that match somewhere in the text, in bounded time for any text."""


class Detector(Protocol):
    """One more way to find something, such as a classifier outside."""

    version: str

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
        learned: Classifier | None = None,
    ) -> None:
        self.rules = rules
        self._public = public
        self._fold = fold
        self._patterns = patterns
        self._detectors = tuple(detectors)
        self._learned = learned
        versions = (rules.version, learned.version if learned else "", *(one.version for one in self._detectors))
        self.version = version_of(" ".join(versions))

    def judge(self, text: str, *, sender_age: int | None = None, background: Background | None = None) -> Judgement:
        """A verdict for any string at all. What is too long to check wholly is held for a person, never allowed."""
        [judgement] = self._judged([(text, sender_age, background)])
        return judgement

    def judge_many(self, texts: Sequence[tuple[str, int | None]]) -> list[Judgement]:
        """Texts without a past, with their senders' ages; the same judgements as one by one, and faster."""
        return self._judged([(text, age, None) for text, age in texts])

    def read_ahead(self, texts: Sequence[str]) -> None:
        """These will be judged in a moment, one by one; classifiers are faster with many."""
        if self._learned:
            self._learned.read_ahead([read(text[:LONGEST_TEXT], self._fold) for text in texts])

    def _judged(self, texts: Sequence[tuple[str, int | None, Background | None]]) -> list[Judgement]:
        many = [read(text[:LONGEST_TEXT], self._fold) for text, _, _ in texts]
        matched = [list(self._patterns.find(readings)) for readings in many]
        opinions = self._opinions(many, [bool(found) for found in matched])
        return [
            self._concluded(*entry, readings, weigh_patterns(found, opinion), opinion)
            for entry, readings, found, opinion in zip(texts, many, matched, opinions, strict=True)
        ]

    def _opinions(self, many: Sequence[Readings], suspected: Sequence[bool]) -> Sequence[Opinion]:
        return self._learned.opinions(many, suspected) if self._learned else [Opinion()] * len(many)

    def _concluded(
        self,
        text: str,
        sender_age: int | None,
        background: Background | None,
        readings: Readings,
        matched: list[Finding],
        opinion: Opinion,
    ) -> Judgement:
        findings = [Finding(TOO_LONG, None, 1.0, 0, LONGEST_TEXT)] if len(text) > LONGEST_TEXT else []
        findings += find_phones(readings.canonical, self._public)
        findings += find_addresses(readings.canonical, self._public)
        findings += matched
        for detector in self._detectors:
            findings += detector.find(readings)
        findings += weigh_sums(text[:LONGEST_TEXT], list(opinion.findings))
        findings += find_unread(readings)
        if background is not None:
            findings += seen_over_time(text[:LONGEST_TEXT], findings, background, self._contacts)
        return conclude(findings, rules_version=self.version, sender_age=sender_age)

    def _contacts(self, text: str) -> float:
        canonical = read(text[:LONGEST_TEXT], self._fold).canonical
        found = (*find_phones(canonical, self._public), *find_addresses(canonical, self._public))
        return max((finding.score for finding in found), default=0.0)


_SURE_PATTERN, _DISCOUNT = 0.75, 0.6


def weigh_patterns(matched: Sequence[Finding], opinion: Opinion) -> list[Finding]:
    """Patterns see words, the second stage sees the sentence: where it saw nothing, an unsure pattern is only noticed."""
    return [
        replace(one, score=round(one.score * _DISCOUNT, 3))
        if one.category in opinion.cleared and one.category not in ALERTING and one.score < _SURE_PATTERN
        else one
        for one in matched
    ]


def version_of(parts: str) -> str:
    """What decides a verdict: the rule files, the models, detectors outside, and the code, which counts its own changes."""
    return sha256(f"{parts} {CODE}".encode()).hexdigest()[:16]


CODE = 2  # grows whenever the code of screening may judge a text differently
