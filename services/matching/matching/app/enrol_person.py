"""Use case: a row of a roster makes somebody a member of the programme, or changes what is known of them."""

from dataclasses import dataclass

from matching.app.appoint import give_role, role_needs
from matching.app.change_profile import with_check
from matching.app.import_profile import overlaid, rebased
from matching.app.people_ports import PeopleRegister
from matching.app.ports import KEYS, PEOPLE, PROGRAMMES
from matching.app.profile_json import profile_json, profile_of
from matching.app.read_people import RosterPerson
from matching.domain.enrolment import ROLE_OF, Change, Enrolment, enrol, person_id_of
from matching.domain.people import Side
from matching.domain.readiness import settled
from matching.domain.role import HeldRole, scope_of
from matching.domain.standing import Standing


@dataclass(frozen=True, slots=True)
class Arrival:
    """Committed: staff hold this person's promise of the programme's commitment."""

    programme_id: str
    side: Side
    person: RosterPerson
    import_id: str = ""
    committed: bool = False

    @property
    def person_id(self) -> str:
        return person_id_of(self.programme_id, self.side, self.person.roster_id)

    @property
    def role(self) -> HeldRole:
        """Until an invitation binds somebody's own sign-in, the person id is also the subject."""
        return HeldRole(self.person_id, self.person_id, ROLE_OF[self.side], scope_of(self.programme_id))


def needs(arrival: Arrival) -> list[tuple[str, str]]:
    whose = [(PROGRAMMES, arrival.programme_id), (PEOPLE, arrival.person_id), (KEYS, arrival.person_id)]
    return [*whose, *role_needs(arrival.role)]


def enrol_person(register: PeopleRegister, arrival: Arrival) -> Change:
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
        standing=Standing(import_id=arrival.import_id, committed_at=register.now if arrival.committed else None),
    )
    known = register.known_person(person_id)
    enrolment, change, events = enrol(known, said)
    if change is Change.UNCHANGED:
        return change
    line = person.profile if change is Change.ENROLLED else _with_own_words(register, enrolment, person.profile)
    register.save_person(settled(register.programme(arrival.programme_id), enrolment, register.now), line, events)
    if change is Change.ENROLLED:
        give_role(register, arrival.role)
    return change


def _with_own_words(register: PeopleRegister, enrolment: Enrolment, line: str) -> str:
    """A newer row does not undo a check that staff recorded, nor what its person imported."""
    imported, checked_here = register.imported(enrolment.person_id), enrolment.standing.checked_here
    if not imported and not checked_here:
        return line
    profile = profile_of(line)
    if checked_here:
        profile = with_check(enrolment.checked)(profile)
    if imported:
        imported = rebased(profile, imported)
        register.save_imported(enrolment.person_id, imported)
    return profile_json(overlaid(profile, imported))
