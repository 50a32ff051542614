"""Whom a call is about: the caller's own person in the programme, or somebody for whom the caller may speak."""

from collections.abc import Mapping

from causeway.access.v1 import access_pb2
from causeway.access.v1.access import Role
from causeway_kit.access import EVERYTHING, Caller, denied, programme_scope, role_name
from matching.domain.enrolment import ROLE_OF

STAFF_OF_PEOPLE = (Role.ADMINISTRATOR, Role.COORDINATOR)
OWN_ROLES = frozenset(role_name(role.value) for role in (*ROLE_OF.values(), Role.GUARDIAN))
ROLES: Mapping[int, Role] = {number: Role(name) for name, number in access_pb2.Role.items()}


def own_person(caller: Caller, programme_id: str) -> str:
    """Somebody who signs in is one person in each programme. Raises Refused for staff, who are nobody's pair."""
    scope = programme_scope(programme_id)
    for grant in caller.grants:
        if grant.scope == scope and grant.role in OWN_ROLES:
            return grant.person_id
    raise denied("You are not a person of this programme yourself; name the person that you mean.")


def whose(caller: Caller, programme_id: str, person_id: str, *staff: Role) -> str:
    """The person named if the caller is that person or staff, else the caller. Raises Refused."""
    if person_id and holds(caller, programme_id, *(staff or STAFF_OF_PEOPLE)):
        return person_id
    own = own_person(caller, programme_id)
    if person_id not in ("", own):
        raise denied("You may do this for yourself only.")
    return own


def holds(caller: Caller, programme_id: str, *roles: Role) -> bool:
    scopes = caller.scopes(role_name(role.value) for role in roles)
    return bool(scopes & {EVERYTHING, programme_scope(programme_id)})
