"""Somebody's place in a programme: what is known of them, and what changes when a roster says it again."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto

from causeway.access.v1.access import Role
from causeway.event import Event
from causeway.matching.v1.events import PersonEnrolled
from matching.domain.people import Mentee, Mentor, Side
from matching.domain.standing import NOTHING_DONE, Standing

PEOPLE = uuid.UUID("6f2d4c0e-2d4b-4a53-8a3e-7c1f0b5e9d21")  # namespace of person ids; never changed
ROLE_OF = {Side.MENTEE: Role.MENTEE, Side.MENTOR: Role.MENTOR}


@dataclass(frozen=True, slots=True)
class Profile:
    """What a roster says of somebody. Empty contact fields were not given; the time zone is an IANA name."""

    person: Mentee | Mentor
    name: str = ""
    email: str = ""
    time_zone: str = ""

    @property
    def side(self) -> Side:
        return Side.MENTEE if isinstance(self.person, Mentee) else Side.MENTOR


@dataclass(frozen=True, slots=True)
class Enrolment:
    """The plain part. Fingerprint is a keyed hash of the roster's row; a second look at it tells whether anything changed.

    Whether they may be matched, and from and until when if nothing else changes, is worked out in `readiness.py`.
    """

    person_id: str
    programme_id: str
    side: Side
    minor: bool
    checked: bool
    time_zone: str
    fingerprint: str
    version: int = 0
    standing: Standing = NOTHING_DONE
    ready: bool = True
    ready_from: datetime | None = None
    ready_until: datetime | None = None

    @property
    def role(self) -> Role:
        return ROLE_OF[self.side]


class Change(Enum):
    ENROLLED = auto()
    CHANGED = auto()
    UNCHANGED = auto()


def person_id_of(programme_id: str, side: Side, roster_id: str) -> str:
    """One id in one side of one programme's roster is one person, however often the roster is read."""
    return uuid.uuid5(PEOPLE, f"{programme_id}\0{side.value}\0{roster_id}").hex


def enrol(known: Enrolment | None, said: Enrolment) -> tuple[Enrolment, Change, list[Event]]:
    """A roster changes nothing of those who have left, or who have become a mentor since."""
    change = compare(known, said.side, said.fingerprint)
    if change is Change.UNCHANGED:
        assert known is not None
        return known, change, []
    enrolment = replace(said, version=known.version + 1 if known is not None else 1)
    if known is not None and change is Change.CHANGED:
        checked = known.checked if known.standing.checked_here else said.checked
        enrolment = replace(enrolment, standing=known.standing, checked=checked)
    return enrolment, change, [enrolled(enrolment)]


def compare(known: Enrolment | None, side: Side, fingerprint: str) -> Change:
    if known is None or known.standing.taken_back:
        return Change.ENROLLED
    if known.side is not side or known.standing.left or known.fingerprint == fingerprint:
        return Change.UNCHANGED
    return Change.CHANGED


def enrolled(enrolment: Enrolment) -> PersonEnrolled:
    return PersonEnrolled(
        person_id=enrolment.person_id,
        programme_id=enrolment.programme_id,
        role=enrolment.role,
        minor=enrolment.minor,
        time_zone=enrolment.time_zone,
        version=enrolment.version,
    )
