"""Mentees without a mentor: since when they wait, and when that has become too long."""

from dataclasses import dataclass, replace
from datetime import datetime

from causeway.event import Event
from causeway.matching.v1.events import MenteeWaiting


@dataclass(frozen=True, slots=True)
class Waiting:
    """Displaced: had a mentor before."""

    mentee_id: str
    programme_id: str
    since: datetime
    displaced: bool = False
    announced: bool = False

    def days(self, now: datetime) -> int:
        return max(0, (now - self.since).days)


def announce(waiting: Waiting, now: datetime) -> tuple[Waiting, list[Event]]:
    """Once for each wait."""
    if waiting.announced:
        return waiting, []
    event = MenteeWaiting(
        mentee_id=waiting.mentee_id,
        programme_id=waiting.programme_id,
        since=waiting.since,
        waiting_days=waiting.days(now),
        version=1,
    )
    return replace(waiting, announced=True), [event]
