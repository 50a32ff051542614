"""Use case: a programme tells who somebody is."""

from causeway.matching.v1.events import PersonEnrolled
from notifications.app.ports import PEOPLE, Postroom
from notifications.domain.preferences import Person


def needs(enrolled: PersonEnrolled) -> list[tuple[str, str]]:
    return [(PEOPLE, enrolled.person_id)]


def enrol_person(postroom: Postroom, enrolled: PersonEnrolled) -> None:
    """A version that is not newer than the known one changes nothing."""
    if enrolled.version > postroom.person(enrolled.person_id).version:
        postroom.save_person(Person(enrolled.person_id, enrolled.time_zone, enrolled.version))
