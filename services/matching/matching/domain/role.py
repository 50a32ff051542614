"""Who may act as what, and within which scope."""

from dataclasses import dataclass, replace

from causeway.access.v1.access import Role
from causeway.event import Event
from causeway.matching.v1.events import RoleEnded, RoleGranted

EVERYTHING = "*"
STAFF = frozenset(
    {
        Role.COORDINATOR,
        Role.RELATIONSHIP_MANAGER,
        Role.MODERATOR,
        Role.SAFEGUARDING_LEAD,
        Role.PARTNER,
        Role.ADMINISTRATOR,
        Role.FACILITATOR,
    }
)
LONGEST_SUBJECT = 255


class AppointmentNotAccepted(Exception):
    """This subject cannot be given this role."""


@dataclass(frozen=True, slots=True)
class HeldRole:
    subject: str
    person_id: str
    role: Role
    scope: str  # `programme:<id>`, or `*`
    active: bool = True
    version: int = 0

    @property
    def id(self) -> str:
        return f"{self.subject}|{self.role.value}|{self.scope}"


def scope_of(programme_id: str) -> str:
    return f"programme:{programme_id}" if programme_id else EVERYTHING


def staff_role(subject: str, role: Role, programme_id: str) -> HeldRole:
    """Raises AppointmentNotAccepted. Staff have no roster: their person id is the subject."""
    if role not in STAFF:
        raise AppointmentNotAccepted("Appoint gives staff roles only; mentees and mentors join by a roster. Nothing was saved.")
    if not 0 < len(subject) <= LONGEST_SUBJECT or subject.startswith("service:"):
        raise AppointmentNotAccepted(
            f"subject must be a person's sign-in name of 1 to {LONGEST_SUBJECT} characters. Nothing was saved."
        )
    return HeldRole(subject, subject, role, scope_of(programme_id))


def grant(known: HeldRole | None, wanted: HeldRole) -> tuple[HeldRole, list[Event]]:
    """A role that is held already changes nothing."""
    if known is not None and known.active:
        return known, []
    version = known.version + 1 if known is not None else 1
    held = HeldRole(wanted.subject, wanted.person_id, wanted.role, wanted.scope, True, version)
    granted = RoleGranted(subject=held.subject, person_id=held.person_id, role=held.role, scope=held.scope, version=held.version)
    return held, [granted]


def end_role(known: HeldRole) -> tuple[HeldRole, list[Event]]:
    """A role that has ended stays so."""
    if not known.active:
        return known, []
    ended = replace(known, active=False, version=known.version + 1)
    told = RoleEnded(subject=ended.subject, person_id=ended.person_id, role=ended.role, scope=ended.scope, version=ended.version)
    return ended, [told]
