"""Counts messages of a pair and of a programme from the rows themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from statistics import median


@dataclass(frozen=True, slots=True)
class Message:
    id: str
    conversation: str
    programme: str
    by_mentee: bool
    seq: int
    words: int
    characters: int
    posted_at: datetime
    released: bool
    blocked: bool
    held: bool
    """A person had to decide on it, whatever they decided."""


@dataclass(frozen=True, slots=True)
class Tally:
    messages: int
    words: int
    characters: int
    held: int
    blocked: int
    mentee_messages: int
    mentor_messages: int
    reply_seconds: tuple[float, ...]
    first_posted_at: datetime | None
    last_posted_at: datetime | None


@dataclass(frozen=True, slots=True)
class PairRow:
    id: str
    programme: str
    active: bool


@dataclass(frozen=True, slots=True)
class ProgrammeTally:
    tally: Tally
    pairs_started: int
    pairs_active: int
    pairs_in_contact: int
    messages_per_pair_median: float


def tally(messages: Iterable[Message]) -> Tally:
    """Of one conversation or of many; replies are looked for within each."""
    every = list(messages)
    shown = sorted((each for each in every if each.released), key=lambda each: (each.conversation, each.seq))
    moments = [each.posted_at for each in shown]
    by_mentees = sum(each.by_mentee for each in shown)
    return Tally(
        messages=len(shown),
        words=sum(each.words for each in shown),
        characters=sum(each.characters for each in shown),
        held=sum(each.held for each in every),
        blocked=sum(each.blocked for each in every),
        mentee_messages=by_mentees,
        mentor_messages=len(shown) - by_mentees,
        reply_seconds=tuple(
            seconds for _, one in groupby(shown, key=lambda each: each.conversation) for seconds in reply_seconds(list(one))
        ),
        first_posted_at=min(moments, default=None),
        last_posted_at=max(moments, default=None),
    )


def reply_seconds(shown: Sequence[Message]) -> list[float]:
    """From the earliest message without an answer to its answer, turn by turn; never less than 0."""
    starts = [next(turn) for _, turn in groupby(shown, key=lambda each: each.by_mentee)]
    return [max(0.0, (reply.posted_at - asked.posted_at).total_seconds()) for asked, reply in pairwise(starts)]


def programme_tally(messages: Sequence[Message], pairs: Sequence[PairRow]) -> ProgrammeTally:
    released = {pair.id: 0 for pair in pairs}
    for message in messages:
        if message.released:
            released[message.conversation] = released.get(message.conversation, 0) + 1
    return ProgrammeTally(
        tally=tally(messages),
        pairs_started=len(pairs),
        pairs_active=sum(pair.active for pair in pairs),
        pairs_in_contact=sum(released[pair.id] > 0 for pair in pairs),
        messages_per_pair_median=float(median(released[pair.id] for pair in pairs)) if pairs else 0.0,
    )


def median_or_zero(seconds: Sequence[float]) -> float:
    return float(median(seconds)) if seconds else 0.0
