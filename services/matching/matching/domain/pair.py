"""A pair from its start to its end, and the ties that keep anybody from having too many."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from causeway.event import Event
from causeway.matching.v1.events import PairEnded, PairEndReason, PairStarted
from matching.domain.hard_rules import broken_rules
from matching.domain.people import Mentee, Mentor
from matching.domain.run import Proposal

PAIRS = uuid.UUID("c8d6c6a2-6e55-4d0b-9c60-0a4f7a1f3f37")  # namespace of pair ids; never changed


class PairNotFound(Exception):
    """There is no such pair in the programme."""


@dataclass(frozen=True, slots=True)
class Ties:
    """Somebody's active pairs, and everybody they ever were paired with. After a pair they rest before the next one."""

    person_id: str
    pairs: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    rests_until: datetime | None = None
    goes_first: bool = False  # before others who wait as long

    def rests_at(self, now: datetime) -> bool:
        return self.rests_until is not None and now < self.rests_until

    def tied(self, pair_id: str, other: str) -> "Ties":
        met = self.met if other in self.met else (*self.met, other)
        return replace(self, pairs=(*self.pairs, pair_id), met=met, rests_until=None, goes_first=False)

    def loosened(self, pair_id: str) -> "Ties":
        return replace(self, pairs=tuple(one for one in self.pairs if one != pair_id))

    def apart_from(self, other: str) -> "Ties":
        """Whoever has met is never joined again, by no way to a pair."""
        return self if other in self.met else replace(self, met=(*self.met, other))

    def resting(self, until: datetime | None, *, goes_first: bool) -> "Ties":
        return replace(self, rests_until=until, goes_first=goes_first)


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
    end_reason: PairEndReason = PairEndReason.UNSPECIFIED
    paused_until: datetime | None = None
    goodbye_until: datetime | None = None  # set: the pair is closing
    closes_for: PairEndReason = PairEndReason.UNSPECIFIED
    from_pair_id: str = ""  # the pair whose history it goes on with
    care_due: bool = True  # it started or ended, and how it is looked after does not follow yet

    @property
    def active(self) -> bool:
        return self.ended_at is None

    def has(self, person_id: str) -> bool:
        return person_id in (self.mentee_id, self.mentor_id)

    def other(self, person_id: str) -> str:
        return self.mentor_id if person_id == self.mentee_id else self.mentee_id


def pair_id_of(run_id: str, mentee_id: str, mentor_id: str) -> str:
    return uuid.uuid5(PAIRS, f"{run_id}\0{mentee_id}\0{mentor_id}").hex


def may_start(mentee: Mentee, mentor: Mentor, mentees_ties: Ties, mentors_ties: Ties) -> bool:
    """Whether a proposal still holds: the mentee is free, a place is left, no hard rule is broken, and they never met before."""
    met: Collection[tuple[str, str]] = {(mentee.id, mentor.id)} if mentors_ties.person_id in mentees_ties.met else ()
    left = replace(mentor, capacity=mentor.capacity - len(mentors_ties.pairs))
    return not mentees_ties.pairs and not broken_rules(mentee, left, met)


def start(
    pair_id: str,
    programme_id: str,
    run_id: str,
    proposal: Proposal,
    minor: bool,
    reasons: str,
    now: datetime,
    *,
    private: bool = False,
) -> tuple[Pair, list[Event]]:
    """Of what a private pair writes nothing but counts may leave its conversation."""
    whose = (proposal.mentee_id, proposal.mentor_id)
    pair = Pair(pair_id, programme_id, run_id, *whose, minor, proposal.score, reasons, started_at=now)
    event = PairStarted(
        pair_id=pair.id,
        programme_id=pair.programme_id,
        mentee_id=pair.mentee_id,
        mentor_id=pair.mentor_id,
        minor=pair.minor,
        version=pair.version,
        private=private,
    )
    return pair, [event]


def end(pair: Pair, now: datetime, reason: PairEndReason = PairEndReason.STAFF) -> tuple[Pair, list[Event]]:
    """A pair that has ended stays as it is."""
    if not pair.active:
        return pair, []
    over = replace(pair, ended_at=now, end_reason=reason, version=pair.version + 1)
    ended = replace(over, paused_until=None, goodbye_until=None, care_due=True)
    event = PairEnded(
        pair_id=ended.id,
        programme_id=ended.programme_id,
        mentee_id=ended.mentee_id,
        mentor_id=ended.mentor_id,
        version=ended.version,
        reason=reason,
    )
    return ended, [event]
