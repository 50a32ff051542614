"""What a process that keeps everybody is told: who has changed, and who waits now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from matching.app.since_run import SinceRun


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody as stored. No profile: their key is gone, or they are not to be matched for more than a time."""

    person_id: str
    profile: str | None
    ready_from: datetime | None = None
    ready_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Displaced:
    """Who waits, what each knows of others, and the pairs that mentors have: all else is kept.

    Without what has become of the last run, nothing is said of the share of a full run.
    """

    waiting_days: Mapping[str, int]
    met: Sequence[tuple[str, str]]
    taken: Mapping[str, int]
    resting: Collection[str] = field(default_factory=frozenset)
    since: SinceRun | None = None
