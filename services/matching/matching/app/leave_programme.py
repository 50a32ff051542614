"""Use case: somebody leaves a programme; their pairs and their role in it end with the same commit."""

from collections.abc import Sequence

from causeway.matching.v1.events import PairEndReason
from matching.app import end_pair as ending
from matching.app.appoint import role_needs
from matching.app.people_ports import PeopleRegister
from matching.app.ports import PEOPLE, PROGRAMMES, TIES
from matching.domain.enrolment import Enrolment
from matching.domain.membership import leave
from matching.domain.pair import Pair
from matching.domain.role import HeldRole, end_role, scope_of


def role_of(person: Enrolment) -> HeldRole:
    """The role by which they sign in; until an invitation binds somebody's own sign-in, the person id is also the subject."""
    return HeldRole(person.standing.subject or person.person_id, person.person_id, person.role, scope_of(person.programme_id))


def needs(person: Enrolment, pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    """Of somebody as they were read, with their active pairs."""
    whose = [(PROGRAMMES, person.programme_id), (PEOPLE, person.person_id), (TIES, person.person_id)]
    return [*whose, *role_needs(role_of(person)), *(need for pair in pairs for need in ending.needs(pair))]


def leave_programme(register: PeopleRegister, programme_id: str, person_id: str, pairs: Sequence[Pair]) -> int:
    """How many pairs have ended. A pair that has started in this moment is not among `pairs` and is looked for again.

    Raises PersonNotFound.
    """
    known = register.person(programme_id, person_id)
    after, events = leave(register.programme(programme_id), known, register.now)
    if after != known:
        register.save_standing(after, events)
        end_own_role(register, known)
    return end_pairs(register, pairs, PairEndReason.LEFT)


def end_pairs(register: PeopleRegister, pairs: Sequence[Pair], reason: PairEndReason) -> int:
    still = [pair for pair in pairs if register.pair(pair.programme_id, pair.id).active]
    for pair in still:
        ending.end_pair(register, pair.programme_id, pair.id, reason)
    return len(still)


def end_own_role(register: PeopleRegister, person: Enrolment) -> None:
    held = register.known_role(role_of(person).id)
    if held is not None:
        ended, told = end_role(held)
        if told:
            register.save_role(ended, told)
