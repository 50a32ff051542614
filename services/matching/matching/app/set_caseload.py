"""Use case: staff say how many pairs a relationship manager may have, and that they are trained."""

from dataclasses import dataclass, replace

from causeway.access.v1.access import Role
from matching.app.care_ports import CASELOADS, CareRegister
from matching.app.ports import ROLES
from matching.domain.caseload import Caseload, CaseloadNotAccepted, caseload_id, check_limit
from matching.domain.role import EVERYTHING, HeldRole, scope_of


@dataclass(frozen=True, slots=True)
class Wanted:
    programme_id: str
    staff_id: str
    limit: int
    trained: bool
    deputy_id: str

    @property
    def roles(self) -> list[str]:
        scopes = (scope_of(self.programme_id), EVERYTHING)
        return [HeldRole(self.staff_id, self.staff_id, Role.RELATIONSHIP_MANAGER, scope).id for scope in scopes]


def needs(wanted: Wanted) -> list[tuple[str, str]]:
    return [(CASELOADS, caseload_id(wanted.programme_id, wanted.staff_id)), *((ROLES, role) for role in wanted.roles)]


def set_caseload(register: CareRegister, wanted: Wanted) -> Caseload:
    """Raises CaseloadNotAccepted. A limit below the present load takes nobody away: the overload is shown."""
    check_limit(wanted.limit)
    held = (register.known_role(role) for role in wanted.roles)
    if not any(role is not None and role.active for role in held):
        raise CaseloadNotAccepted(
            "This person is not a relationship manager of the programme. Nothing was saved; appoint them first."
        )
    known = register.kept(Caseload, caseload_id(wanted.programme_id, wanted.staff_id))
    caseload = known or Caseload(wanted.programme_id, wanted.staff_id)
    changed = replace(caseload, limit=wanted.limit, trained=wanted.trained, deputy_id=wanted.deputy_id)
    if changed != known:
        register.keep(changed)
    return changed


def lose_role(register: CareRegister, programme_id: str, staff_id: str) -> None:
    """Whoever is no relationship manager any more gets no pairs, and those they have go to others."""
    known = register.kept(Caseload, caseload_id(programme_id, staff_id))
    if known is not None and known.trained:
        register.keep(replace(known, trained=False))
