"""A rule: what it looks for, what excuses a match, and what the sender is told. Rules are data, kept in `rules/`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from moderation.domain.judgement import Category


class BadRule(ValueError):
    """A rule file says something that cannot work. The message names file or rule, and the cure."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`score` is how sure one match makes us, 0 to 1; below 0.5 it only counts together with others.

    `unless` excuses a match when found in the same sentence. `catches` and `passes` are run as tests.
    A rule without patterns belongs to a detector in the code, which finds by counting what a pattern cannot.
    `owner` answers for the rule; `version` grows whenever it is changed.
    """

    id: str
    category: Category
    reason: str
    score: float
    patterns: tuple[str, ...]
    unless: tuple[str, ...]
    catches: tuple[str, ...]
    passes: tuple[str, ...]
    owner: str
    version: int


@dataclass(frozen=True, slots=True)
class RuleSet:
    version: str
    rules: tuple[Rule, ...]

    def reason(self, rule_id: str) -> str:
        """What to tell the sender, in plain words. Raises KeyError for a rule of another version."""
        if rule_id.endswith((".first_pass", ".second_stage", ".outside")):
            return _LEARNED
        if rule_id in OVER_TIME_REASONS:
            return OVER_TIME_REASONS[rule_id]
        if rule_id.endswith((".pressure", ".history")):
            return _AGAIN
        return (UNCHECKED_REASONS | {rule.id: rule.reason for rule in self.rules})[rule_id]


TOO_LONG = "unchecked.too_long"
UNCHECKED_REASONS = {
    TOO_LONG: "This message is longer than 8,000 characters, so a person will read it first.",
    "unchecked.outside": "This message could not be checked just now, so a person will read it first.",
    "unchecked.language": "This message is in a language that cannot be checked here, so a person will read it first.",
}
OVER_TIME_REASONS = {
    "pii_contact.in_bits": "Together with earlier messages it seems to give a number or address in bits.",
    "sexual_grooming.slide": "Together with earlier messages it may make somebody uncomfortable. A person will look at it.",
    "sexual_grooming.night": "Together with its hour it may make somebody uncomfortable. A person will look at it.",
    "sexual_grooming.unanswered": "It follows many messages without an answer. A person will look at it.",
}
_AGAIN = "Something like it was written before. A person will look at it."
_LEARNED = "It reads like messages that people here were right to stop. A person will look at it."

_LIST = re.compile(r"<([a-z0-9_]+)>")
_SPACE = re.compile(r"\[[^]]*\]| ")  # a space inside a character class stays itself
_GAP = r"(?:[\W_]+)"


def expand(pattern: str, lists: Mapping[str, tuple[str, ...]]) -> str:
    """Put word lists in for `<name>` and «characters that are no letters» for a space."""

    def words(match: re.Match[str]) -> str:
        if match[1] not in lists:
            raise BadRule(f"There is no word list <{match[1]}>. Add it to words.toml or correct the name.")
        return "(?:" + "|".join(expand(word, lists) for word in lists[match[1]]) + ")"

    gapped = _SPACE.sub(lambda match: _GAP if match.group() == " " else match.group(), pattern)
    return _LIST.sub(words, gapped)


@lru_cache(maxsize=4096)
def exact(pattern: str) -> re.Pattern[str]:
    """Compiled once, at the first match, because a rule bank is large and few rules ever match."""
    return re.compile(pattern, re.ASCII | re.IGNORECASE)
