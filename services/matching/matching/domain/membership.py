"""What becomes of somebody in a programme after they were enrolled, and what the others are told of it."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from causeway.access.v1.access import Role
from causeway.event import Event
from causeway.matching.v1.events import (
    ConsentChanged,
    PersonBlocked,
    PersonLeft,
    PersonPaused,
    PersonReturned,
    RoleChanged,
    TrainingCompleted,
)
from causeway.matching.v1.events import Purpose as PurposeTold
from matching.domain.enrolment import Enrolment
from matching.domain.people import ADULT_AGE, Side
from matching.domain.programme import Programme
from matching.domain.readiness import settled
from matching.domain.standing import Consent, Standing

LONGEST_VERSION = 64
Moved = tuple[Enrolment, list[Event]]


class PersonNotFound(Exception):
    """There is no such person in the programme."""


class DetailsNotAccepted(Exception):
    """What somebody said cannot be kept."""


class NotNow(Exception):
    """It cannot be done in the state that somebody or something is in."""


def commit(programme: Programme, person: Enrolment, now: datetime) -> Moved:
    """A second promise changes nothing."""
    _require_here(person)
    if person.standing.committed_at is not None:
        return person, []
    return _moved(programme, person, now, committed_at=now), []


def consent(programme: Programme, person: Enrolment, said: Consent) -> Moved:
    """The same again changes nothing. Somebody who has left may still withdraw."""
    if not 0 < len(said.version) <= LONGEST_VERSION:
        raise DetailsNotAccepted(f"version must have 1 to {LONGEST_VERSION} characters. Nothing was saved.")
    if said.given:
        _require_here(person)
    after = person.standing.with_consent(said)
    if after == person.standing:
        return person, []
    moved = _moved(programme, person, said.at, consents=after.consents)
    told = ConsentChanged(**_whose(moved), purpose=PurposeTold[said.purpose.name], words_version=said.version, given=said.given)
    return moved, [told]


def complete_module(programme: Programme, person: Enrolment, module: str, now: datetime) -> Moved:
    """A module that is finished already changes nothing."""
    _require_here(person)
    gates = programme.terms.gates
    if module not in (*gates.mentor_modules, *gates.mentee_modules):
        raise DetailsNotAccepted("This programme requires no module with this id. Nothing was saved.")
    if module in person.standing.modules:
        return person, []
    moved = _moved(programme, person, now, modules=(*person.standing.modules, module))
    return moved, [TrainingCompleted(**_whose(moved), module_id=module)]


def record_check(programme: Programme, person: Enrolment, passed: bool, until: date | None, now: datetime) -> Moved:
    """A check of the past is refused; one that failed has no end."""
    _require_here(person)
    if passed and until is not None and until < now.date():
        raise DetailsNotAccepted("This check has expired already. Nothing was saved.")
    until = until if passed else None
    if (person.checked, person.standing.checked_here, person.standing.checked_until) == (passed, True, until):
        return person, []
    after = replace(person, checked=passed)
    return _moved(programme, after, now, checked_here=True, checked_until=until), []


def stay_until(programme: Programme, person: Enrolment, until: date | None, now: datetime) -> Moved:
    _require_here(person)
    if until == person.standing.available_until:
        return person, []
    return _moved(programme, person, now, available_until=until), []


def pause(programme: Programme, person: Enrolment, until: datetime | None, now: datetime) -> Moved:
    """The same pause again changes nothing; another end replaces it."""
    _require_here(person)
    if until is not None and until <= now:
        raise DetailsNotAccepted("The pause would be over already. Nothing was saved; name a later day.")
    if person.standing.paused and person.standing.paused_until == until:
        return person, []
    moved = _moved(programme, person, now, paused=True, paused_until=until)
    return moved, [PersonPaused(**_whose(moved), until=until)]


def come_back(programme: Programme, person: Enrolment, now: datetime) -> Moved:
    _require_here(person)
    if not person.standing.paused:
        return person, []
    moved = _moved(programme, person, now, paused=False, paused_until=None)
    return moved, [PersonReturned(**_whose(moved))]


def leave(programme: Programme, person: Enrolment, now: datetime) -> Moved:
    """Whoever has left stays gone."""
    if person.standing.left:
        return person, []
    moved = _moved(programme, person, now, left_at=now)
    return moved, [PersonLeft(**_whose(moved))]


def take_back(programme: Programme, person: Enrolment, now: datetime) -> Moved:
    """An import is undone: the next one may enrol them again."""
    moved = _moved(programme, person, now, left_at=now, taken_back=True)
    return moved, [PersonLeft(**_whose(moved))]


def bind(programme: Programme, person: Enrolment, subject: str, committed: bool, now: datetime) -> Moved:
    """Somebody signs in as themselves for the first time."""
    _require_here(person)
    committed_at = person.standing.committed_at or (now if committed else None)
    return _moved(programme, person, now, subject=subject, committed_at=committed_at), []


def become_mentor(programme: Programme, person: Enrolment, age: int, pairs: int, now: datetime) -> Moved:
    """Raises NotNow. Training and checks of mentors apply from now on; what is finished stays finished."""
    _require_here(person)
    if person.side is Side.MENTOR:
        return person, []
    youngest = max(ADULT_AGE, programme.terms.ages.youngest(Side.MENTOR))
    if age < youngest:
        raise NotNow(f"A mentor of this programme is {youngest} or over. Nothing was changed.")
    if pairs:
        raise NotNow("You are a mentee of a pair now; become a mentor when it has ended. Nothing was changed.")
    after = _moved(programme, replace(person, side=Side.MENTOR, checked=False), now, was_mentee=True, checked_until=None)
    return after, [RoleChanged(**_whose(after), before=Role.MENTEE, role=Role.MENTOR)]


def blocks(person: Enrolment, blocked_id: str) -> PersonBlocked:
    return PersonBlocked(**_whose(person), blocked_id=blocked_id)


def in_group(programme: Programme, person: Enrolment, member: bool, now: datetime) -> Enrolment:
    """Whoever is taken out of the group is matched no more, in no way; their pairs go on."""
    if person.standing.left or person.standing.outside_group is not member:
        return person
    return _moved(programme, person, now, outside_group=not member)


def touched(programme: Programme, person: Enrolment, now: datetime) -> Enrolment:
    """The next version of somebody whose profile has changed."""
    return _moved(programme, person, now)


def _require_here(person: Enrolment) -> None:
    if person.standing.left:
        raise NotNow("This person has left the programme. Nothing was changed.")


def _moved(programme: Programme, person: Enrolment, now: datetime, **changes: Any) -> Enrolment:
    standing: Standing = replace(person.standing, **changes)
    return settled(programme, replace(person, standing=standing, version=person.version + 1), now)


def _whose(person: Enrolment) -> dict[str, Any]:
    return {"person_id": person.person_id, "programme_id": person.programme_id, "version": person.version}
