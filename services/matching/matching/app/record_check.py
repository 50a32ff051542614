"""Use case: staff record that somebody has passed a background check, or has not."""

from datetime import date

from matching.app.change_profile import open_profile, with_check
from matching.app.people_ports import PeopleRegister
from matching.app.ports import KEYS, PEOPLE, PROGRAMMES
from matching.app.profile_json import profile_json
from matching.domain import membership
from matching.domain.enrolment import Enrolment


def needs(programme_id: str, person_id: str) -> list[tuple[str, str]]:
    return [(PROGRAMMES, programme_id), (PEOPLE, person_id), (KEYS, person_id)]


def record_check(
    register: PeopleRegister, programme_id: str, person_id: str, *, passed: bool, valid_until: date | None
) -> Enrolment:
    """From now on the roster's word on checks no longer counts. Raises PersonNotFound, DetailsNotAccepted, NotNow."""
    known = register.person(programme_id, person_id)
    programme = register.programme(programme_id)
    after, events = membership.record_check(programme, known, passed, valid_until, register.now)
    if after != known:
        profile = with_check(passed)(open_profile(register, known))
        register.save_person(after, profile_json(profile), events)
    return after
