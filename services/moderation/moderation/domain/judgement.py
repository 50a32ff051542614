"""What screening may say about a text, and how findings become one judgement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    ALLOW = "allow"
    HOLD = "hold"
    BLOCK = "block"


class Category(StrEnum):
    PII_CONTACT = "pii_contact"
    OFF_PLATFORM = "off_platform"
    SEXUAL_GROOMING = "sexual_grooming"
    SELF_HARM = "self_harm"
    ABUSE_HATE = "abuse_hate"
    THREAT_BULLYING = "threat_bullying"
    SPAM_SCAM = "spam_scam"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule or classifier saw something at `start:end` of the raw text. `category` None: it could not be checked."""

    rule: str
    category: Category | None
    score: float
    start: int
    end: int
    view: str = "raw"


@dataclass(frozen=True, slots=True)
class Span:
    """Raw characters `start` to `end` (exclusive), the rule that fired there and the view it read."""

    start: int
    end: int
    category: str
    rule: str
    view: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """`categories` are those that count (most certain first); an allowed text may carry one that was merely noticed."""

    action: Action
    categories: tuple[Category, ...]
    score: float
    spans: tuple[Span, ...]
    rules: tuple[str, ...]
    rules_version: str
    alert: bool


# What a category that fired leads to:
#
# | category        | action                                                      | alert to safeguarding |
# |-----------------|-------------------------------------------------------------|-----------------------|
# | pii_contact     | hold; block when clear and the sender is known to be under 18 | no                  |
# | self_harm       | hold, never block                                           | yes                   |
# | sexual_grooming | hold, never block                                           | yes                   |
# | all others      | hold                                                        | no                    |
#
# A disclosure reads like the harm itself, so whatever alerts is for a person to read and never turns into a block,
# also when the same message holds contact details.
ALERTING = frozenset({Category.SELF_HARM, Category.SEXUAL_GROOMING})
HOLD_FROM = 0.5
NOTICE_FROM = 0.3
CLEAR_FROM = 0.9
ADULT_AGE = 18
_MOST_SPANS = 50  # a reviewer needs no more, and a hostile text must not make a verdict of megabytes


def conclude(findings: Sequence[Finding], *, rules_version: str, sender_age: int | None = None) -> Judgement:
    """Weigh what was found. No finding is the only way to an unmarked allow."""
    scores = _score_categories(findings)
    unchecked = any(finding.category is None for finding in findings)
    fired = {category for category, score in scores.items() if score >= HOLD_FROM}
    shown = sorted((c for c, score in scores.items() if score >= NOTICE_FROM), key=lambda c: (-scores[c], c))
    counted = [f for f in findings if f.category is None or f.category in shown]
    return Judgement(
        action=_action(fired, unchecked, scores, sender_age),
        categories=tuple(shown),
        score=1.0 if unchecked else round(max(scores.values(), default=0.0), 3),
        spans=_spans(counted),
        rules=tuple(dict.fromkeys(f.rule for f in sorted(counted, key=lambda f: -f.score))),
        rules_version=rules_version,
        alert=bool(fired & ALERTING),
    )


def _action(fired: set[Category], unchecked: bool, scores: dict[Category, float], sender_age: int | None) -> Action:
    if not fired and not unchecked:
        return Action.ALLOW
    minor = sender_age is not None and sender_age < ADULT_AGE
    if minor and not unchecked and fired == {Category.PII_CONTACT} and scores[Category.PII_CONTACT] >= CLEAR_FROM:
        return Action.BLOCK
    return Action.HOLD


def _score_categories(findings: Iterable[Finding]) -> dict[Category, float]:
    """Per category the chance that at least one of its rules is right, taking each rule once (noisy or)."""
    best: dict[tuple[Category, str], float] = {}
    for finding in findings:
        if finding.category is not None:
            key = (finding.category, finding.rule)
            best[key] = max(best.get(key, 0.0), finding.score)
    doubt: dict[Category, float] = {}
    for (category, _), score in best.items():
        doubt[category] = doubt.get(category, 1.0) * (1.0 - score)
    return {category: 1.0 - left for category, left in doubt.items()}


def _spans(findings: Iterable[Finding]) -> tuple[Span, ...]:
    """One span per rule and place; of two views that saw the same, the first is named."""
    kept: list[Span] = []
    for f in sorted(findings, key=lambda f: (f.start, -f.end)):
        category = f.category.value if f.category else "unchecked"
        inside = any(s.rule == f.rule and s.start <= f.start and f.end <= s.end for s in kept)
        if not inside:
            kept.append(Span(f.start, f.end, category, f.rule, f.view))
        if len(kept) == _MOST_SPANS:
            break
    return tuple(kept)
