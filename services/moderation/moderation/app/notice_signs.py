"""Use case: what was noticed about one person becomes an alert, or joins the one that is open."""

from collections.abc import Sequence

from moderation.app.alert_ports import ALERTS, SIGNS, Desk
from moderation.domain.alert import Alert, AlertState, Pace, alert_id_of, notice
from moderation.domain.sign import Sign


def needs(signs: Sequence[Sign], open_alert_id: str) -> list[tuple[str, str]]:
    """Signs are of one person, oldest first; no id when nothing is open about them."""
    return [*((SIGNS, sign.id) for sign in signs), (ALERTS, open_alert_id or alert_id_of(signs[0]))]


def notice_signs(desk: Desk, signs: Sequence[Sign], open_alert_id: str, pace: Pace) -> Alert | None:
    """What another process noticed meanwhile changes nothing. None: so there was nothing left."""
    waiting = [sign for sign in signs if desk.waiting_sign(sign.id) is not None]
    if not waiting:
        return None
    known = desk.known_alert(open_alert_id) if open_alert_id else None
    if known is not None and known.state is AlertState.CLOSED:
        return None  # closed a moment ago: the next look opens another one
    alert = notice(known, waiting, pace, desk.now)
    for sign in waiting:
        desk.noticed(sign, alert)
    desk.save_alert(alert)
    return alert
