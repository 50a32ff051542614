"""Use case: staff say who belongs to a programme's eligibility group."""

from collections.abc import Collection, Mapping, Sequence

from matching.app.people_ports import GROUP_MEMBERS, PeopleRegister, member_id
from matching.app.ports import PEOPLE, PROGRAMMES
from matching.domain.membership import NotNow, in_group

Joined = Mapping[str, str]
"""The person id of those who have joined, by the name they sign in with."""


def needs(programme_id: str, subjects: Sequence[str], joined: Joined) -> list[tuple[str, str]]:
    people = [(PEOPLE, person_id) for person_id in joined.values()]
    return [(PROGRAMMES, programme_id), *((GROUP_MEMBERS, member_id(programme_id, subject)) for subject in subjects), *people]


def set_group_members(
    register: PeopleRegister, programme_id: str, add: Collection[str], remove: Collection[str], joined: Joined
) -> None:
    """Who is in it already stays. Who is taken out and has joined before is matched no more. Raises ProgrammeNotFound, NotNow."""
    programme = register.programme(programme_id)
    if not programme.terms.eligibility_group:
        raise NotNow("This programme is for everybody: it has no eligibility group. Nothing was changed.")
    for subject in (*add, *remove):
        member = subject in add and subject not in remove
        if register.is_member(programme_id, subject) is not member:
            register.save_member(programme_id, subject, member=member)
        person = register.known_person(joined[subject]) if subject in joined else None
        if person is None or person.standing.subject != subject:
            continue
        after = in_group(programme, person, member, register.now)
        if after != person:
            register.save_standing(after)
