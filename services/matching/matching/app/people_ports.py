"""What the use cases of programmes and people need from the outside, beside the register of all."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from causeway.event import Event
from matching.app.ports import Listed, Register
from matching.domain.enrolment import Enrolment, Profile
from matching.domain.invitation import ConsentPage, Guardian, Invitation
from matching.domain.pair import Pair
from matching.domain.people import Side
from matching.domain.programme import Programme
from matching.domain.promised_pair import PromisedPair
from matching.domain.roster_import import RosterImport
from matching.domain.roster_problem import RowProblem

INVITATIONS = "invitations"
IDENTITIES = "identities"
GUARDIANS = "guardians"
CONSENT_PAGES = "consent_pages"
IMPORTS = "roster_imports"
PROMISED_PAIRS = "promised_pairs"
GROUP_MEMBERS = "group_members"
BLOCKS = "blocks"


def block_id(person_id: str, blocked_id: str) -> str:
    return f"{person_id}|{blocked_id}"


def identity_id(programme_id: str, identity: str) -> str:
    return f"{programme_id}|{identity}"


def member_id(programme_id: str, subject: str) -> str:
    return f"{programme_id}|{subject}"


@dataclass(frozen=True, slots=True)
class ImportedField:
    """What a file or a partner said of somebody, and what stood there before. Values as in the profile's JSON."""

    source: str
    value: object
    before: object
    on: bool = True


Imported = Mapping[str, ImportedField]  # by field of the profile


class PeopleRegister(Register, Protocol):
    def person(self, programme_id: str, person_id: str) -> Enrolment:
        """Raises PersonNotFound, also for a person of another programme."""

    def save_standing(self, enrolment: Enrolment, events: Sequence[Event] = ()) -> None:
        """The plain part; the profile stays."""

    def imported(self, person_id: str) -> Imported: ...

    def save_imported(self, person_id: str, imported: Imported) -> None: ...

    def identity(self, programme_id: str, identity: str) -> str:
        """The person id that somebody who signs in has in this programme; empty if none."""

    def save_identity(self, programme_id: str, identity: str, person_id: str) -> None: ...

    def known_invitation(self, invitation_id: str) -> Invitation | None: ...

    def save_invitation(self, invitation: Invitation) -> None: ...

    def known_page(self, page_id: str) -> ConsentPage | None: ...

    def save_page(self, page: ConsentPage) -> None: ...

    def known_guardian(self, person_id: str) -> Guardian | None: ...

    def save_guardian(self, guardian: Guardian) -> None: ...

    def known_import(self, import_id: str) -> RosterImport | None: ...

    def save_import(self, one: RosterImport) -> None: ...

    def sealed_problems(self, import_id: str, problems: Sequence[RowProblem]) -> str: ...

    def known_promised(self, promised_id: str) -> PromisedPair | None: ...

    def save_promised(self, promised: PromisedPair) -> None: ...

    def is_member(self, programme_id: str, subject: str) -> bool: ...

    def save_member(self, programme_id: str, subject: str, *, member: bool) -> None: ...

    def is_blocked(self, person_id: str, blocked_id: str) -> bool: ...

    def save_block(self, programme_id: str, person_id: str, blocked_id: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that is kept of somebody's place in a programme."""

    enrolment: Enrolment
    profile: Profile | None
    pairs: Sequence[Pair]  # active ones
    imported: Imported


@dataclass(frozen=True, slots=True)
class GroupResults:
    members: int
    enrolled: int
    ready: int
    paired: int


class PeopleReading(Protocol):
    async def known(self, programme_id: str, person_id: str) -> Known:
        """Raises PersonNotFound, also for a person of another programme."""

    async def active_pairs(self, programme_id: str, person_id: str) -> Sequence[Pair]: ...

    async def listed(
        self, programme_id: str, side: Side | None, size: int, after: str, ready: bool | None, now: datetime
    ) -> Sequence[Listed]:
        """Ready of None: everybody, those who have left included."""

    async def programmes(self, ids: Sequence[str] | None, size: int, after: str, *, only_open: bool) -> Sequence[Programme]:
        """All of them when ids is None."""

    async def is_member(self, programme_id: str, subject: str) -> bool: ...

    async def members(self, programme_id: str) -> int: ...

    async def joined(self, programme_id: str, subjects: Collection[str]) -> Mapping[str, str]:
        """Person ids of mentees and mentors of the programme, by the name they sign in with."""

    async def group_results(self, programme_id: str, now: datetime) -> GroupResults: ...

    async def invitation(self, invitation_id: str) -> Invitation | None: ...

    async def invitations(self, programme_id: str, size: int, after: str) -> Sequence[Invitation]: ...

    async def page(self, page_id: str) -> ConsentPage | None: ...

    async def guardian(self, person_id: str) -> Guardian | None: ...

    async def roster_import(self, programme_id: str, import_id: str) -> RosterImport:
        """Raises ImportNotFound, also for an import of another programme."""

    async def problems(self, one: RosterImport) -> Sequence[RowProblem]: ...

    async def enrolled_by(self, import_id: str, size: int, after: str) -> Sequence[Enrolment]: ...

    async def promised_of(self, person_id: str) -> Sequence[PromisedPair]:
        """Those that still wait."""

    async def promised_after(self, after: str, size: int) -> Sequence[PromisedPair]:
        """Those that still wait, in the order of their ids."""
