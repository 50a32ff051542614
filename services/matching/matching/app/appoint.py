"""Use case: somebody gets a staff role."""

from matching.app.ports import GRANTS, PROGRAMMES, ROLES, Register
from matching.domain.role import EVERYTHING, HeldRole, grant


def grant_id(held: HeldRole) -> str:
    """The row that sign-in reads: subject, role and scope."""
    return f"{held.subject}|{held.role.value.removeprefix('ROLE_').lower()}|{held.scope}"


def role_needs(held: HeldRole) -> list[tuple[str, str]]:
    return [(ROLES, held.id), (GRANTS, grant_id(held))]


def needs(wanted: HeldRole) -> list[tuple[str, str]]:
    programme = [] if wanted.scope == EVERYTHING else [(PROGRAMMES, _programme_of(wanted))]
    return [*role_needs(wanted), *programme]


def appoint(register: Register, wanted: HeldRole) -> None:
    """The same appointment again changes nothing. Raises ProgrammeNotFound."""
    if wanted.scope != EVERYTHING:
        register.programme(_programme_of(wanted))
    give_role(register, wanted)


def give_role(register: Register, wanted: HeldRole) -> None:
    held, events = grant(register.known_role(wanted.id), wanted)
    if events:
        register.save_role(held, events)


def _programme_of(wanted: HeldRole) -> str:
    return wanted.scope.removeprefix("programme:")
