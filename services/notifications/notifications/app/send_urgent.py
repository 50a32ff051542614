"""Use cases: staff are written to at once, about alerts, cases that come due and rules that stop. Each mail is claimed once."""

from causeway.moderation.v1.events import (
    CaseDueSoon,
    RuleFlooding,
    RuleQuarantined,
    SafeguardingAlertUnheard,
    SafeguardingLeadAsked,
)
from notifications.app.ports import DELIVERIES, Postroom
from notifications.domain.nudge import Delivery
from notifications.domain.urgent import ask_lead, tell_coordinators, tell_owners, tell_reviewers


def asking_needs(asked: SafeguardingLeadAsked) -> list[tuple[str, str]]:
    return [(DELIVERIES, ask_lead(asked).id)]


def send_asking(postroom: Postroom, asked: SafeguardingLeadAsked) -> None:
    _claim(postroom, [ask_lead(asked)])


def telling_needs(unheard: SafeguardingAlertUnheard) -> list[tuple[str, str]]:
    return [(DELIVERIES, delivery.id) for delivery in tell_coordinators(unheard)]


def send_telling(postroom: Postroom, unheard: SafeguardingAlertUnheard) -> None:
    _claim(postroom, tell_coordinators(unheard))


def due_needs(due: CaseDueSoon) -> list[tuple[str, str]]:
    return [(DELIVERIES, delivery.id) for delivery in tell_reviewers(due)]


def send_due(postroom: Postroom, due: CaseDueSoon) -> None:
    _claim(postroom, tell_reviewers(due))


def rule_needs(told: RuleQuarantined | RuleFlooding) -> list[tuple[str, str]]:
    return [(DELIVERIES, delivery.id) for delivery in tell_owners(told)]


def send_about_rule(postroom: Postroom, told: RuleQuarantined | RuleFlooding) -> None:
    _claim(postroom, tell_owners(told))


def _claim(postroom: Postroom, deliveries: list[Delivery]) -> None:
    """One that is known already stays as it is."""
    for delivery in deliveries:
        if postroom.delivery(delivery.id) is None:
            postroom.save_delivery(delivery)
