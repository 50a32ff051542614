"""A pair from its start to its end, and the ties that keep anybody from having too many."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from causeway.event import Event
from causeway.matching.v1.events import PairEnded, PairStarted
from matching.domain.hard_rules import broken_rules
from matching.domain.people import Mentee, Mentor
from matching.domain.run import Proposal

PAIRS = uuid.UUID("c8d6c6a2-6e55-4d0b-9c60-0a4f7a1f3f37")  # namespace of pair ids; never changed


class PairNotFound(Exception):
    """There is no such pair in the programme."""


@dataclass(frozen=True, slots=True)
class Ties:
    """Somebody's active pairs, and everybody they ever were paired with."""

    person_id: str
    pairs: tuple[str, ...] = ()
    met: tuple[str, ...] = ()

    def tied(self, pair_id: str, other: str) -> "Ties":
        met = self.met if other in self.met else (*self.met, other)
        return replace(self, pairs=(*self.pairs, pair_id), met=met)

    def loosened(self, pair_id: str) -> "Ties":
        return replace(self, pairs=tuple(one for one in self.pairs if one != pair_id))


@dataclass(frozen=True, slots=True)
class Pair:
    """Reasons are sealed; they open under the mentee's key."""

    id: str
    programme_id: str
    run_id: str
    mentee_id: str
    mentor_id: str
    minor: bool
    score: float
    reasons: str
    started_at: datetime
    ended_at: datetime | None = None
    version: int = 1

    @property
    def active(self) -> bool:
        return self.ended_at is None


def pair_id_of(run_id: str, mentee_id: str, mentor_id: str) -> str:
    return uuid.uuid5(PAIRS, f"{run_id}\0{mentee_id}\0{mentor_id}").hex


def may_start(mentee: Mentee, mentor: Mentor, mentees_ties: Ties, mentors_ties: Ties) -> bool:
    """Whether a proposal still holds: the mentee is free, a place is left, no hard rule is broken, and they never met before."""
    met: Collection[tuple[str, str]] = {(mentee.id, mentor.id)} if mentors_ties.person_id in mentees_ties.met else ()
    left = replace(mentor, capacity=mentor.capacity - len(mentors_ties.pairs))
    return not mentees_ties.pairs and not broken_rules(mentee, left, met)


def start(
    pair_id: str, programme_id: str, run_id: str, proposal: Proposal, minor: bool, reasons: str, now: datetime
) -> tuple[Pair, list[Event]]:
    whose = (proposal.mentee_id, proposal.mentor_id)
    pair = Pair(pair_id, programme_id, run_id, *whose, minor, proposal.score, reasons, started_at=now)
    event = PairStarted(
        pair_id=pair.id,
        programme_id=pair.programme_id,
        mentee_id=pair.mentee_id,
        mentor_id=pair.mentor_id,
        minor=pair.minor,
        version=pair.version,
    )
    return pair, [event]


def end(pair: Pair, now: datetime) -> tuple[Pair, list[Event]]:
    """A pair that has ended stays as it is."""
    if not pair.active:
        return pair, []
    ended = replace(pair, ended_at=now, version=pair.version + 1)
    event = PairEnded(
        pair_id=ended.id,
        programme_id=ended.programme_id,
        mentee_id=ended.mentee_id,
        mentor_id=ended.mentor_id,
        version=ended.version,
    )
    return ended, [event]
