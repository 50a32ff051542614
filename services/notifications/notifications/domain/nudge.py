"""One nudge to one person: whether it may go now, and the only ways its state may change. It goes at most once."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from causeway.notifications.v1.events import Channel, NudgeSettled, Outcome
from notifications.domain.pigeonhole import Pigeonhole
from notifications.domain.preferences import Person, Preferences, clock_of
from notifications.domain.timer import UNREAD_FOR_A_DAY, spread_of


class State(StrEnum):
    CLAIMED = "claimed"  # nothing was sent; it may be taken up again after a crash
    SENDING = "sending"  # it may have been sent; it is never taken up again
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Delivery:
    id: str  # the nudge's
    kind: str
    person_id: str
    conversation_id: str
    programme_id: str
    feed_seq: int  # of the oldest message that waits
    not_before: datetime
    state: State = State.CLAIMED
    began_at: datetime | None = None
    settled_at: datetime | None = None
    about: str = ""  # of urgent mail to staff: the id of the alert
    number: int = 0  # of urgent mail: which asking or telling of it


@dataclass(frozen=True, slots=True)
class Mailed:
    """The last e-mail to a person: one a local day is the most."""

    person_id: str
    day: str  # local, YYYY-MM-DD
    at: datetime
    nudge_id: str


@dataclass(frozen=True, slots=True)
class Reader:
    """All that decides whether one reader may be nudged about one conversation."""

    person: Person
    preferences: Preferences
    read_up_to: int | None  # None: of this conversation nothing is known
    pair_ended: bool
    mailed: Mailed | None

    def wants(self, feed_seq: int) -> bool:
        """Still unread, e-mail on, pair not ended."""
        still_unread = self.read_up_to is not None and self.read_up_to < feed_seq
        return still_unread and self.preferences.email and not self.pair_ended

    def mailed_on(self, day: str) -> Mailed | None:
        return self.mailed if self.mailed is not None and self.mailed.day >= day else None


class Step(StrEnum):
    GO = "go"
    WAIT = "wait"
    DROP = "drop"


def decide_claim(reader: Reader, feed_seq: int, due: datetime, now: datetime) -> tuple[Step, datetime]:
    """What becomes of a due timer; for WAIT with the moment to look again.

    An e-mail speaks of all that was due when it went; what falls due later that day waits for the next one.
    """
    clock, spread = clock_of(reader.preferences, reader.person), spread_of(reader.person.id)
    if not reader.wants(feed_seq):
        return Step.DROP, now
    if clock.is_quiet(now):
        return Step.WAIT, clock.next_allowed(now, spread)
    mailed = reader.mailed_on(clock.day(now).isoformat())
    if mailed is None:
        return Step.GO, now
    return (Step.DROP, now) if due <= mailed.at else (Step.WAIT, clock.next_day(now, spread))


def decide_sending(reader: Reader, delivery: Delivery, has_address: bool, now: datetime) -> tuple[Step, datetime]:
    """The same questions again, at the moment of sending."""
    clock = clock_of(reader.preferences, reader.person)
    mailed = reader.mailed_on(clock.day(now).isoformat())
    said_already = mailed is not None and mailed.nudge_id != delivery.id
    if not has_address or said_already or not reader.wants(delivery.feed_seq):
        return Step.DROP, now
    if clock.is_quiet(now):
        return Step.WAIT, clock.next_allowed(now, spread_of(reader.person.id))
    return Step.GO, now


def claim(hole: Pigeonhole, nudge_id: str, now: datetime) -> Delivery:
    return Delivery(
        id=nudge_id,
        kind=UNREAD_FOR_A_DAY,
        person_id=hole.person_id,
        conversation_id=hole.conversation_id,
        programme_id=hole.programme_id,
        feed_seq=hole.oldest,
        not_before=now,
    )


def settle(delivery: Delivery, outcome: Outcome, now: datetime) -> tuple[Delivery, NudgeSettled]:
    settled = NudgeSettled(
        nudge_id=delivery.id,
        person_id=delivery.person_id,
        programme_id=delivery.programme_id,
        conversation_id=delivery.conversation_id,
        kind=delivery.kind,
        channel=Channel.EMAIL,
        outcome=outcome,
    )
    return replace(delivery, state=state_after(outcome), settled_at=now), settled


def state_after(outcome: Outcome) -> State:
    match outcome:
        case Outcome.SENT:
            return State.SENT
        case Outcome.FAILED:
            return State.FAILED
        case Outcome.UNKNOWN:
            return State.UNKNOWN
        case Outcome.DROPPED:
            return State.DROPPED
        case Outcome.UNSPECIFIED:
            raise ValueError("a delivery ends with an outcome")
