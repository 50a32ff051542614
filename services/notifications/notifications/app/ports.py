"""What the use cases of notifications need from the outside."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime
from typing import Protocol

from causeway.event import Event
from causeway.notifications.v1.events import Outcome
from notifications.domain.letter import Contact, Letter
from notifications.domain.notice import Notice
from notifications.domain.nudge import Delivery, Mailed
from notifications.domain.pigeonhole import Pigeonhole
from notifications.domain.preferences import Person, Preferences

# what a use case asks to have loaded: (collection, id)
PEOPLE = "people"
PREFERENCES = "preferences"
PAIRS = "pairs"
PIGEONHOLES = "pigeonholes"
DELIVERIES = "deliveries"
MAILED = "mailed"
CONTACTS = "contacts"
STAFF_CONTACTS = "staff_contacts"
KEYS = "keys"


class Postroom(Protocol):
    """People, pigeonholes and deliveries of one unit of work.

    What is saved is stored with the rest of the batch, or nothing of it.
    """

    def person(self, person_id: str) -> Person:
        """Somebody nobody told of yet has no time zone."""

    def save_person(self, person: Person) -> None: ...

    def preferences(self, person_id: str) -> Preferences:
        """The defaults, if nothing was ever set."""

    def save_preferences(self, person_id: str, preferences: Preferences) -> None: ...

    def pair_version(self, pair_id: str) -> int:
        """Of the event that was applied last; 0 for a pair nobody told of yet."""

    def pair_ended(self, pair_id: str) -> bool: ...

    def save_pair(self, pair_id: str, version: int, *, ended: bool) -> None: ...

    def pigeonhole(self, id: str) -> Pigeonhole | None: ...

    def save_pigeonhole(self, hole: Pigeonhole) -> None:
        """Also wakes the reader's open streams once it is stored."""

    def nudge_id(self, hole: Pigeonhole, day: date) -> str:
        """A keyed hash: the same for the same person, kind, conversation and local day."""

    def delivery(self, nudge_id: str) -> Delivery | None: ...

    def save_delivery(self, delivery: Delivery, events: Sequence[Event] = ()) -> None: ...

    def mailed(self, person_id: str) -> Mailed | None: ...

    def save_mailed(self, mailed: Mailed) -> None: ...

    @property
    def now(self) -> datetime: ...


class Reading(Protocol):
    """Queries outside a unit of work. Those for a caller carry the caller's person id."""

    async def preferences(self, person_id: str) -> tuple[Preferences, Person]: ...

    async def notices(self, person_ids: Collection[str], before: tuple[datetime, str] | None, limit: int) -> list[Notice]:
        """Newest first, after a place in that order."""

    async def unseen(self, person_ids: Collection[str]) -> int: ...

    async def unseen_ids(self, person_ids: Collection[str]) -> list[str]: ...

    async def changed(self, person_ids: Iterable[str], since: datetime) -> list[Notice]:
        """Unseen notices of these people that grew since then."""

    async def due(self, now: datetime, limit: int) -> list[Pigeonhole]:
        """Those whose timer is due, the longest first."""

    async def claimed(self, now: datetime, limit: int) -> list[Delivery]:
        """Deliveries that may be sent now, oldest first."""

    async def stuck(self, began_before: datetime, limit: int) -> list[Delivery]:
        """Deliveries whose sending began before then and of which nothing more is known."""


class NudgeIds(Protocol):
    async def possible(self, holes: Sequence[Pigeonhole], days: Sequence[date]) -> Mapping[str, Sequence[str]]:
        """For each pigeonhole's id the nudge ids it may get on these days."""


class Addresses(Protocol):
    async def ask(self, person_ids: Sequence[str]) -> Mapping[str, Contact]:
        """From the service that owns them, at most 500; people it does not know are left out. Raises Unavailable."""


class Contacts(Protocol):
    async def of(self, person_ids: Sequence[str]) -> Mapping[str, Contact]:
        """At most a day old. Somebody unknown gets a contact without an address. Raises Unavailable."""


class MailLine(Protocol):
    """An open connection to the mail server."""

    @property
    def usable(self) -> bool:
        """False once it broke; nothing more can be sent on it."""

    async def send(self, nudge_id: str, contact: Contact, letter: Letter) -> Outcome:
        """SENT, FAILED (certainly not taken) or UNKNOWN (no answer)."""


class Mailer(Protocol):
    def connect(self) -> AbstractAsyncContextManager[MailLine]:
        """Raises Unavailable, and then nothing was sent."""
