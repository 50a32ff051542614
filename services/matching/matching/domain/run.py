"""A matching run: asked for, made in its own time, started once."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

RUNS = uuid.UUID("0d7a5b1c-93a0-4f0a-b6a8-5b1e4b7f6c11")  # namespace of run ids; never changed
LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 3


class RunNotFound(Exception):
    """There is no such run in the programme."""


class RunFailed(Exception):
    """The run could not be made, several times over."""


class NotMadeYet(Exception):
    """The run is still being computed, or its pairs are still being started."""


class Stage(StrEnum):
    ASKED = "asked"
    MADE = "made"
    STARTING = "starting"
    STARTED = "started"
    FAILED = "failed"


OPEN_STAGES = (Stage.ASKED, Stage.STARTING)  # somebody has to work on these


@dataclass(frozen=True, slots=True)
class Figures:
    """Total is the sum of the pairs' scores; share is of the proven bound, 0 to 1."""

    pairs: int = 0
    unmatched: int = 0
    total_score: float = 0.0
    share_of_bound: float = 0.0
    bound_gap: float = 0.0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """One process at a time works on it: whoever holds the lease. The attempt names the rows that count."""

    id: str
    programme_id: str
    asked_at: datetime
    stage: Stage = Stage.ASKED
    leased_by: str = ""
    leased_until: datetime | None = None
    attempt: int = 0
    figures: Figures = Figures()
    made_at: datetime | None = None
    pairs_started: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    mentee_id: str
    mentor_id: str
    score: float
    reasons: tuple[str, ...]
    reasons_shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Ruled out: rule and number of mentors it removed, in order."""

    mentee_id: str
    ruled_out: tuple[tuple[str, int], ...]
    nearest_change: str


def run_id_of(programme_id: str, client_key: str) -> str:
    return uuid.uuid5(RUNS, f"{programme_id}\0{client_key}").hex


def lease(run: Run, worker: str, now: datetime) -> Run | None:
    """The run in the hands of this worker, or None if there is nothing to do or somebody else does it."""
    if run.stage not in OPEN_STAGES or not _free(run, worker, now):
        return None
    if run.leased_by == worker:
        return replace(run, leased_until=now + LEASE)
    if run.attempt >= MOST_ATTEMPTS and run.stage is Stage.ASKED:
        return replace(run, stage=Stage.FAILED, leased_by="", leased_until=None)
    attempt = run.attempt + 1 if run.stage is Stage.ASKED else run.attempt
    return replace(run, leased_by=worker, leased_until=now + LEASE, attempt=attempt)


def _free(run: Run, worker: str, now: datetime) -> bool:
    return run.leased_until is None or run.leased_until <= now or run.leased_by == worker


def made(run: Run, figures: Figures, now: datetime) -> Run:
    return replace(run, stage=Stage.MADE, figures=figures, made_at=now, leased_by="", leased_until=None)


def ask_to_start(run: Run) -> Run:
    """Raises RunFailed, NotMadeYet. A run that starts or has started stays as it is."""
    match run.stage:
        case Stage.FAILED:
            raise RunFailed("This run could not be made and proposes nobody. Nothing was changed; make a new run.")
        case Stage.ASKED:
            raise NotMadeYet("This run is still being made. Nothing was started; ask again in a moment.")
        case Stage.MADE:
            return replace(run, stage=Stage.STARTING)
        case Stage.STARTING | Stage.STARTED:
            return run


def started(run: Run, pairs: int) -> Run:
    return replace(run, stage=Stage.STARTED, pairs_started=pairs, leased_by="", leased_until=None)
