"""Which letter a delivery of some kind carries."""

from notifications.domain.letter import Contact, Letter, Pages, unread_letter
from notifications.domain.urgent import URGENT, urgent_letter


def letter_for(kind: str, contact: Contact, pages: Pages) -> Letter:
    return urgent_letter(kind, contact, pages) if kind in URGENT else unread_letter(contact, pages)
