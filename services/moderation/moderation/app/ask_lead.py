"""Use case: the next safeguarding lead of the rota is asked about an alert, until somebody acknowledges it."""

from moderation.app.alert_ports import ALERTS, ROTAS, Desk, Staff
from moderation.domain.alert import Alert, Pace, ask


def needs(due: Alert) -> list[tuple[str, str]]:
    return [(ALERTS, due.id), (ROTAS, due.programme_id)]


def ask_lead(desk: Desk, alert_id: str, staff: Staff, pace: Pace) -> Alert | None:
    """The alert if somebody was asked or nobody could be; one that another process took or that was answered stays as it is.

    Whoever on the rota is no safeguarding lead any more is passed over.
    """
    alert = desk.known_alert(alert_id)
    if alert is None:
        return None
    rota = desk.rota(alert.programme_id).only(staff.leads)
    asked, events = ask(alert, rota, staff.coordinators, pace, desk.now)
    if asked == alert:
        return None
    desk.save_alert(asked, events)
    return asked
