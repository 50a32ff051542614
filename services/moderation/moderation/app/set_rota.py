"""Use case: staff say who is asked when somebody may be in danger."""

from collections.abc import Sequence
from dataclasses import replace

from moderation.app.alert_ports import ALERTS, ROTAS, Desk
from moderation.domain.act import Act
from moderation.domain.alert import AlertState
from moderation.domain.rota import Rota, check_leads, check_rota


def needs(rota: Rota, unheard: Sequence[str]) -> list[tuple[str, str]]:
    return [(ROTAS, rota.programme_id), *((ALERTS, alert_id) for alert_id in unheard)]


def set_rota(desk: Desk, rota: Rota, leads: frozenset[str], by: str, unheard: Sequence[str] = ()) -> Rota:
    """The same rota again changes nothing. Alerts that nobody heard of are asked about anew, at once.

    Raises RotaNotAccepted.
    """
    check_rota(rota)
    check_leads(rota, leads)
    if desk.rota(rota.programme_id) == rota:
        return rota
    desk.save_rota(rota)
    desk.record(Act(actor=by, action="rota.set", thing=rota.programme_id, programme_id=rota.programme_id))
    for alert_id in unheard:
        alert = desk.known_alert(alert_id)
        if alert is not None and alert.state is AlertState.WAITING:
            desk.save_alert(replace(alert, ask_at=desk.now))
    return rota
