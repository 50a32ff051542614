"""People, unread messages, notices, timers and deliveries in MongoDB, for use cases that change them."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from causeway.notifications.v1.events import NudgeSettled
from causeway_kit.store import Indexes
from causeway_kit.work import UnitOfWork
from notifications.adapters import documents
from notifications.adapters.nudge_ids import nudge_id
from notifications.app.ports import (
    CONTACTS,
    DELIVERIES,
    MAILED,
    NOTICES,
    PAIRS,
    PEOPLE,
    PREFERENCES,
    TIMERS,
    UNREAD,
    reader_id,
)
from notifications.domain.notice import Notice
from notifications.domain.nudge import Delivery, Mailed, State
from notifications.domain.preferences import Person, Preferences
from notifications.domain.timer import Timer
from notifications.domain.unread import Unread

KEEP_DELIVERIES_DAYS = 90
KEEP_CONTACTS_DAYS = 2  # an address that is not being used is not kept

INDEXES: Indexes = {
    PEOPLE: [],
    PREFERENCES: [],
    PAIRS: [],
    UNREAD: [],
    NOTICES: [([("person_id", 1), ("made_at", -1), ("_id", -1)], {})],
    TIMERS: [([("due", 1)], {"name": "due", "partialFilterExpression": {"active": True}})],
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

    def unread(self, conversation_id: str, person_id: str) -> Unread | None:
        document = self._work.get(UNREAD, reader_id(conversation_id, person_id))
        return documents.to_unread(document) if document else None

    def save_unread(self, unread: Unread) -> None:
        self._work.save(UNREAD, documents.from_unread(unread))

    def notice(self, notice_id: str) -> Notice | None:
        document = self._work.get(NOTICES, notice_id)
        return documents.to_notice(document) if document else None

    def save_notice(self, notice: Notice) -> None:
        self._work.save(NOTICES, documents.from_notice(notice))
        self._work.after_commit(lambda: self._noticed(notice.person_id))

    def timer(self, timer_id: str) -> Timer | None:
        document = self._work.get(TIMERS, timer_id)
        return documents.to_timer(document) if document else None

    def save_timer(self, timer: Timer) -> None:
        self._work.save(TIMERS, documents.from_timer(timer))

    def nudge_id(self, timer: Timer, day: date) -> str:
        return nudge_id(self._work.keyring, timer, day)

    def delivery(self, nudge_id: str) -> Delivery | None:
        document = self._work.get(DELIVERIES, nudge_id)
        return documents.to_delivery(document) if document else None

    def save_delivery(self, delivery: Delivery, events: Sequence[NudgeSettled] = ()) -> None:
        self._work.save(DELIVERIES, documents.from_delivery(delivery))
        self._work.publish(events)

    def mailed(self, person_id: str) -> Mailed | None:
        document = self._work.get(MAILED, person_id)
        return documents.to_mailed(document) if document else None

    def save_mailed(self, mailed: Mailed) -> None:
        self._work.save(MAILED, documents.from_mailed(mailed))
