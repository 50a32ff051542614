"""Use case: what somebody is matched by changes, by their own word or that of staff."""

from collections.abc import Callable
from dataclasses import replace

from matching.app.people_ports import PeopleRegister
from matching.app.ports import KEYS, PEOPLE, PROGRAMMES
from matching.app.profile_json import profile_json
from matching.domain.enrolment import Enrolment, Profile
from matching.domain.membership import NotNow, touched
from matching.domain.people import Mentor

Edit = Callable[[Profile], Profile]


def needs(programme_id: str, person_id: str) -> list[tuple[str, str]]:
    return [(PROGRAMMES, programme_id), (PEOPLE, person_id), (KEYS, person_id)]


def change_profile(register: PeopleRegister, programme_id: str, person_id: str, edit: Edit) -> Enrolment:
    """The same words again change nothing. Raises PersonNotFound, NotNow."""
    known = register.person(programme_id, person_id)
    profile = open_profile(register, known)
    after = edit(profile)
    if after == profile:
        return known
    moved = touched(register.programme(programme_id), known, register.now)
    register.save_person(moved, profile_json(after), [])
    return moved


def open_profile(register: PeopleRegister, known: Enrolment) -> Profile:
    """Raises NotNow for somebody who has left or whose data were erased."""
    profile = register.profile(known.person_id)
    if profile is None or known.standing.left:
        raise NotNow("This person has left the programme. Nothing was changed.")
    return profile


def with_capacity(capacity: int) -> Edit:
    """Raises NotNow for a mentee."""

    def edit(profile: Profile) -> Profile:
        if not isinstance(profile.person, Mentor):
            raise NotNow("Only mentors have places for mentees. Nothing was changed.")
        return replace(profile, person=replace(profile.person, capacity=capacity))

    return edit


def with_check(passed: bool) -> Edit:
    """A mentee's check is not part of what they are matched by."""

    def edit(profile: Profile) -> Profile:
        if not isinstance(profile.person, Mentor):
            return profile
        return replace(profile, person=replace(profile.person, checked=passed))

    return edit
