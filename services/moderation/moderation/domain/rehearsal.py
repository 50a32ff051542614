"""A rehearsal: what a rule would have done to messages of the past days, counted, without any of their words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

MOST_DAYS = 30
MOST_SAMPLES = 20
FEWEST_TIMED = 20  # decided cases, before their times are trusted
USUAL_MINUTES = 2.0  # for a case, until there are so many


class RehearsalRefused(Exception):
    """Too many days, or nothing to cancel."""


class Progress(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a version keeps of its newest finished rehearsal."""

    rehearsal_id: str
    finished_at: datetime
    matched: int
    covered: timedelta

    def matches_in(self, window: timedelta) -> float:
        """How many were to be expected; as if it had read one window at least."""
        return self.matched / max(1.0, self.covered / window)


@dataclass(frozen=True, slots=True)
class Report:
    """Counts of messages. `newly_held` would be held by the rule and are not by the rules in force."""

    read: int = 0
    unreadable: int = 0  # erased since, or damaged
    matched: int = 0
    newly_held: int = 0
    of_minors: int = 0  # of the newly held, those in a pair with somebody under 18
    categories: tuple[tuple[str, int], ...] = ()  # of the newly held
    programmes: tuple[tuple[str, int], ...] = ()  # of the newly held; only for a rule of every programme
    people_blocked: int = 0  # of the matched, what people had decided
    people_allowed: int = 0
    minutes_a_case: float = USUAL_MINUTES
    timed_cases: int = 0  # that the minutes come from; 0: they are the usual ones
    samples: tuple[str, ...] = ()  # message ids of newly held
    since: datetime | None = None  # of the first message that was read
    until: datetime | None = None

    @property
    def reviewer_hours(self) -> float:
        return round(self.newly_held * self.minutes_a_case / 60, 2)

    @property
    def covered(self) -> timedelta:
        return self.until - self.since if self.since and self.until else timedelta()


@dataclass(slots=True)
class Counting:
    """Adds up a report. Its size does not grow with the messages."""

    read: int = 0
    unreadable: int = 0
    matched: int = 0
    newly_held: int = 0
    of_minors: int = 0
    categories: Counter[str] = field(default_factory=Counter)
    programmes: Counter[str] = field(default_factory=Counter)
    people_blocked: int = 0
    people_allowed: int = 0
    samples: list[str] = field(default_factory=list)
    since: datetime | None = None
    until: datetime | None = None

    def saw(self, at: datetime) -> None:
        self.read += 1
        self.since = min(self.since or at, at)
        self.until = max(self.until or at, at)

    def would_hold(self, message_id: str, programme_id: str, categories: Iterable[str], *, minor: bool) -> None:
        self.newly_held += 1
        self.of_minors += minor
        self.categories.update(categories)
        self.programmes[programme_id] += 1
        if len(self.samples) < MOST_SAMPLES:
            self.samples.append(message_id)

    def report(self, minutes: Sequence[float], *, every_programme: bool) -> Report:
        """`minutes` that people took for cases they decided."""
        trusted = len(minutes) >= FEWEST_TIMED
        return Report(
            read=self.read,
            unreadable=self.unreadable,
            matched=self.matched,
            newly_held=self.newly_held,
            of_minors=self.of_minors,
            categories=tuple(sorted(self.categories.items())),
            programmes=tuple(self.programmes.most_common(200)) if every_programme else (),
            people_blocked=self.people_blocked,
            people_allowed=self.people_allowed,
            minutes_a_case=round(median(minutes), 2) if trusted else USUAL_MINUTES,
            timed_cases=len(minutes) if trusted else 0,
            samples=tuple(self.samples),
            since=self.since,
            until=self.until,
        )


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A job. Whoever runs it says so again and again until `leased_until`; after a crash another begins anew."""

    id: str
    programme_id: str  # of the rule; empty: every programme
    base: str
    number: int
    days: int
    asked_by: str
    asked_at: datetime
    progress: Progress = Progress.WAITING
    attempt: int = 0
    runner: str = ""
    leased_until: datetime | None = None
    done: int = 0
    total: int = 0
    report: Report | None = None
    finished_at: datetime | None = None
    why: str = ""

    @property
    def open(self) -> bool:
        return self.progress in (Progress.WAITING, Progress.RUNNING)

    @property
    def outcome(self) -> Rehearsed | None:
        if self.report is None or self.finished_at is None:
            return None
        return Rehearsed(self.id, self.finished_at, self.report.matched, self.report.covered)


MOST_ATTEMPTS = 5


def check_days(days: int) -> None:
    """Raises RehearsalRefused."""
    if not 1 <= days <= MOST_DAYS:
        raise RehearsalRefused(f"days must be 1 to {MOST_DAYS}. Nothing was begun.")


def cancel(rehearsal: Rehearsal, now: datetime) -> Rehearsal:
    """Raises RehearsalRefused."""
    if rehearsal.progress is Progress.CANCELLED:
        return rehearsal
    if not rehearsal.open:
        raise RehearsalRefused("This rehearsal has ended. Nothing was changed.")
    return replace(rehearsal, progress=Progress.CANCELLED, finished_at=now)


def taken(rehearsal: Rehearsal, runner: str, now: datetime, lease: timedelta) -> Rehearsal | None:
    """For a runner that looks for work; None when it is not there to be taken. One that kills its runners is given up."""
    free = rehearsal.progress is Progress.WAITING or (
        rehearsal.progress is Progress.RUNNING and rehearsal.leased_until is not None and rehearsal.leased_until < now
    )
    if not free:
        return None
    if rehearsal.attempt >= MOST_ATTEMPTS:
        why = f"It was begun {MOST_ATTEMPTS} times and never came to its end."
        return replace(rehearsal, progress=Progress.FAILED, finished_at=now, why=why)
    begun = replace(rehearsal, progress=Progress.RUNNING, runner=runner, leased_until=now + lease, done=0, total=0)
    return replace(begun, attempt=rehearsal.attempt + 1)


def still_runs(rehearsal: Rehearsal, runner: str, attempt: int) -> bool:
    """Whether this runner may go on: nobody cancelled it or took it over."""
    return rehearsal.progress is Progress.RUNNING and (rehearsal.runner, rehearsal.attempt) == (runner, attempt)


def finished(rehearsal: Rehearsal, report: Report, now: datetime) -> Rehearsal:
    return replace(rehearsal, progress=Progress.FINISHED, report=report, finished_at=now, done=rehearsal.total)
