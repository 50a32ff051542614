"""What the use cases of alerts and of the rota need from the outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from causeway.event import Event
from moderation.domain.act import Act
from moderation.domain.alert import Alert, AlertState
from moderation.domain.rota import Rota
from moderation.domain.sign import Sign

# what a use case asks to have loaded: (collection, id)
SIGNS = "signs"
ALERTS = "alerts"
ROTAS = "rotas"


class Desk(Protocol):
    """Signs, alerts and rotas of one unit of work. What is saved is stored with the rest of the batch, or nothing of it."""

    @property
    def now(self) -> datetime: ...

    def save_sign(self, sign: Sign, events: Sequence[Event] = ()) -> None:
        """A new one, which waits to be noticed."""

    def known_sign(self, sign_id: str) -> Sign | None: ...

    def waiting_sign(self, sign_id: str) -> Sign | None:
        """None once it was noticed."""

    def noticed(self, sign: Sign, alert: Alert) -> None:
        """It is part of this alert from now on."""

    def known_alert(self, alert_id: str) -> Alert | None: ...

    def alert(self, programme_id: str, alert_id: str) -> Alert:
        """Raises AlertNotFound, also for an alert of another programme."""

    def save_alert(self, alert: Alert, events: Sequence[Event] = ()) -> None:
        """A second one that is not closed about the same person of a programme is never stored."""

    def rota(self, programme_id: str) -> Rota:
        """An empty one, if none was ever set."""

    def save_rota(self, rota: Rota) -> None: ...

    def sealed(self, alert: Alert, reason: str) -> str: ...

    def record(self, act: Act) -> None:
        """Adds to the audit chain."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Who holds these roles in one programme now, or for all of them."""

    leads: frozenset[str]
    coordinators: tuple[str, ...]  # of the programme; where it has none, those of all programmes


@dataclass(frozen=True, slots=True)
class AlertFilter:
    programme_id: str
    state: AlertState | None = None
    person_id: str = ""


class AlertReading(Protocol):
    """Queries outside a unit of work."""

    async def waiting_signs(self, limit: int) -> Sequence[Sign]:
        """Not part of an alert yet, oldest first."""

    async def open_alerts(self, people: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """For people, as programme and person id, the alert about them that is not closed."""

    async def due(self, now: datetime, limit: int) -> Sequence[Alert]:
        """Those about which the next person is to be asked, the longest waiting first."""

    async def about(self, programme_id: str, alert_id: str) -> str:
        """Whom the alert is about; empty for one that is not of this programme."""

    async def staff(self, programme_id: str, now: datetime) -> Staff: ...

    async def rota(self, programme_id: str) -> Rota: ...

    async def unheard(self, programme_id: str) -> Sequence[str]:
        """Alerts that wait because the last attempt to ask somebody had no effect."""

    async def listed(self, wanted: AlertFilter, size: int, token: str) -> tuple[Sequence[Alert], str]:
        """Newest first, and the token of the next page. Raises ValueError for a token that is none."""
