"""Use case: somebody whom an import enrolled is taken back, unless the programme has begun for them."""

from matching.app.appoint import role_needs
from matching.app.leave_programme import end_own_role, role_of
from matching.app.people_ports import IMPORTS, PeopleRegister
from matching.app.ports import PEOPLE, PROGRAMMES, TIES
from matching.domain.enrolment import Enrolment
from matching.domain.membership import take_back
from matching.domain.roster_import import ImportNotFound, RosterImport, undone


def needs(person: Enrolment) -> list[tuple[str, str]]:
    """Of somebody as they were read."""
    whose = [(PROGRAMMES, person.programme_id), (PEOPLE, person.person_id), (TIES, person.person_id)]
    return [*whose, *role_needs(role_of(person))]


def take_back_person(register: PeopleRegister, programme_id: str, person_id: str) -> bool:
    """Whether they are out, now or before. Whoever has signed in, or has or had a pair, stays."""
    known = register.person(programme_id, person_id)
    if known.standing.left:
        return known.standing.taken_back
    ties = register.ties(person_id)
    if known.standing.subject or ties.pairs or ties.met:
        return False
    after, events = take_back(register.programme(programme_id), known, register.now)
    register.save_standing(after, events)
    end_own_role(register, known)
    return True


def import_needs(import_id: str) -> list[tuple[str, str]]:
    return [(IMPORTS, import_id)]


def mark_undone(register: PeopleRegister, programme_id: str, import_id: str) -> RosterImport:
    """Raises ImportNotFound, ImportUnderWay."""
    known = register.known_import(import_id)
    if known is None or known.programme_id != programme_id:
        raise ImportNotFound("There is no such import in this programme.")
    after = undone(known, register.now)
    register.save_import(after)
    return after
