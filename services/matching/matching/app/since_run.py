"""What has become of the last run since it was made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from matching.domain.score import WORTH_OF_A_PAIR


class LivePair(NamedTuple):
    mentee_id: str
    mentor_id: str
    score: float
    started_at: datetime


@dataclass(frozen=True, slots=True)
class LastRun:
    """What the newest run of everybody proved: what a place at each of its mentors was worth to others, and what the best
    choices of its mentees left above these prices, in all. Without a run there is nothing of it."""

    made_at: datetime | None = None
    prices: Mapping[str, float] = field(default_factory=dict)
    surplus: float = 0.0
    mentees: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SinceRun:
    """What has become of a run: pairs that are live since, as how many and their worth by mentor; and the mentees whom it did
    not know, those who have such a pair and those who wait."""

    prices: Mapping[str, float]
    surplus: float
    any_run: bool
    live: Mapping[str, tuple[int, float]]
    new_and_paired: frozenset[str]
    new_and_waiting: frozenset[str]


def since_run(last: LastRun, pairs: Iterable[LivePair], waiting: Iterable[str]) -> SinceRun:
    """Pairs that the run found and left alone count on neither side."""
    live: dict[str, tuple[int, float]] = {}
    paired: set[str] = set()
    for one in pairs:
        if one.mentee_id in last.mentees or last.made_at is None or one.started_at >= last.made_at:
            how_many, worth = live.get(one.mentor_id, (0, 0.0))
            live[one.mentor_id] = how_many + 1, worth + WORTH_OF_A_PAIR + one.score
            paired.add(one.mentee_id)
    new_and_waiting = frozenset(waiting) - last.mentees
    any_run = last.made_at is not None
    return SinceRun(last.prices, last.surplus, any_run, live, frozenset(paired - last.mentees), new_and_waiting)
