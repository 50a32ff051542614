"""Use case: a programme has opened, so its figures can be asked for while they are all 0."""

from analytics.app.ports import Books
from causeway.matching.v1.events import ProgrammeOpened


def needs(opened: ProgrammeOpened) -> list[tuple[str, str]]:
    return []


def open_programme(books: Books, opened: ProgrammeOpened) -> None:
    books.count(opened.programme_id, {"times_opened": 1})
