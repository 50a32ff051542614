"""Use cases: a safeguarding lead is asked, or coordinators are told that nobody could be; each mail is claimed at once."""

from causeway.moderation.v1.events import SafeguardingAlertUnheard, SafeguardingLeadAsked
from notifications.app.ports import DELIVERIES, Postroom
from notifications.domain.nudge import Delivery
from notifications.domain.urgent import ask_lead, tell_coordinators


def asking_needs(asked: SafeguardingLeadAsked) -> list[tuple[str, str]]:
    return [(DELIVERIES, ask_lead(asked).id)]


def send_asking(postroom: Postroom, asked: SafeguardingLeadAsked) -> None:
    _claim(postroom, [ask_lead(asked)])


def telling_needs(unheard: SafeguardingAlertUnheard) -> list[tuple[str, str]]:
    return [(DELIVERIES, delivery.id) for delivery in tell_coordinators(unheard)]


def send_telling(postroom: Postroom, unheard: SafeguardingAlertUnheard) -> None:
    _claim(postroom, tell_coordinators(unheard))


def _claim(postroom: Postroom, deliveries: list[Delivery]) -> None:
    """One that is known already stays as it is."""
    for delivery in deliveries:
        if postroom.delivery(delivery.id) is None:
            postroom.save_delivery(delivery)
