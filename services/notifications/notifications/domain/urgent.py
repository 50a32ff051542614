"""Mail to staff that cannot wait: at any hour, as often as somebody asks for it, whatever their preferences."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

from causeway.event import Event
from causeway.moderation.v1.events import SafeguardingAlertUnheard, SafeguardingLeadAsked
from causeway.notifications.v1.events import LeadAskSettled, Outcome
from notifications.domain.letter import Contact, Letter, Pages, letter_of
from notifications.domain.nudge import Delivery, state_after

ALERT_ASKED = "safeguarding_alert"
ALERT_UNHEARD = "safeguarding_unheard"
URGENT = frozenset({ALERT_ASKED, ALERT_UNHEARD})
AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)


def ask_lead(asked: SafeguardingLeadAsked) -> Delivery:
    return _delivery(ALERT_ASKED, asked.alert_id, asked.programme_id, asked.person_id, asked.asking)


def tell_coordinators(unheard: SafeguardingAlertUnheard) -> list[Delivery]:
    people = dict.fromkeys(unheard.coordinator_ids)
    return [_delivery(ALERT_UNHEARD, unheard.alert_id, unheard.programme_id, person, unheard.version) for person in people]


def urgent_id(kind: str, about: str, person_id: str, number: int) -> str:
    """The same for the same asking: it is never mailed twice."""
    return hashlib.sha256(f"{kind}|{about}|{person_id}|{number}".encode()).hexdigest()


def settle_urgent(delivery: Delivery, outcome: Outcome, now: datetime) -> tuple[Delivery, list[Event]]:
    settled = replace(delivery, state=state_after(outcome), settled_at=now)
    if delivery.kind != ALERT_ASKED:
        return settled, []
    told = LeadAskSettled(
        alert_id=delivery.about,
        programme_id=delivery.programme_id,
        person_id=delivery.person_id,
        asking=delivery.number,
        outcome=outcome,
    )
    return settled, [told]


def urgent_letter(kind: str, contact: Contact, pages: Pages) -> Letter:
    """Nobody's name, and nothing of what was written."""
    hello = (f"Hello {contact.name}," if contact.name else "Hello,", "")
    look = ("Open it here:", pages.alerts) if pages.alerts else ("Sign in and open the alerts of your programme.", "")
    if kind == ALERT_UNHEARD:
        lines = [
            hello,
            ("A safeguarding alert of your programme is waiting, and nobody could be asked to look at it.", ""),
            ("Check the rota, and that everybody on it has left an address.", ""),
            ("Until somebody acknowledges the alert, you are told again.", ""),
        ]
        return letter_of("A safeguarding alert reaches nobody", lines)
    lines = [
        hello,
        ("A safeguarding alert is waiting for you. Please acknowledge it now: otherwise the next person is asked.", ""),
        look,
        ("This mail goes out at any hour.", ""),
    ]
    return letter_of("A safeguarding alert is waiting", lines)


def _delivery(kind: str, about: str, programme_id: str, person_id: str, number: int) -> Delivery:
    return Delivery(
        id=urgent_id(kind, about, person_id, number),
        kind=kind,
        person_id=person_id,
        conversation_id="",
        programme_id=programme_id,
        feed_seq=0,
        not_before=AT_ONCE,
        about=about,
        number=number,
    )
