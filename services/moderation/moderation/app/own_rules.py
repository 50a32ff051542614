"""Rules that staff made: matched beside the shipped ones, each for its programme; those on trial have no effect."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol

from moderation.domain.judgement import Finding
from moderation.domain.normalise import Readings
from moderation.domain.rule import Rule
from moderation.domain.view import Change, View, sentence_around
from moderation.domain.words import split_words, vocabulary

_MOST_PLACES = 10
EVERY_PROGRAMME = ""


@dataclass(frozen=True, slots=True)
class InForce:
    """A rule as it acts or is tried, in one programme or in every one."""

    programme_id: str
    rule: Rule
    trial: bool = False

    @property
    def place(self) -> str:
        return f"{self.programme_id or '*'}/{self.rule.id}"


class OwnBank(Protocol):
    """The patterns of some rules, which are known by their number. All in time that the length of the text bounds."""

    def ends(self, text: str) -> Mapping[int, Sequence[int]]:
        """Of the rules that match somewhere, where their matches end, in order."""

    def excused(self, number: int, sentence: str) -> bool:
        """Whether the rule's `unless` is found in it."""


@dataclass(frozen=True, slots=True)
class Matched:
    """What rules that act found, and by rule what those on trial found."""

    acting: Sequence[Finding] = ()
    trial: Mapping[str, Sequence[Finding]] = field(default_factory=dict)


_NOTHING = Matched()


class OwnRules:
    """One numbered set. `version` says which rules act, whatever is on trial; it is empty while none acts."""

    def __init__(self, number: int, rules: Sequence[InForce], bank: OwnBank | None) -> None:
        self.number = number
        self.rules = tuple(rules)
        self._bank = bank
        self._known = vocabulary(pattern for one in rules for pattern in one.rule.patterns)
        acting = sorted(one.place for one in rules if not one.trial)
        self.version = sha256("\n".join(acting).encode()).hexdigest()[:16] if acting else ""
        self._reasons = {one.rule.id: one.rule.reason for one in rules if not one.trial}

    def reason(self, rule_id: str) -> str:
        """Empty for a rule that is not one of these."""
        return self._reasons.get(rule_id, "")

    def find(self, readings: Readings, programme_id: str) -> Matched:
        """Only of rules of this programme, and of those for every programme."""
        if self._bank is None:
            return _NOTHING
        acting: list[Finding] = []
        trial: dict[str, list[Finding]] = {}
        for view in views_of(readings, self._known):
            for number, ends in self._bank.ends(view.text).items():
                one = self.rules[number]
                if one.programme_id not in (EVERY_PROGRAMME, programme_id):
                    continue
                if found := list(self._located(self._bank, view, number, ends)):
                    (trial.setdefault(one.rule.id, []) if one.trial else acting).extend(found)
        return Matched(acting, trial) if acting or trial else _NOTHING

    def _located(self, bank: OwnBank, view: View, number: int, ends: Iterable[int]) -> Iterator[Finding]:
        """It is known where a match ends and not where it began, so its sentence is shown from the beginning."""
        rule = self.rules[number].rule
        done, shown = 0, 0
        for end in ends:
            if end <= done or shown == _MOST_PLACES:
                continue  # of the same sentence as the one before
            last = max(0, end - 1)
            sentence = sentence_around(view.text, last, end)
            start = end - len(sentence_around(view.text[:end], last, end))
            done = start + len(sentence)
            if rule.unless and bank.excused(number, sentence):
                continue
            shown += 1
            yield Finding(rule.id, rule.category, rule.score, *view.raw_span(start, end), view.name)


NONE = OwnRules(0, (), None)


def views_of(readings: Readings, known: frozenset[str]) -> Iterator[View]:
    """All readings that patterns look at. `known` are words that runs of spelt letters are cut into."""
    yield readings.canonical
    yield from readings.others
    for spelt in readings.spelt:
        yield _spaced(spelt, known)


def _spaced(spelt: View, known: frozenset[str]) -> View:
    """Whatever is found in a spelt run is shown as the whole run."""
    text = split_words(spelt.text, known)
    return View("spelt", text, spelt, lambda: [Change(0, len(text), 0, len(spelt.text))])
