"""Builders that state only what matters, and a postroom in memory."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from causeway.access.v1.access import Role
from causeway.event import Event
from causeway.matching.v1.events import PairEnded, PairStarted, PersonEnrolled
from causeway.messaging.v1.events import ConversationRead, MessageReleased
from notifications.app.claim_nudge import claim_nudge
from notifications.app.enrol_person import enrol_person
from notifications.app.notify_readers import notify_readers
from notifications.app.start_pair import start_pair
from notifications.domain.notice import Notice
from notifications.domain.nudge import Delivery, Mailed, State
from notifications.domain.pigeonhole import Pigeonhole, notice_in, pigeonhole_id
from notifications.domain.preferences import Person, Preferences

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)  # nine o'clock in London
DAY = timedelta(days=1)
HOLE_ID = pigeonhole_id("c1", "mentee")


def a_release(feed_seq: int = 1, **changes: Any) -> MessageReleased:
    given = {
        "occurred_at": MONDAY,
        "message_id": f"m{feed_seq}",
        "conversation_id": "c1",
        "programme_id": "north",
        "author_id": "mentor",
        "author_role": Role.MENTOR,
        "reader_ids": ("mentee",),
        "seq": feed_seq,
        "feed_seq": feed_seq,
        "content_version": 1,
        "words": 3,
        "characters": 20,
        "posted_at": MONDAY,
    }
    return MessageReleased(**{**given, **changes})


def a_reading(feed_seq: int, **changes: Any) -> ConversationRead:
    given = {"occurred_at": MONDAY, "conversation_id": "c1", "programme_id": "north", "reader_id": "mentee"}
    return ConversationRead(**{**given, "feed_seq": feed_seq, **changes})


def an_enrolment(**changes: Any) -> PersonEnrolled:
    given = {"person_id": "mentee", "programme_id": "north", "role": Role.MENTEE, "minor": True}
    return PersonEnrolled(**{**given, "time_zone": "Europe/London", "version": 1, **changes})


def a_start(**changes: Any) -> PairStarted:
    given = {"pair_id": "c1", "programme_id": "north", "mentee_id": "mentee", "mentor_id": "mentor", "minor": True}
    return PairStarted(**{**given, "version": 1, **changes})


def an_end(**changes: Any) -> PairEnded:
    given = {"pair_id": "c1", "programme_id": "north", "mentee_id": "mentee", "mentor_id": "mentor", "version": 2}
    return PairEnded(**{**given, **changes})


class FakePostroom:
    """Keeps what a use case saves, and the events it sends."""

    def __init__(self, *people: Person, now: datetime = MONDAY) -> None:
        self.now = now
        self.people = {person.id: person for person in people}
        self.chosen: dict[str, Preferences] = {}
        self.pairs: dict[str, tuple[int, bool]] = {}
        self.pigeonholes: dict[str, Pigeonhole] = {}
        self.deliveries: dict[str, Delivery] = {}
        self.last_mails: dict[str, Mailed] = {}
        self.sent: list[Event] = []

    def person(self, person_id: str) -> Person:
        return self.people.get(person_id, Person(person_id))

    def save_person(self, person: Person) -> None:
        self.people[person.id] = person

    def preferences(self, person_id: str) -> Preferences:
        return self.chosen.get(person_id, Preferences())

    def save_preferences(self, person_id: str, preferences: Preferences) -> None:
        self.chosen[person_id] = preferences

    def pair_version(self, pair_id: str) -> int:
        return self.pairs.get(pair_id, (0, False))[0]

    def pair_ended(self, pair_id: str) -> bool:
        return self.pairs.get(pair_id, (0, False))[1]

    def save_pair(self, pair_id: str, version: int, *, ended: bool) -> None:
        self.pairs[pair_id] = (version, ended)

    def pigeonhole(self, id: str) -> Pigeonhole | None:
        return self.pigeonholes.get(id)

    def save_pigeonhole(self, hole: Pigeonhole) -> None:
        self.pigeonholes[hole.id] = hole

    def nudge_id(self, hole: Pigeonhole, day: date) -> str:
        return f"{hole.id}|{day}"

    def delivery(self, nudge_id: str) -> Delivery | None:
        return self.deliveries.get(nudge_id)

    def save_delivery(self, delivery: Delivery, events: Sequence[Event] = ()) -> None:
        self.deliveries[delivery.id] = delivery
        self.sent += events

    def mailed(self, person_id: str) -> Mailed | None:
        return self.last_mails.get(person_id)

    def save_mailed(self, mailed: Mailed) -> None:
        self.last_mails[mailed.person_id] = mailed


class FakeReading:
    """Inbox and preferences of people, from what a postroom holds."""

    def __init__(self, postroom: FakePostroom) -> None:
        self._postroom = postroom

    async def preferences(self, person_id: str) -> tuple[Preferences, Person]:
        return self._postroom.preferences(person_id), self._postroom.person(person_id)

    async def notices(self, person_ids: Collection[str], before: tuple[datetime, str] | None, limit: int) -> list[Notice]:
        mine = [one for one in self._notices() if one.person_id in person_ids and one.count]
        mine.sort(key=lambda one: (one.made_at, one.id), reverse=True)
        return [one for one in mine if before is None or (one.made_at, one.id) < before][:limit]

    async def unseen(self, person_ids: Collection[str]) -> int:
        return len(await self.unseen_ids(person_ids))

    async def unseen_ids(self, person_ids: Collection[str]) -> list[str]:
        return [one.id for one in self._notices() if one.person_id in person_ids and not one.seen]

    async def changed(self, person_ids: Iterable[str], since: datetime) -> list[Notice]:
        people = set(person_ids)
        return [one for one in self._notices() if one.person_id in people and one.made_at >= since and not one.seen]

    async def due(self, now: datetime, limit: int) -> list[Pigeonhole]:
        return [one for one in self._postroom.pigeonholes.values() if one.due is not None and one.due <= now][:limit]

    async def claimed(self, now: datetime, limit: int) -> list[Delivery]:
        return [one for one in self._postroom.deliveries.values() if one.state is State.CLAIMED and one.not_before <= now][:limit]

    async def stuck(self, began_before: datetime, limit: int) -> list[Delivery]:
        begun = [one for one in self._postroom.deliveries.values() if one.state is State.SENDING]
        return [one for one in begun if one.began_at is not None and one.began_at < began_before][:limit]

    def _notices(self) -> list[Notice]:
        return [notice for hole in self._postroom.pigeonholes.values() if (notice := notice_in(hole)) is not None]


def a_postroom_with_an_unread_message(**enrolment: str) -> FakePostroom:
    postroom = FakePostroom()
    enrol_person(postroom, an_enrolment(**enrolment))
    start_pair(postroom, a_start())
    notify_readers(postroom, a_release(1), DAY)
    return postroom


def claimed(postroom: FakePostroom) -> list[Delivery]:
    return [delivery for delivery in postroom.deliveries.values() if delivery.state is State.CLAIMED]


def a_claimed_nudge() -> tuple[FakePostroom, Delivery]:
    postroom = a_postroom_with_an_unread_message()
    postroom.now = MONDAY + DAY
    claim_nudge(postroom, HOLE_ID)
    [delivery] = claimed(postroom)
    return postroom, delivery
