"""Use case: somebody's standing in a programme changes, by their own word or that of staff."""

from collections.abc import Callable
from datetime import datetime

from matching.app.people_ports import PeopleRegister
from matching.app.ports import PEOPLE, PROGRAMMES
from matching.domain.enrolment import Enrolment
from matching.domain.membership import Moved
from matching.domain.programme import Programme

Move = Callable[[Programme, Enrolment, datetime], Moved]


def needs(programme_id: str, person_id: str) -> list[tuple[str, str]]:
    return [(PROGRAMMES, programme_id), (PEOPLE, person_id)]


def change_person(register: PeopleRegister, programme_id: str, person_id: str, move: Move) -> Enrolment:
    """A move that changes nothing stores nothing. Raises PersonNotFound and what the move raises."""
    known = register.person(programme_id, person_id)
    after, events = move(register.programme(programme_id), known, register.now)
    if after != known:
        register.save_standing(after, events)
    return after
