"""Somebody may be in danger: what was noticed, who was asked to look, and the only ways an alert may change."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from causeway.event import Event
from causeway.moderation.v1.events import (
    AlertOutcome,
    SafeguardingAlertAcknowledged,
    SafeguardingAlertClosed,
    SafeguardingAlertUnheard,
    SafeguardingLeadAsked,
    Trouble,
)
from moderation.domain.case import LONGEST_REASON, SHORTEST_REASON
from moderation.domain.rota import Rota, next_to_ask, people_to_ask
from moderation.domain.sign import Sign

MOST_ASKINGS = 200  # kept of an alert, the newest


class AlertNotFound(Exception):
    """There is no such alert in this programme."""


class AlertNotYours(Exception):
    """Somebody else has acknowledged it, or nobody has."""


class ClosingNotAccepted(Exception):
    """No outcome or no reason."""


class SignsNotSeen(Exception):
    """Something new was noticed since the caller looked."""


class AlertState(StrEnum):
    WAITING = "waiting"  # one after the other is asked
    ACKNOWLEDGED = "acknowledged"
    CLOSED = "closed"


class AskingState(StrEnum):
    SENDING = "sending"
    SENT = "sent"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True)
class Asking:
    number: int
    person_id: str
    at: datetime
    state: AskingState = AskingState.SENDING


@dataclass(frozen=True, slots=True)
class Alert:
    """One a person while it is not closed; everything noticed about them meanwhile joins it."""

    id: str
    newest: Sign
    categories: tuple[str, ...]
    minor: bool
    signs: int
    opened_at: datetime
    state: AlertState = AlertState.WAITING
    ask_at: datetime | None = None  # when the next person is asked; None: nobody is
    askings: tuple[Asking, ...] = ()
    trouble: Trouble = Trouble.UNSPECIFIED
    acknowledged_by: str = ""
    acknowledged_at: datetime | None = None
    closed_by: str = ""
    closed_at: datetime | None = None
    outcome: AlertOutcome = AlertOutcome.UNSPECIFIED
    reason: str = ""  # sealed
    version: int = 1

    @property
    def programme_id(self) -> str:
        return self.newest.programme_id

    @property
    def person_id(self) -> str:
        return self.newest.author_id

    @property
    def asked(self) -> list[str]:
        return [asking.person_id for asking in self.askings]

    @property
    def askings_so_far(self) -> int:
        return self.askings[-1].number if self.askings else 0


@dataclass(frozen=True, slots=True)
class Pace:
    """How long an acknowledgement is waited for before the next person is asked; by the clock of whoever was asked."""

    by_day: timedelta
    by_night: timedelta


def alert_id_of(first: Sign) -> str:
    """The same however often it is opened."""
    return hashlib.sha256(first.id.encode()).hexdigest()[:32]


def notice(alert: Alert | None, signs: Sequence[Sign], pace: Pace, now: datetime) -> Alert:
    """Opens an alert, or adds to the open one. Signs are of one person, oldest first.

    Who has acknowledged is told of more, at most once in the time that an acknowledgement is waited for.
    """
    categories = (*(alert.categories if alert else ()), *(name for sign in signs for name in sign.categories))
    minor = any(sign.minor for sign in signs)
    if alert is None:
        known = tuple(dict.fromkeys(categories))
        return Alert(alert_id_of(signs[0]), signs[-1], known, minor, len(signs), opened_at=now, ask_at=now)
    joined = replace(
        alert,
        newest=signs[-1],
        categories=tuple(dict.fromkeys(categories)),
        minor=alert.minor or minor,
        signs=alert.signs + len(signs),
    )
    if alert.state is not AlertState.ACKNOWLEDGED or alert.ask_at is not None:
        return joined
    return replace(joined, ask_at=max(now, alert.askings[-1].at + pace.by_day) if alert.askings else now)


def ask(alert: Alert, rota: Rota, coordinators: Sequence[str], pace: Pace, now: datetime) -> tuple[Alert, list[Event]]:
    """The next person of the rota, of which only safeguarding leads are left. Too early, nothing.

    Whoever is not known to have got the mail counts as not reached. When that is so for all of them, the attempt had no
    effect: coordinators are told, and it goes on.
    """
    if alert.ask_at is None or now < alert.ask_at:
        return alert, []
    if alert.state is AlertState.ACKNOWLEDGED:
        return _asked(replace(alert, ask_at=None), alert.acknowledged_by, now)
    member = next_to_ask(rota, alert.asked, now)
    if member is None:
        return _unheard(replace(alert, ask_at=now + pace.by_day), Trouble.NOBODY_ON_ROTA, coordinators)
    wait = pace.by_night if member.has_night(now) else pace.by_day
    without_news = _without_news(alert)
    unheard = _nobody_reached(without_news, rota, now)
    if unheard and now < alert.askings[-1].at + wait:  # all failed at once: asking again at once would fail again
        return _unheard(replace(alert, ask_at=alert.askings[-1].at + wait), Trouble.NOBODY_REACHED, coordinators)
    made, events = _asked(replace(without_news, ask_at=now + wait), member.person_id, now)
    if without_news is alert or not unheard:
        return made, events
    made, told = _unheard(made, Trouble.NOBODY_REACHED, coordinators)
    return made, [*events, *told]


def settle_asking(alert: Alert, number: int, *, reached: bool, now: datetime) -> Alert:
    """What became of a mail. Whoever could not be reached is followed at once by the next. Once sent it stays so."""
    place = next((place for place, one in enumerate(alert.askings) if one.number == number), None)
    state = AskingState.SENT if reached else AskingState.NOT_REACHED
    if place is None or alert.askings[place].state in (AskingState.SENT, state):
        return alert
    askings = (*alert.askings[:place], replace(alert.askings[place], state=state), *alert.askings[place + 1 :])
    settled = replace(alert, askings=askings)
    if reached:
        return replace(settled, trouble=Trouble.UNSPECIFIED)
    if alert.state is AlertState.WAITING and number == alert.askings_so_far:
        return replace(settled, ask_at=now)
    return settled


def acknowledge(alert: Alert, lead: str, now: datetime) -> tuple[Alert, list[Event]]:
    """The same person again changes nothing. Raises AlertNotYours."""
    if alert.state is not AlertState.WAITING:
        if alert.acknowledged_by == lead:
            return alert, []
        raise AlertNotYours("Somebody else has acknowledged this alert and looks at it. Nothing was changed.")
    taken = replace(
        alert,
        state=AlertState.ACKNOWLEDGED,
        ask_at=None,
        trouble=Trouble.UNSPECIFIED,
        acknowledged_by=lead,
        acknowledged_at=now,
        version=alert.version + 1,
    )
    told = SafeguardingAlertAcknowledged(
        alert_id=alert.id,
        programme_id=alert.programme_id,
        askings=alert.askings_so_far,
        opened_at=alert.opened_at,
        version=taken.version,
    )
    return taken, [told]


def close(alert: Alert, lead: str, outcome: AlertOutcome, reason: str, signs: int, now: datetime) -> tuple[Alert, list[Event]]:
    """`reason` is sealed; `signs` is how many the lead has seen. The same closing again changes nothing.

    Raises AlertNotYours, SignsNotSeen.
    """
    if alert.state is AlertState.CLOSED and (alert.closed_by, alert.outcome) == (lead, outcome):
        return alert, []
    if alert.state is AlertState.CLOSED:
        raise AlertNotYours("This alert was closed before; that stands. Nothing was changed.")
    if alert.state is AlertState.WAITING:
        raise AlertNotYours("Acknowledge this alert first, so that nobody else is asked meanwhile. Nothing was changed.")
    if signs != alert.signs:
        raise SignsNotSeen(
            f"This alert has {alert.signs} signs, and you have seen {signs}. Look at it again. Nothing was changed."
        )
    closed = replace(
        alert,
        state=AlertState.CLOSED,
        ask_at=None,
        closed_by=lead,
        closed_at=now,
        outcome=outcome,
        reason=reason,
        version=alert.version + 1,
    )
    told = SafeguardingAlertClosed(
        alert_id=alert.id, programme_id=alert.programme_id, outcome=outcome, signs=alert.signs, version=closed.version
    )
    return closed, [told]


def check_closing(outcome: AlertOutcome, reason: str) -> None:
    """Raises ClosingNotAccepted."""
    if outcome is AlertOutcome.UNSPECIFIED:
        raise ClosingNotAccepted("Say what came of it: supported, referred or no danger. Nothing was changed.")
    if not SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON:
        raise ClosingNotAccepted(f"Give a reason of {SHORTEST_REASON} to {LONGEST_REASON} characters. Nothing was changed.")


def _asked(alert: Alert, person_id: str, now: datetime) -> tuple[Alert, list[Event]]:
    number = alert.askings_so_far + 1
    askings = (*alert.askings, Asking(number, person_id, now))[-MOST_ASKINGS:]
    made = replace(alert, askings=askings, version=alert.version + 1)
    told = SafeguardingLeadAsked(
        alert_id=alert.id, programme_id=alert.programme_id, person_id=person_id, asking=number, version=made.version
    )
    return made, [told]


def _unheard(alert: Alert, trouble: Trouble, coordinators: Sequence[str]) -> tuple[Alert, list[Event]]:
    made = replace(alert, trouble=trouble, version=alert.version + 1)
    told = SafeguardingAlertUnheard(
        alert_id=alert.id,
        programme_id=alert.programme_id,
        trouble=trouble,
        coordinator_ids=tuple(coordinators),
        version=made.version,
    )
    return made, [told]


def _without_news(alert: Alert) -> Alert:
    """With the last asking as not reached, if nobody told that its mail had left; the same alert otherwise."""
    if not alert.askings or alert.askings[-1].state is not AskingState.SENDING:
        return alert
    return replace(alert, askings=(*alert.askings[:-1], replace(alert.askings[-1], state=AskingState.NOT_REACHED)))


def _nobody_reached(alert: Alert, rota: Rota, now: datetime) -> bool:
    """Whether each of those who can be asked was tried since somebody was reached last."""
    people = max(1, len(people_to_ask(rota, alert.asked, now)))
    around = alert.askings[-people:]
    return len(around) == people and all(one.state is AskingState.NOT_REACHED for one in around)
