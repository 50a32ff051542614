"""Addresses of staff for urgent mail: kept here, so that none of it waits for another service."""

from collections.abc import Mapping, Sequence

from causeway_kit.sealed import Keyring, Unreadable
from causeway_kit.store import Document, Indexes, Store
from causeway_kit.work import UnitOfWork
from notifications.app.ports import STAFF_CONTACTS
from notifications.domain.letter import Contact

STAFF_INDEXES: Indexes = {STAFF_CONTACTS: []}


class MongoStaffBook:
    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def address(self, person_id: str) -> str:
        document = self._work.get(STAFF_CONTACTS, person_id)
        return _open(self._work.keyring, document) if document else ""

    def save_address(self, person_id: str, email: str) -> None:
        sealed = self._work.keyring.seal(person_id, _place(person_id), email) if email else ""
        self._work.save(STAFF_CONTACTS, {"_id": person_id, "email": sealed})


class SealedStaffContacts:
    """Somebody who left no address gets a contact without one."""

    def __init__(self, store: Store, keyring: Keyring) -> None:
        self._store = store
        self._keyring = keyring

    async def of(self, person_ids: Sequence[str]) -> Mapping[str, Contact]:
        rows = await self._store.find(STAFF_CONTACTS, {"_id": {"$in": sorted(set(person_ids))}})
        await self._keyring.load((row["_id"] for row in rows), create=False)
        known = {row["_id"]: Contact(email=_open(self._keyring, row)) for row in rows}
        return {person_id: known.get(person_id, Contact()) for person_id in person_ids}


def _open(keyring: Keyring, document: Document) -> str:
    if not document["email"]:
        return ""
    try:
        return keyring.open(document["email"], _place(document["_id"]))
    except Unreadable:
        return ""


def _place(person_id: str) -> str:
    return f"staff_contacts/{person_id}/email"
