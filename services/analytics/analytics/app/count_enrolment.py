"""Use case: a person joined a programme."""

from analytics.app.ports import PEOPLE, Books
from causeway.matching.v1.events import PersonEnrolled


def enrolment_id(enrolled: PersonEnrolled) -> str:
    return f"{enrolled.programme_id}|{enrolled.person_id}|{enrolled.role.value}"


def needs(enrolled: PersonEnrolled) -> list[tuple[str, str]]:
    return [(PEOPLE, enrolment_id(enrolled))]


def count_enrolment(books: Books, enrolled: PersonEnrolled) -> None:
    """Each person once in each role, however often what is known of them changes."""
    id = enrolment_id(enrolled)
    if books.seen(PEOPLE, id):
        return
    books.remember(PEOPLE, id, {"programme_id": enrolled.programme_id, "role": enrolled.role.value})
    books.count(enrolled.programme_id, {f"enrolled.{enrolled.role.value}": 1})
