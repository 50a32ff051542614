"""Use case: a mentee becomes a mentor of the same programme and stays the same person, with their history and their blocks."""

from dataclasses import asdict, replace

from matching.app.appoint import give_role, role_needs
from matching.app.change_profile import open_profile
from matching.app.leave_programme import end_own_role, role_of
from matching.app.people_ports import PeopleRegister
from matching.app.ports import KEYS, PEOPLE, PROGRAMMES, TIES
from matching.app.profile_json import profile_json
from matching.domain import membership
from matching.domain.enrolment import ROLE_OF, Enrolment
from matching.domain.people import Mentee, Mentor, Person, Side
from matching.domain.role import scope_of


def needs(person: Enrolment) -> list[tuple[str, str]]:
    """Of somebody as they were read."""
    whose = [(PROGRAMMES, person.programme_id), *((kind, person.person_id) for kind in (PEOPLE, TIES, KEYS))]
    roles = [replace(role_of(person), role=role) for role in ROLE_OF.values()]
    return [*whose, *(need for role in roles for need in role_needs(role))]


def become_mentor(register: PeopleRegister, programme_id: str, person_id: str, capacity: int) -> Enrolment:
    """A second time changes nothing. Raises PersonNotFound, NotNow."""
    known = register.person(programme_id, person_id)
    profile = open_profile(register, known)
    ties = register.ties(person_id)
    after, events = membership.become_mentor(
        register.programme(programme_id), known, profile.person.age, len(ties.pairs), register.now
    )
    if after == known:
        return known
    assert isinstance(profile.person, Mentee)
    register.save_person(after, profile_json(replace(profile, person=_mentor(profile.person, capacity))), events)
    register.save_ties(ties.resting(None, goes_first=False))  # the rest was between two mentors of theirs
    end_own_role(register, known)
    give_role(register, replace(role_of(known), role=ROLE_OF[Side.MENTOR], scope=scope_of(programme_id)))
    return after


def _mentor(mentee: Mentee, capacity: int) -> Mentor:
    """What they said of themselves stays; what they wished of a mentor goes. That they were a mentee is kept."""
    said = {name: value for name, value in asdict(mentee).items() if name in Person.__dataclass_fields__}
    return Mentor(**said, checked=False, capacity=capacity, was_mentee=True)
