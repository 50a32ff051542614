"""What screening may say about a text, and how findings become one judgement."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from moderation.domain.category import ALERTING as ALERTING
from moderation.domain.category import Action as Action
from moderation.domain.category import Category as Category
from moderation.domain.policy import STANDARD, group_of_age
from moderation.domain.ruling import Ruling


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
class OwnMatch:
    """A rule that staff made matched. One on trial changes nothing; `would_hold`: without effect only for that reason."""

    rule: str
    trial: bool = False
    would_hold: bool = False


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
    fired: frozenset[Category] = frozenset()
    """Those that are certain enough for something to be done about them, if the programme's policy wants it."""
    own: tuple[OwnMatch, ...] = ()
    """For counting how good rules of staff are; nothing is decided by it."""


HOLD_FROM = 0.5
NOTICE_FROM = 0.3
_MOST_SPANS = 50  # a reviewer needs no more, and a hostile text must not make a verdict of megabytes
OWN_SPANS = 6  # of each category, whatever else the text holds


def conclude(
    findings: Sequence[Finding], *, rules_version: str, sender_age: int | None = None, ruling: Ruling | None = None
) -> Judgement:
    """Weigh what was found. No finding is the only way to an unmarked allow. Without a ruling the standard policy counts."""
    if not findings:
        return Judgement(Action.ALLOW, (), 0.0, (), (), rules_version, alert=False)
    scores = _score_categories(findings)
    unchecked = any(finding.category is None for finding in findings)
    fired = {category: score for category, score in scores.items() if score >= HOLD_FROM}
    shown = sorted((c for c, score in scores.items() if score >= NOTICE_FROM), key=lambda c: (-scores[c], c))
    counted = [f for f in findings if f.category is None or f.category in shown]
    ruling = ruling or STANDARD.ruling(group_of_age(sender_age))
    return Judgement(
        action=ruling.action(fired, sender_age, unchecked=unchecked),
        categories=tuple(shown),
        score=1.0 if unchecked else round(max(scores.values(), default=0.0), 3),
        spans=_spans(counted),
        rules=tuple(dict.fromkeys(f.rule for f in sorted(counted, key=lambda f: -f.score))),
        rules_version=rules_version,
        alert=bool(fired.keys() & ALERTING),
        fired=frozenset(fired),
    )


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


def _spans(findings: Sequence[Finding]) -> tuple[Span, ...]:
    """One span per rule and place; of two views that saw the same, the first is named.

    The first spans of a category are there whatever else was found: nobody learns of one category by crowding out another.
    """
    if not findings:
        return ()
    ordered = sorted(findings, key=lambda f: (f.start, -f.end))
    kept: list[Span] = []
    count: Counter[Category | None] = Counter()
    for most in (OWN_SPANS, _MOST_SPANS):
        for f in ordered:
            if len(kept) == _MOST_SPANS:
                break
            if count[f.category] < most and not any(s.rule == f.rule and s.start <= f.start and f.end <= s.end for s in kept):
                kept.append(Span(f.start, f.end, f.category.value if f.category else "unchecked", f.rule, f.view))
                count[f.category] += 1
    return tuple(sorted(kept, key=lambda s: (s.start, -s.end)))
