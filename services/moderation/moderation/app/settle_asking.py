"""Use case: notifications tells whether the mail to a safeguarding lead left."""

from causeway.notifications.v1.events import LeadAskSettled, Outcome
from moderation.app.alert_ports import ALERTS, Desk
from moderation.domain import alert as alerts


def needs(settled: LeadAskSettled) -> list[tuple[str, str]]:
    return [(ALERTS, settled.alert_id)]


def settle_asking(desk: Desk, settled: LeadAskSettled) -> None:
    """An alert or an asking that is not known changes nothing."""
    alert = desk.known_alert(settled.alert_id)
    if alert is None:
        return
    after = alerts.settle_asking(alert, settled.asking, reached=settled.outcome is Outcome.SENT, now=desk.now)
    if after != alert:
        desk.save_alert(after)
