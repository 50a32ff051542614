"""Names and addresses, kept for a day and sealed under the key of the person they belong to."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from causeway_kit.batch import Item, run_batch
from causeway_kit.clock import Clock
from causeway_kit.sealed import Keyring, Unreadable
from causeway_kit.store import Document, Store
from causeway_kit.work import KEYS, UnitOfWork
from notifications.app.ports import CONTACTS, Addresses
from notifications.domain.letter import Contact

FRESH = timedelta(days=1)
ASKED_AT_ONCE = 500


class SealedContacts:
    def __init__(
        self, store: Store, keyring: Keyring, clock: Clock, open_work: Callable[[], UnitOfWork], addresses: Addresses
    ) -> None:
        self._store = store
        self._keyring = keyring
        self._clock = clock
        self._open_work = open_work
        self._addresses = addresses

    async def of(self, person_ids: Sequence[str]) -> Mapping[str, Contact]:
        wanted = sorted(set(person_ids))
        known = await self._known(wanted)
        missing = [person_id for person_id in wanted if person_id not in known]
        for start in range(0, len(missing), ASKED_AT_ONCE):
            part = missing[start : start + ASKED_AT_ONCE]
            found = await self._addresses.ask(part)
            asked = {person_id: found.get(person_id, Contact()) for person_id in part}
            await self._keep(asked)
            known |= asked
        return known

    async def _known(self, person_ids: Sequence[str]) -> dict[str, Contact]:
        query = {"_id": {"$in": list(person_ids)}, "asked_at": {"$gt": self._clock.now() - FRESH}}
        rows = await self._store.find(CONTACTS, query)
        await self._keyring.load((row["_id"] for row in rows), create=False)
        opened = {row["_id"]: self._open(row) for row in rows}
        return {person_id: contact for person_id, contact in opened.items() if contact is not None}

    def _open(self, row: Document) -> Contact | None:
        try:
            return Contact(**json.loads(self._keyring.open(row["sealed"], _place(row["_id"]))))
        except Unreadable:
            return None

    async def _keep(self, contacts: Mapping[str, Contact]) -> None:
        now = self._clock.now()
        items = [
            Item([(CONTACTS, person_id), (KEYS, person_id)], _keeping(person_id, contact, now))
            for person_id, contact in contacts.items()
        ]
        await run_batch(self._open_work, items)


def _keeping(person_id: str, contact: Contact, now: datetime) -> Callable[[UnitOfWork], None]:
    def keep(work: UnitOfWork) -> None:
        sealed = work.keyring.seal(person_id, _place(person_id), json.dumps(asdict(contact)))
        work.save(CONTACTS, {"_id": person_id, "sealed": sealed, "asked_at": now})

    return keep


def _place(person_id: str) -> str:
    return f"contacts/{person_id}/card"
