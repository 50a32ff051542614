"""What keeps a person from calls for a time, whatever their roles are. Every service follows it from events."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from causeway.access.v1 import access_pb2
from causeway.event import Event
from causeway_kit.consume import BatchConsumer
from causeway_kit.store import Indexes
from causeway_kit.work import Need, UnitOfWork

BARS = "bars"
INDEXES: Indexes = {BARS: [([("changed_at", 1)], {})]}
SUSPENDED_MAY = frozenset({access_pb2.PRIORITY_SAFEGUARDING, access_pb2.PRIORITY_MODERATION})  # ask for help, and appeal


@dataclass(frozen=True, slots=True)
class Bar:
    """What keeps a person from calls, whatever their roles are."""

    suspended: bool  # else they may read, and not write
    until: datetime

    def keeps_from(self, priority: int) -> bool:
        if self.suspended:
            return priority not in SUSPENDED_MAY
        return priority == access_pb2.PRIORITY_POSTS

    @property
    def sentence(self) -> str:
        what = "Your access is suspended" if self.suspended else "You can read, but not write,"
        return f"{what} until {self.until:%d %B %Y, %H:%M} UTC. Nothing was changed. Ask the staff of your programme about it."


class BarRows:
    """The bars that a batch of events changes."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def put(self, person_id: str, until: datetime, version: int, *, suspended: bool) -> None:
        """One that ends in the past lifts what was there. A version that is not newer than the stored one changes nothing."""
        known = self._work.get(BARS, person_id)
        if known is not None and known["version"] >= version:
            return
        row = {"_id": person_id, "suspended": suspended, "until": until, "version": version}
        self._work.save(BARS, {**row, "changed_at": self._work.stored_at})


def bar_need(person_id: str) -> Need:
    return BARS, person_id


def follow_bars(consumer: BatchConsumer, barred: type[Event]) -> None:
    """Keeps this service's bars from one event type, with person_id, suspended, until and version."""

    def needs(event: Any) -> list[Need]:
        return [bar_need(event.person_id)]

    @consumer.on(barred, BarRows, needs=needs)
    def on_barred(rows: BarRows, event: Any) -> None:
        rows.put(event.person_id, event.until, event.version, suspended=event.suspended)
