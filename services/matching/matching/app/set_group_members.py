"""Use case: staff say who belongs to a programme's eligibility group."""

from collections.abc import Sequence

from matching.app.people_ports import GROUP_MEMBERS, PeopleRegister, member_id
from matching.app.ports import PROGRAMMES
from matching.domain.membership import NotNow


def needs(programme_id: str, subjects: Sequence[str]) -> list[tuple[str, str]]:
    return [(PROGRAMMES, programme_id), *((GROUP_MEMBERS, member_id(programme_id, subject)) for subject in subjects)]


def set_group_members(register: PeopleRegister, programme_id: str, add: Sequence[str], remove: Sequence[str]) -> None:
    """Who is in it already stays. Raises ProgrammeNotFound, NotNow."""
    if not register.programme(programme_id).terms.eligibility_group:
        raise NotNow("This programme is for everybody: it has no eligibility group. Nothing was changed.")
    for subject in add:
        if not register.is_member(programme_id, subject):
            register.save_member(programme_id, subject, member=True)
    for subject in remove:
        if register.is_member(programme_id, subject):
            register.save_member(programme_id, subject, member=False)
