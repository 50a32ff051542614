"""Generated from causeway/matching/v1/events.proto by proto/generate.py. Do not edit."""

from typing import ClassVar

from pydantic import AwareDatetime
from causeway.access.v1.access import Role
from causeway.event import Event


class ProgrammeOpened(Event):
    """A programme accepts people from now on."""

    TOPIC: ClassVar[str] = "matching.programmes.v1"
    KEY: ClassVar[str] = "programme_id"

    programme_id: str
    version: int


class PersonEnrolled(Event):
    """A person joined a programme, or what the programme knows of them changed."""

    TOPIC: ClassVar[str] = "matching.people.v1"
    KEY: ClassVar[str] = "person_id"

    person_id: str
    programme_id: str
    role: Role
    minor: bool
    time_zone: str
    version: int


class RoleGranted(Event):
    """From now on the subject may act in this role, within this scope."""

    TOPIC: ClassVar[str] = "matching.people.v1"
    KEY: ClassVar[str] = "subject"

    subject: str
    person_id: str
    role: Role
    scope: str
    until: AwareDatetime | None = None
    version: int


class RoleEnded(Event):
    """From now on the subject may no longer act in this role, within this scope."""

    TOPIC: ClassVar[str] = "matching.people.v1"
    KEY: ClassVar[str] = "subject"

    subject: str
    person_id: str
    role: Role
    scope: str
    version: int


class PairStarted(Event):
    """A mentee and a mentor are a pair from now on."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    minor: bool
    version: int


class PairEnded(Event):
    """A pair is over. Its conversation stays readable and takes no new posts."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    version: int
