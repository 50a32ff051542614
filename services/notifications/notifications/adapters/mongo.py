"""People, pigeonholes and deliveries in MongoDB, for use cases that change them."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from causeway.event import Event
from causeway_kit.store import Indexes
from causeway_kit.work import UnitOfWork
from notifications.adapters import documents
from notifications.adapters.nudge_ids import nudge_id
from notifications.app.ports import CONTACTS, DELIVERIES, MAILED, PAIRS, PEOPLE, PIGEONHOLES, PREFERENCES
from notifications.domain.nudge import Delivery, Mailed, State
from notifications.domain.pigeonhole import Pigeonhole
from notifications.domain.preferences import Person, Preferences

KEEP_DELIVERIES_DAYS = 90
KEEP_CONTACTS_DAYS = 2  # an address that is not being used is not kept

INDEXES: Indexes = {
    PEOPLE: [],
    PREFERENCES: [],
    PAIRS: [],
    PIGEONHOLES: [  # a growing count moves no entry of these: they follow only what starts and ends
        ([("person_id", 1), ("seen", 1)], {}),
        ([("due", 1)], {"name": "due", "partialFilterExpression": {"due": {"$exists": True}}}),
    ],
    DELIVERIES: [
        ([("not_before", 1)], {"name": "claimed", "partialFilterExpression": {"state": State.CLAIMED.value}}),
        ([("began_at", 1)], {"name": "sending", "partialFilterExpression": {"state": State.SENDING.value}}),
        ([("settled_at", 1)], {"name": "expiry", "expireAfterSeconds": KEEP_DELIVERIES_DAYS * 86400}),
    ],
    MAILED: [],
    CONTACTS: [([("asked_at", 1)], {"expireAfterSeconds": KEEP_CONTACTS_DAYS * 86400})],
}


class MongoPostroom:
    """What one batch sees and changes; written together when its unit of work commits."""

    def __init__(self, work: UnitOfWork, noticed: Callable[[str], None] = lambda person_id: None) -> None:
        self._work = work
        self._noticed = noticed

    @property
    def now(self) -> datetime:
        return self._work.clock.now()

    def person(self, person_id: str) -> Person:
        document = self._work.get(PEOPLE, person_id)
        return documents.to_person(document) if document else Person(person_id)

    def save_person(self, person: Person) -> None:
        self._work.save(PEOPLE, documents.from_person(person))

    def preferences(self, person_id: str) -> Preferences:
        document = self._work.get(PREFERENCES, person_id)
        return documents.to_preferences(document) if document else Preferences()

    def save_preferences(self, person_id: str, preferences: Preferences) -> None:
        self._work.save(PREFERENCES, documents.from_preferences(person_id, preferences))

    def pair_version(self, pair_id: str) -> int:
        document = self._work.get(PAIRS, pair_id)
        return int(document["version"]) if document else 0

    def pair_ended(self, pair_id: str) -> bool:
        document = self._work.get(PAIRS, pair_id)
        return bool(document and document["ended"])

    def save_pair(self, pair_id: str, version: int, *, ended: bool) -> None:
        self._work.save(PAIRS, {"_id": pair_id, "version": version, "ended": ended})

    def pigeonhole(self, id: str) -> Pigeonhole | None:
        document = self._work.get(PIGEONHOLES, id)
        return documents.to_pigeonhole(document) if document else None

    def save_pigeonhole(self, hole: Pigeonhole) -> None:
        self._work.save(PIGEONHOLES, documents.from_pigeonhole(hole), without=("due",))
        self._work.after_commit(lambda: self._noticed(hole.person_id))

    def nudge_id(self, hole: Pigeonhole, day: date) -> str:
        return nudge_id(self._work.keyring, hole, day)

    def delivery(self, nudge_id: str) -> Delivery | None:
        document = self._work.get(DELIVERIES, nudge_id)
        return documents.to_delivery(document) if document else None

    def save_delivery(self, delivery: Delivery, events: Sequence[Event] = ()) -> None:
        self._work.save(DELIVERIES, documents.from_delivery(delivery))
        self._work.publish(events)

    def mailed(self, person_id: str) -> Mailed | None:
        document = self._work.get(MAILED, person_id)
        return documents.to_mailed(document) if document else None

    def save_mailed(self, mailed: Mailed) -> None:
        self._work.save(MAILED, documents.from_mailed(mailed))
