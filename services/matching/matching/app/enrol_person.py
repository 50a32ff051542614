"""Use case: a row of a roster makes somebody a member of the programme, or changes what is known of them."""

from dataclasses import dataclass

from matching.app.appoint import give_role, role_needs
from matching.app.ports import KEYS, PEOPLE, Register
from matching.app.read_people import RosterPerson
from matching.domain.enrolment import ROLE_OF, Change, Enrolment, enrol, person_id_of
from matching.domain.people import Side
from matching.domain.role import HeldRole, scope_of


@dataclass(frozen=True, slots=True)
class Arrival:
    programme_id: str
    side: Side
    person: RosterPerson

    @property
    def person_id(self) -> str:
        return person_id_of(self.programme_id, self.side, self.person.roster_id)

    @property
    def role(self) -> HeldRole:
        """Until an invitation binds somebody's own sign-in, the person id is also the subject."""
        return HeldRole(self.person_id, self.person_id, ROLE_OF[self.side], scope_of(self.programme_id))


def needs(arrival: Arrival) -> list[tuple[str, str]]:
    return [(PEOPLE, arrival.person_id), (KEYS, arrival.person_id), *role_needs(arrival.role)]


def enrol_person(register: Register, arrival: Arrival) -> Change:
    """The same row again changes nothing."""
    person, person_id = arrival.person, arrival.person_id
    said = Enrolment(
        person_id=person_id,
        programme_id=arrival.programme_id,
        side=arrival.side,
        minor=person.minor,
        checked=person.checked,
        time_zone=person.time_zone,
        fingerprint=register.fingerprint(person_id, person.profile),
    )
    enrolment, change, events = enrol(register.known_person(person_id), said)
    if change is not Change.UNCHANGED:
        register.save_person(enrolment, person.profile, events)
    if change is Change.ENROLLED:
        give_role(register, arrival.role)
    return change
