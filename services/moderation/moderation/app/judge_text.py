"""Use case: judge one text before anyone reads it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from typing import Protocol

from moderation.app.classify import Classifier, Opinion
from moderation.app.own_rules import NONE, OwnRules, views_of
from moderation.domain.addresses import find_addresses
from moderation.domain.conversation import Background, seen_over_time
from moderation.domain.judgement import ALERTING, Action, Category, Finding, Judgement, OwnMatch, conclude
from moderation.domain.normalise import LONGEST_TEXT, Readings, read
from moderation.domain.phones import find_phones
from moderation.domain.public import PublicPlaces
from moderation.domain.rule import TOO_LONG, Rule, RuleSet, exact
from moderation.domain.ruling import Ruling
from moderation.domain.scripts import find_unread
from moderation.domain.sums import weigh_sums
from moderation.domain.view import View, sentence_around
from moderation.domain.words import vocabulary


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
        for view in views_of(readings, self._known):
            for number in self._bank.matching(view.text):
                yield from self._located(view, *self._numbered[number])

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


@dataclass(frozen=True, slots=True)
class Parts:
    """What decides beside rules of staff, each by its version: enough to say later which of them is another one."""

    rules: str
    models: str
    outside: str
    code: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One text. Without a ruling the standard policy counts; without a programme, of rules of staff those for every one."""

    text: str
    sender_age: int | None = None
    background: Background | None = None
    programme_id: str = ""
    ruling: Ruling | None = None


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
        self.shipped_version = version_of(" ".join(versions))
        self.parts = Parts(versions[0], versions[1], " ".join(versions[2:]), CODE)
        self.own = NONE

    def follow(self, own: OwnRules) -> None:
        """From the next text on, these are the rules that staff made."""
        self.own = own

    @property
    def version(self) -> str:
        return self.version_with(self.own)

    def version_with(self, own: OwnRules) -> str:
        """The same as without rules that staff made while none of them acts."""
        return version_of(f"{self.shipped_version} {own.version}") if own.version else self.shipped_version

    def judge(
        self,
        text: str,
        *,
        sender_age: int | None = None,
        background: Background | None = None,
        programme_id: str = "",
        ruling: Ruling | None = None,
    ) -> Judgement:
        """A verdict for any string at all. What is too long to check wholly is held for a person, never allowed."""
        [judgement] = self._judged([Asked(text, sender_age, background, programme_id, ruling)], self.own)
        return judgement

    def judge_by(self, own: OwnRules, asked: Asked) -> Judgement:
        """As it would be with other rules of staff than those in force."""
        [judgement] = self._judged([asked], own)
        return judgement

    def matches(self, own: OwnRules, text: str, programme_id: str) -> bool:
        """Whether one of these rules that act matches: a small part of the work of judging."""
        return bool(own.find(read(text[:LONGEST_TEXT], self._fold), programme_id).acting)

    def judge_many(self, texts: Sequence[tuple[str, int | None]]) -> list[Judgement]:
        """Texts without a past, with their senders' ages; the same judgements as one by one, and faster."""
        return self._judged([Asked(text, age) for text, age in texts], self.own)

    def read_ahead(self, texts: Sequence[str]) -> None:
        """These will be judged in a moment, one by one; classifiers are faster with many."""
        if self._learned:
            self._learned.read_ahead([read(text[:LONGEST_TEXT], self._fold) for text in texts])

    def reason(self, rule_id: str) -> str:
        """What to tell the sender, in plain words. Raises KeyError for a rule of another version."""
        return self.own.reason(rule_id) or self.rules.reason(rule_id)

    def _judged(self, texts: Sequence[Asked], own: OwnRules) -> list[Judgement]:
        many = [read(asked.text[:LONGEST_TEXT], self._fold) for asked in texts]
        of_staff = [own.find(readings, asked.programme_id) for readings, asked in zip(many, texts, strict=True)]
        matched = [list(self._patterns.find(readings)) for readings in many]
        opinions = self._opinions(many, [bool(found or mine.acting) for found, mine in zip(matched, of_staff, strict=True)])
        version = self.version_with(own)
        judged: list[Judgement] = []
        for asked, readings, found, mine, opinion in zip(texts, many, matched, of_staff, opinions, strict=True):
            weighed = [*weigh_patterns(found, opinion), *weigh_own(mine.acting, opinion)]
            findings = self._findings(asked, readings, weighed, opinion)
            judgement = self._concluded(asked, findings, version)
            if mine.acting or mine.trial:
                tried = {id: self._concluded(asked, [*findings, *extra], version) for id, extra in mine.trial.items()}
                judgement = replace(judgement, own=_own_matches(judgement, mine.acting, tried))
            judged.append(judgement)
        return judged

    def _opinions(self, many: Sequence[Readings], suspected: Sequence[bool]) -> Sequence[Opinion]:
        return self._learned.opinions(many, suspected) if self._learned else [Opinion()] * len(many)

    def _findings(self, asked: Asked, readings: Readings, matched: list[Finding], opinion: Opinion) -> list[Finding]:
        text = asked.text
        findings = [Finding(TOO_LONG, None, 1.0, 0, LONGEST_TEXT)] if len(text) > LONGEST_TEXT else []
        findings += find_phones(readings.canonical, self._public)
        findings += find_addresses(readings.canonical, self._public)
        findings += matched
        for detector in self._detectors:
            findings += detector.find(readings)
        findings += weigh_sums(text[:LONGEST_TEXT], list(opinion.findings))
        findings += find_unread(readings)
        if asked.background is not None:
            findings += seen_over_time(text[:LONGEST_TEXT], findings, asked.background, self._contacts)
        return findings

    def _concluded(self, asked: Asked, findings: Sequence[Finding], version: str) -> Judgement:
        return conclude(findings, rules_version=version, sender_age=asked.sender_age, ruling=asked.ruling)

    def _contacts(self, text: str) -> float:
        canonical = read(text[:LONGEST_TEXT], self._fold).canonical
        found = (*find_phones(canonical, self._public), *find_addresses(canonical, self._public))
        return max((finding.score for finding in found), default=0.0)


def _own_matches(judgement: Judgement, acting: Sequence[Finding], tried: Mapping[str, Judgement]) -> tuple[OwnMatch, ...]:
    """`tried` is what the judgement would be if a rule on trial acted; that never reaches the verdict."""
    act = [OwnMatch(rule) for rule in dict.fromkeys(finding.rule for finding in acting)]
    allowed = judgement.action is Action.ALLOW
    held = {rule: allowed and would.action is not Action.ALLOW for rule, would in tried.items()}
    return (*act, *(OwnMatch(rule, trial=True, would_hold=would) for rule, would in held.items()))


_SURE_PATTERN, _SURE_OWN, _ONLY_NOTICED = 0.85, 0.75, 0.45


def weigh_patterns(matched: Sequence[Finding], opinion: Opinion) -> list[Finding]:
    """Patterns see words, the second stage sees the sentence: where it saw nothing, an unsure pattern is only noticed.

    Of several such patterns of one category the best counts, so that together they hold no more than it does. Where a child
    may be in danger nothing is taken back.
    """
    kept: list[Finding] = []
    noticed: dict[Category, Finding] = {}
    for one in matched:
        if one.category is None or one.category in ALERTING or one.category not in opinion.cleared or one.score >= _SURE_PATTERN:
            kept.append(one)
        elif one.category not in noticed or noticed[one.category].score < one.score:
            noticed[one.category] = one
    return [*kept, *(replace(one, score=min(one.score, _ONLY_NOTICED)) for one in noticed.values())]


def weigh_own(acting: Sequence[Finding], opinion: Opinion) -> list[Finding]:
    """Staff were told what their scores do: a rule that is sure is never overruled."""
    sure = [one for one in acting if one.score >= _SURE_OWN]
    return [*sure, *weigh_patterns([one for one in acting if one.score < _SURE_OWN], opinion)]


def version_of(parts: str) -> str:
    """What decides a verdict: the rule files, the models, detectors outside, and the code, which counts its own changes."""
    return sha256(f"{parts} {CODE}".encode()).hexdigest()[:16]


CODE = 8  # grows whenever the code of screening may judge a text differently
