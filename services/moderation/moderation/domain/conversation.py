"""What a conversation shows that no single message does: details in bits, a slide towards secrecy, pressure that goes on."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from moderation.domain.judgement import HOLD_FROM, Category, Finding, Judgement

KEPT_TURNS, KEPT_FOR = 20, timedelta(days=14)
LABEL_FOR = timedelta(days=90)
SPLIT_RULE = "pii_contact.in_bits"
SLIDE_RULE = "sexual_grooming.slide"
NIGHT_RULE = "sexual_grooming.night"
UNANSWERED_RULE = "sexual_grooming.unanswered"
PRESSURE_RULE, HISTORY_RULE = "pressure", "history"  # after the category

_BITS_WITHIN, _MOST_BITS, _LONGEST_BIT = timedelta(days=3), 6, 80
_PRESSURE_WITHIN, _PRESSURE_TURNS = timedelta(days=7), 3
_SLIDE_TURNS = 2  # earlier turns that leaned that way
_UNANSWERED = 4  # turns in a row without an answer
_NIGHT_FROM, _NIGHT_TO = 22, 6
_LABELS = 2  # earlier findings of a kind before they count
_BIT = re.compile(
    r"[0-9]|\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|treble|dot|underscore|digits?|gmail|hotmail|numbers?)\b|@",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\b(?:and|then|ok|okay|next|now|last|lastly|finally|first|rest|the|is|are|its|it|bit|part|half)\b"
    r"|\b(?:after that|digits?|numbers?|ends?)\b",
    re.IGNORECASE,
)
_NEVER_COUNTED = frozenset({Category.SELF_HARM})  # who tells of harm is not on the way to anything


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier message that was worth remembering. `text` is empty unless it may be a bit of contact details."""

    message_id: str
    author_id: str
    seq: int
    at: datetime
    mentor: bool
    noticed: frozenset[Category]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """That a person's message was once held for this; forgotten after `until`."""

    category: Category
    until: datetime


@dataclass(frozen=True, slots=True)
class Background:
    """What is known when a message comes: who writes, when, and what was before it. `history` is oldest first."""

    author_id: str
    seq: int
    at: datetime
    mentor: bool
    with_minor: bool
    history: Sequence[Turn] = ()
    labels: Sequence[Label] = field(default=())


Contacts = Callable[[str], float]
"""How sure the contact detectors are that a text holds somebody's details."""


def may_be_bit(text: str) -> bool:
    """Cheap: could this be a piece of a number, address or name that continues in another message?"""
    return len(text) <= _LONGEST_BIT and bool(_BIT.search(text))


def seen_over_time(text: str, findings: Sequence[Finding], background: Background, contacts: Contacts) -> list[Finding]:
    """Findings about the whole of the new text. A message by itself and without a past gives none."""
    own = [turn for turn in background.history if turn.author_id == background.author_id]
    leaning = {finding.category for finding in findings if finding.category and finding.category not in _NEVER_COUNTED}
    rules = [*_bits(text, own, background, contacts)]
    rules += _pressure(leaning, own, background)
    if background.mentor and background.with_minor:
        rules += _slide(leaning, own, background)
    return [Finding(rule, category, score, 0, max(1, len(text))) for rule, category, score in rules]


_Seen = tuple[str, Category, float]


def _bits(text: str, own: Sequence[Turn], background: Background, contacts: Contacts) -> list[_Seen]:
    """The author's latest bits, joined to this one: a detail that only the whole shows."""
    if not may_be_bit(text):
        return []
    bits = [_BETWEEN.sub(" ", turn.text) for turn in own if turn.text and background.at - turn.at <= _BITS_WITHIN][-_MOST_BITS:]
    alone = contacts(text)
    for first in range(len(bits)):
        sure = contacts(" ".join(" ".join([*bits[first:], _BETWEEN.sub(" ", text)]).split()))
        if sure >= HOLD_FROM > max(alone, max(map(contacts, bits[first:]))):
            return [(SPLIT_RULE, Category.PII_CONTACT, round(0.9 * sure, 3))]
    return []


def _pressure(leaning: set[Category], own: Sequence[Turn], background: Background) -> list[_Seen]:
    """The same thing asked again and again within a week, or by somebody who was stopped for it before."""
    seen: list[_Seen] = []
    for category in sorted(leaning):
        recent = [turn for turn in own if category in turn.noticed and background.at - turn.at <= _PRESSURE_WITHIN]
        if len(recent) >= _PRESSURE_TURNS:
            seen.append((f"{category.value}.{PRESSURE_RULE}", category, 0.5))
        past = [label for label in background.labels if label.category is category and label.until > background.at]
        if len(past) >= _LABELS:
            seen.append((f"{category.value}.{HISTORY_RULE}", category, 0.35))
    return seen


def _slide(leaning: set[Category], own: Sequence[Turn], background: Background) -> list[_Seen]:
    """An adult who flatters or asks for secrecy, and now wants more of it or to meet; worse at night and unanswered."""
    if not leaning & {Category.SEXUAL_GROOMING, Category.OFF_PLATFORM}:
        return []
    grooming = Category.SEXUAL_GROOMING
    seen: list[_Seen] = []
    if sum(1 for turn in own if grooming in turn.noticed) >= _SLIDE_TURNS:
        seen.append((SLIDE_RULE, grooming, 0.6))
    if grooming in leaning and (background.at.hour >= _NIGHT_FROM or background.at.hour < _NIGHT_TO):
        seen.append((NIGHT_RULE, grooming, 0.25))
    if _in_a_row(own, background.seq) >= _UNANSWERED:
        seen.append((UNANSWERED_RULE, grooming, 0.25))
    return seen


def _in_a_row(own: Sequence[Turn], seq: int) -> int:
    """How many messages the author has written since anybody answered, this one included."""
    written = {turn.seq for turn in own}
    count = 1
    while seq - count in written:
        count += 1
    return count


def remembered(history: Sequence[Turn], turn: Turn) -> tuple[Turn, ...]:
    """The history with the new turn, without what is too old or too much. An edit takes the place of what it changes."""
    kept = [one for one in history if turn.at - one.at <= KEPT_FOR and one.message_id != turn.message_id]
    return (*kept, turn)[-KEPT_TURNS:]


def worth_remembering(text: str, judgement: Judgement) -> bool:
    return bool(judgement.categories) or may_be_bit(text)


def labelled(labels: Sequence[Label], judgement: Judgement, held: bool, now: datetime) -> tuple[Label, ...] | None:
    """The labels after a message that was held, without expired ones; None when nothing changes."""
    new = [Label(category, now + LABEL_FOR) for category in judgement.categories if held and category not in _NEVER_COUNTED]
    if not new:
        return None
    return (*(label for label in labels if label.until > now), *new)[-KEPT_TURNS:]
