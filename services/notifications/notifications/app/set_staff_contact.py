"""Use case: somebody of the staff says where urgent mail reaches them."""

from typing import Protocol

from notifications.app.ports import KEYS, STAFF_CONTACTS
from notifications.domain.staff_contact import check_address


class StaffBook(Protocol):
    """Addresses of staff in one unit of work."""

    def address(self, person_id: str) -> str:
        """Empty if there is none."""

    def save_address(self, person_id: str, email: str) -> None:
        """Sealed under their key."""


def needs(person_id: str) -> list[tuple[str, str]]:
    return [(STAFF_CONTACTS, person_id), (KEYS, person_id)]


def set_staff_contact(book: StaffBook, person_id: str, email: str) -> str:
    """The same address again changes nothing. Raises AddressNotAccepted."""
    check_address(email)
    if book.address(person_id) != email:
        book.save_address(person_id, email)
    return email
