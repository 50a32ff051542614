"""What the waiting list needs from the outside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from causeway.event import Event
from matching.domain.matching_settings import MatchingSettings
from matching.domain.waiting import Waiting

WAITING = "waiting"


class WaitingRegister(Protocol):
    @property
    def now(self) -> datetime: ...

    def waiting(self, mentee_id: str) -> Waiting | None: ...

    def save_waiting(self, waiting: Waiting, events: Sequence[Event]) -> None: ...


class WaitingReading(Protocol):
    async def follow(self, now: datetime) -> None:
        """Brings the list up to date with whoever changed, or got or lost a mentor. Raises Unavailable."""

    async def waiting(self, programme_id: str, size: int, start: int) -> Sequence[Waiting]:
        """The longest waiting first."""

    async def limited(self) -> Sequence[MatchingSettings]:
        """Settings of the programmes where nobody should wait for ever, or that repair by themselves."""

    async def too_long(self, programme_id: str, since: datetime, limit: int) -> Sequence[Waiting]:
        """Those who wait at least since then and of whom nobody was told."""
