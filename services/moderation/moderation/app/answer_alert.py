"""Use cases: a safeguarding lead acknowledges an alert, and closes it."""

from dataclasses import dataclass

from causeway.moderation.v1.events import AlertOutcome
from moderation.app.alert_ports import ALERTS, Desk
from moderation.app.ports import KEYS
from moderation.domain import alert as alerts
from moderation.domain.act import Act
from moderation.domain.alert import Alert


@dataclass(frozen=True, slots=True)
class Lead:
    """A safeguarding lead at an alert; `about` is whom it is about, under whose key reasons are sealed."""

    programme_id: str
    alert_id: str
    person_id: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    outcome: AlertOutcome
    reason: str
    signs: int


def needs(lead: Lead) -> list[tuple[str, str]]:
    return [(ALERTS, lead.alert_id), *([(KEYS, lead.about)] if lead.about else [])]


def acknowledge(desk: Desk, lead: Lead) -> Alert:
    """Raises AlertNotFound, AlertNotYours."""
    known = desk.alert(lead.programme_id, lead.alert_id)
    taken, events = alerts.acknowledge(known, lead.person_id, desk.now)
    if taken != known:
        desk.save_alert(taken, events)
        desk.record(_act(lead, "alert.acknowledged"))
    return taken


def close(desk: Desk, lead: Lead, closing: Closing) -> Alert:
    """Raises AlertNotFound, AlertNotYours, SignsNotSeen, ClosingNotAccepted."""
    alerts.check_closing(closing.outcome, closing.reason)
    known = desk.alert(lead.programme_id, lead.alert_id)
    sealed = desk.sealed(known, closing.reason)
    closed, events = alerts.close(known, lead.person_id, closing.outcome, sealed, closing.signs, desk.now)
    if closed != known:
        desk.save_alert(closed, events)
        desk.record(_act(lead, "alert.closed", sealed))
    return closed


def _act(lead: Lead, action: str, reason: str = "") -> Act:
    return Act(actor=lead.person_id, action=action, thing=lead.alert_id, programme_id=lead.programme_id, reason=reason)
