"""A call for volunteers: people of several sites sign up, and pairs are formed across the sites."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from causeway.event import Event
from causeway.matching.v1.events import CallOpened
from matching.domain.people import Side

CALLS = uuid.UUID("a8c1f0d2-7b1e-4d0e-8d7b-0e6d5a9c4b32")  # namespace of call ids; never changed
LONGEST_TOPIC = 1_000
DEFAULT_DAYS, LONGEST_DAYS = 14, 90
MOST_SITES, LONGEST_SITE = 50, 120
MOST_SIGN_UPS = 2_000  # of one side
LEASE = timedelta(seconds=60)


class CallNotFound(Exception):
    """There is no such call in the programme."""


class CallNotPossible(Exception):
    """This call takes no such step now; the sentence says why."""


class State(StrEnum):
    CHECKING = "checking"  # its topic is not judged yet
    OPEN = "open"
    FORMING = "forming"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Call:
    """The topic is a text of its own. Whoever holds the lease forms the pairs."""

    id: str
    programme_id: str
    topic_id: str
    sites: tuple[str, ...]
    opened_at: datetime
    sign_up_by: datetime
    state: State = State.CHECKING
    mentees: int = 0
    mentors: int = 0
    pairs: int = 0
    leased_until: datetime | None = None
    version: int = 1

    def signed_up(self, side: Side, change: int) -> "Call":
        match side:
            case Side.MENTEE:
                return replace(self, mentees=self.mentees + change)
            case Side.MENTOR:
                return replace(self, mentors=self.mentors + change)

    def number_of(self, side: Side) -> int:
        match side:
            case Side.MENTEE:
                return self.mentees
            case Side.MENTOR:
                return self.mentors


@dataclass(frozen=True, slots=True)
class SignUp:
    call_id: str
    programme_id: str
    person_id: str
    side: Side
    active: bool = True

    @property
    def id(self) -> str:
        return sign_up_id_of(self.call_id, self.person_id)


def call_id_of(programme_id: str, client_key: str) -> str:
    return uuid.uuid5(CALLS, f"{programme_id}\0{client_key}").hex


def sign_up_id_of(call_id: str, person_id: str) -> str:
    return f"{call_id}/{person_id}"


def announce(call: Call) -> tuple[Call, list[Event]]:
    """Its topic is allowed: people may sign up."""
    if call.state is not State.CHECKING:
        return call, []
    opened = replace(call, state=State.OPEN, version=call.version + 1)
    event = CallOpened(call_id=call.id, programme_id=call.programme_id, sign_up_by=call.sign_up_by, version=opened.version)
    return opened, [event]


def require_sign_ups(call: Call, side: Side, now: datetime) -> None:
    """Raises CallNotPossible."""
    if call.state is not State.OPEN or now >= call.sign_up_by:
        raise CallNotPossible("This call takes no sign-ups any more. Nothing was changed.")
    if call.number_of(side) >= MOST_SIGN_UPS:
        raise CallNotPossible(f"{MOST_SIGN_UPS:,} people have signed up, which is the most. Nothing was changed.")


def form(call: Call) -> Call:
    """Raises CallNotPossible. A call that forms its pairs, or has formed them, stays as it is."""
    match call.state:
        case State.FORMING | State.DONE:
            return call
        case State.OPEN:
            return replace(call, state=State.FORMING, version=call.version + 1)
        case State.CHECKING | State.REFUSED:
            raise CallNotPossible("The topic of this call is not allowed yet, so nobody has signed up. Nothing was changed.")


def lease(call: Call, now: datetime) -> Call | None:
    """None if there is nothing to form, or somebody does it."""
    if call.state is not State.FORMING or (call.leased_until is not None and call.leased_until > now):
        return None
    return replace(call, leased_until=now + LEASE)


def formed(call: Call, pairs: int) -> Call:
    return replace(call, state=State.DONE, pairs=pairs, leased_until=None, version=call.version + 1)
