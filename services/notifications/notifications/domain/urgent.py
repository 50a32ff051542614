"""Mail to staff that cannot wait: at any hour, as often as somebody asks for it, whatever their preferences."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from causeway.event import Event
from causeway.moderation.v1.events import (
    CaseDueSoon,
    RuleFlooding,
    RuleQuarantined,
    SafeguardingAlertUnheard,
    SafeguardingLeadAsked,
)
from causeway.notifications.v1.events import LeadAskSettled, Outcome
from notifications.domain.letter import Contact, Letter, Pages, letter_of
from notifications.domain.nudge import Delivery, state_after

ALERT_ASKED = "safeguarding_alert"
ALERT_UNHEARD = "safeguarding_unheard"
CASES_DUE = "cases_due"
RULE_STOPPED = "rule_stopped"
RULE_FLOODING = "rule_flooding"
URGENT = frozenset({ALERT_ASKED, ALERT_UNHEARD, CASES_DUE, RULE_STOPPED, RULE_FLOODING})
ONE_IN = timedelta(hours=1)  # mails to one person about cases of one programme: a full queue is one mail, not a hundred
AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)


def ask_lead(asked: SafeguardingLeadAsked) -> Delivery:
    return _delivery(ALERT_ASKED, asked.alert_id, asked.programme_id, asked.person_id, asked.asking)


def tell_coordinators(unheard: SafeguardingAlertUnheard) -> list[Delivery]:
    people = dict.fromkeys(unheard.coordinator_ids)
    return [_delivery(ALERT_UNHEARD, unheard.alert_id, unheard.programme_id, person, unheard.version) for person in people]


def tell_reviewers(due: CaseDueSoon) -> list[Delivery]:
    hour = int((due.occurred_at - AT_ONCE) / ONE_IN)
    return [_delivery(CASES_DUE, due.programme_id, due.programme_id, person, hour) for person in dict.fromkeys(due.reviewer_ids)]


def tell_owners(told: RuleQuarantined | RuleFlooding) -> list[Delivery]:
    kind = RULE_STOPPED if isinstance(told, RuleQuarantined) else RULE_FLOODING
    people = dict.fromkeys(told.owner_ids)
    return [_delivery(kind, told.rule_id, told.programme_id, person, told.version) for person in people]


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
    subject, *lines = _WORDS[kind]
    told = [hello, *((line, "") for line in lines)]
    if kind == ALERT_ASKED:
        look = ("Open it here:", pages.alerts) if pages.alerts else ("Sign in and open the alerts of your programme.", "")
        told.insert(2, look)
    return letter_of(subject, told)


_WORDS = {
    ALERT_ASKED: (
        "A safeguarding alert is waiting",
        "A safeguarding alert is waiting for you. Please acknowledge it now: otherwise the next person is asked.",
        "This mail goes out at any hour.",
    ),
    ALERT_UNHEARD: (
        "A safeguarding alert reaches nobody",
        "A safeguarding alert of your programme is waiting, and nobody could be asked to look at it.",
        "Check the rota, and that everybody on it has left an address.",
        "Until somebody acknowledges the alert, you are told again.",
    ),
    CASES_DUE: (
        "Messages wait for a decision",
        "Somebody's message has waited for a moderator for three quarters of its time, and nobody has decided it yet.",
        "Please sign in and open the review queue: what is due first is at the top.",
        "You get this mail at most once an hour.",
    ),
    RULE_STOPPED: (
        "A rule of yours has stopped",
        "A rule that you proposed or switched on is in quarantine: it holds no more messages. What it held stays held.",
        "Please sign in, look at the list of rules for the reason, and retire, mend or release it.",
    ),
    RULE_FLOODING: (
        "A rule of yours holds far more than it did",
        "A rule about danger that you proposed or switched on fires far more often than in its rehearsal. It goes on acting.",
        "Please sign in and look at what it finds: either something is happening, or the rule is too wide.",
    ),
}


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
