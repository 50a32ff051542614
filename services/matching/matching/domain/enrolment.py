"""Somebody's place in a programme: what is known of them, and what changes when a roster says it again."""

import uuid
from dataclasses import dataclass, replace
from enum import Enum, auto

from causeway.access.v1.access import Role
from causeway.event import Event
from causeway.matching.v1.events import PersonEnrolled
from matching.domain.people import Mentee, Mentor, Side

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
    """The plain part. Fingerprint is a keyed hash of the profile; a second look at it tells whether anything changed."""

    person_id: str
    programme_id: str
    side: Side
    minor: bool
    checked: bool
    time_zone: str
    fingerprint: str
    version: int = 0

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
    if known is not None and known.fingerprint == said.fingerprint:
        return known, Change.UNCHANGED, []
    enrolment = replace(said, version=known.version + 1 if known is not None else 1)
    event = PersonEnrolled(
        person_id=enrolment.person_id,
        programme_id=enrolment.programme_id,
        role=enrolment.role,
        minor=enrolment.minor,
        time_zone=enrolment.time_zone,
        version=enrolment.version,
    )
    return enrolment, Change.ENROLLED if known is None else Change.CHANGED, [event]
