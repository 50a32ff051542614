"""What somebody proposes as a rule: bounds that keep matching fast, and the words to say what is wrong."""

import re
from dataclasses import dataclass
from hashlib import sha256

from moderation.domain.category import Category
from moderation.domain.rule import BadRule, Rule

_NAME = re.compile(r"[a-z][a-z0-9_]{1,30}[a-z0-9]")
_TAKEN = frozenset({"first_pass", "second_stage", "outside", "pressure", "history"})  # of findings that no rule made
MOST_PATTERNS, MOST_UNLESS, MOST_EXAMPLES = 20, 10, 20
LONGEST_PATTERN, LONGEST_EXPANDED = 500, 20_000
LONGEST_EXAMPLE = 500
SHORTEST_REASON, LONGEST_REASON = 10, 200
LOWEST_SCORE = 0.1


@dataclass(frozen=True, slots=True)
class Draft:
    """As it was typed: word lists are not yet put in."""

    category: Category
    name: str
    reason: str
    score: float
    patterns: tuple[str, ...]
    unless: tuple[str, ...]
    catches: tuple[str, ...]
    passes: tuple[str, ...]

    @property
    def digest(self) -> str:
        return sha256(repr(self).encode()).hexdigest()


def check(draft: Draft) -> None:
    """Raises BadRule with one sentence."""
    if not _NAME.fullmatch(draft.name) or draft.name in _TAKEN or "__" in draft.name:
        raise BadRule(f"name must be 3 to 32 small letters, digits and underscores, and none of {', '.join(sorted(_TAKEN))}.")
    if not SHORTEST_REASON <= len(draft.reason.strip()) <= LONGEST_REASON or not draft.reason.strip().endswith("."):
        raise BadRule(
            f"reason must be a sentence of {SHORTEST_REASON} to {LONGEST_REASON} characters that ends with a full stop."
        )
    if not LOWEST_SCORE <= draft.score <= 1:  # also refuses what is no number
        raise BadRule(f"score must be {LOWEST_SCORE} to 1; from 0.75 one match holds a message by itself.")
    _check_texts("patterns", draft.patterns, 1, MOST_PATTERNS, LONGEST_PATTERN)
    _check_texts("unless", draft.unless, 0, MOST_UNLESS, LONGEST_PATTERN)
    _check_texts("catches", draft.catches, 1, MOST_EXAMPLES, LONGEST_EXAMPLE)
    _check_texts("passes", draft.passes, 1, MOST_EXAMPLES, LONGEST_EXAMPLE)


def _check_texts(field: str, texts: tuple[str, ...], fewest: int, most: int, longest: int) -> None:
    if not fewest <= len(texts) <= most:
        raise BadRule(f"{field} must be {fewest} to {most} texts; there are {len(texts)}.")
    for number, text in enumerate(texts, 1):
        if not text.strip() or len(text) > longest:
            raise BadRule(f"Number {number} of {field} must have 1 to {longest} characters.")


def check_expanded(rule: Rule) -> None:
    """Raises BadRule."""
    size = sum(len(pattern) for pattern in (*rule.patterns, *rule.unless))
    if size > LONGEST_EXPANDED:
        raise BadRule(
            f"With its word lists the rule has {size:,} characters of patterns, and may have {LONGEST_EXPANDED:,}. Use fewer."
        )
    for pattern in (*rule.patterns, *rule.unless):
        if not pattern.isascii() or any(sign < " " for sign in pattern):
            raise BadRule("Patterns must be in plain letters and signs: texts are folded to them before matching.")
        try:
            re.compile(pattern, re.ASCII)
        except (re.error, OverflowError, RecursionError) as fault:
            raise BadRule(f"The pattern {pattern[:80]!r} is not well formed ({fault}).") from None
