"""Builders of signs and rotas that state only what matters, and a desk in memory."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from causeway.event import Event
from moderation.app.alert_ports import Staff
from moderation.app.ask_lead import ask_lead
from moderation.app.notice_signs import notice_signs
from moderation.domain.act import Act
from moderation.domain.alert import Alert, AlertNotFound, AlertState, Pace
from moderation.domain.rota import Hours, Member, Rota
from moderation.domain.sign import Sign
from moderation.testing import MONDAY

PACE = Pace(by_day=timedelta(minutes=10), by_night=timedelta(minutes=15))
WEEKDAYS = frozenset(range(1, 6))
OFFICE = Hours(WEEKDAYS, time(8), time(18))


def a_sign(id: str = "m1.1", **changes: Any) -> Sign:
    given = {
        "programme_id": "north",
        "author_id": "maya",
        "categories": ("self_harm",),
        "minor": True,
        "at": MONDAY,
        "telling": True,
        "message_id": id.partition(".")[0],
        "conversation_id": "c1",
    }
    return Sign(id=id, **{**given, **changes})


def a_rota(*on_duty: str, standing_by: Sequence[str] = (), zone: str = "Europe/London") -> Rota:
    """Some have office hours, the others stand by."""
    working = (Member(person, zone, (OFFICE,)) for person in on_duty)
    return Rota("north", (*working, *(Member(person, zone) for person in standing_by)))


class FakeDesk:
    """Keeps what a use case saves, and the events it sends."""

    def __init__(self, *signs: Sign, rota: Rota | None = None, now: datetime = MONDAY) -> None:
        self.now = now
        self.signs = {sign.id: sign for sign in signs}
        self.alert_of: dict[str, str] = {}
        self.alerts: dict[str, Alert] = {}
        self.rotas = {rota.programme_id: rota} if rota else {}
        self.sent: list[Event] = []
        self.acts: list[Act] = []

    def save_sign(self, sign: Sign, events: Sequence[Event] = ()) -> None:
        self.signs[sign.id] = sign
        self.sent += events

    def known_sign(self, sign_id: str) -> Sign | None:
        return self.signs.get(sign_id)

    def waiting_sign(self, sign_id: str) -> Sign | None:
        return None if sign_id in self.alert_of else self.signs.get(sign_id)

    def noticed(self, sign: Sign, alert: Alert) -> None:
        self.alert_of[sign.id] = alert.id

    def known_alert(self, alert_id: str) -> Alert | None:
        return self.alerts.get(alert_id)

    def alert(self, programme_id: str, alert_id: str) -> Alert:
        if alert_id not in self.alerts or self.alerts[alert_id].programme_id != programme_id:
            raise AlertNotFound("There is no such alert in this programme.")
        return self.alerts[alert_id]

    def save_alert(self, alert: Alert, events: Sequence[Event] = ()) -> None:
        others = [one for one in self.alerts.values() if one.id != alert.id and one.state is not AlertState.CLOSED]
        assert alert.state is AlertState.CLOSED or alert.person_id not in {one.person_id for one in others}
        self.alerts[alert.id] = alert
        self.sent += events

    def rota(self, programme_id: str) -> Rota:
        return self.rotas.get(programme_id, Rota(programme_id))

    def save_rota(self, rota: Rota) -> None:
        self.rotas[rota.programme_id] = rota

    def sealed(self, alert: Alert, reason: str) -> str:
        return f"sealed:{len(reason)}"

    def record(self, act: Act) -> None:
        self.acts.append(act)

    def look(self, staff: Staff | None = None, minutes: float = 0) -> None:
        """What the service does each second, some minutes later. Unless said otherwise everybody on the rota is a lead."""
        self.now += timedelta(minutes=minutes)
        waiting = [sign for sign in self.signs.values() if sign.id not in self.alert_of]
        for person in dict.fromkeys(sign.author_id for sign in waiting):
            open_id = next((one.id for one in self._open() if one.person_id == person), "")
            notice_signs(self, [sign for sign in waiting if sign.author_id == person], open_id, PACE)
        for alert in self._open():
            members = self.rota(alert.programme_id).members
            everybody = Staff(frozenset(member.person_id for member in members), ("carla",))
            ask_lead(self, alert.id, staff or everybody, PACE)

    def _open(self) -> list[Alert]:
        return [alert for alert in self.alerts.values() if alert.state is not AlertState.CLOSED]
