"""A matching run: asked for, made in its own time, reviewed, approved, started once."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from causeway.event import Event
from causeway.matching.v1.events import RunApproved
from matching.domain.assignment import Baseline
from matching.domain.options import MatchingOptions
from matching.domain.targets import TargetOutcome
from matching.domain.weights import Weights

RUNS = uuid.UUID("0d7a5b1c-93a0-4f0a-b6a8-5b1e4b7f6c11")  # namespace of run ids; never changed
LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 3


class RunNotFound(Exception):
    """There is no such run in the programme."""


class RunFailed(Exception):
    """The run could not be made, several times over."""


class NotMadeYet(Exception):
    """The run is still being computed, or its pairs are still being started."""


class RunRefused(Exception):
    """The run is not in a state in which this may be done; the sentence says what may."""


class Stage(StrEnum):
    ASKED = "asked"
    MADE = "made"
    STARTING = "starting"
    STARTED = "started"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN_STAGES = (Stage.ASKED, Stage.STARTING)  # somebody has to work on these


@dataclass(frozen=True, slots=True)
class Brief:
    """What a run was asked for. Settings version 0: the programme had none of its own yet."""

    seed: int = 0
    dry: bool = False
    repair: bool = False
    starts_itself: bool = False
    weights: Weights = field(default_factory=Weights)
    options: MatchingOptions = field(default_factory=MatchingOptions)
    settings_version: int = 0
    approvals_needed: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """Total is the sum of the pairs' scores; share is of the proven bound, 0 to 1.

    Surplus is what the best choices of all mentees leave above the prices, and what pins are worth; None in runs of older
    builds. The share of a full run is what a repair says, unless the last full run has no surplus.
    """

    pairs: int = 0
    unmatched: int = 0
    total_score: float = 0.0
    share_of_bound: float = 0.0
    bound_gap: float = 0.0
    seconds: float = 0.0
    surplus: float | None = None
    share_of_full_run: float | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """Mentees, from one proposal to the next."""

    kept: int = 0
    moved: int = 0
    added: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Findings:
    """What there is to say of a made run beside its figures. The snapshot names exactly the people it was made of."""

    snapshot_id: str = ""
    notes: tuple[str, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    targets: tuple[TargetOutcome, ...] = ()
    changes: Changes = Changes()


@dataclass(frozen=True, slots=True)
class Run:
    """One process at a time works on it: whoever holds the lease. The attempt names the rows that count.

    Revised: a coordinator changed something since it was made; it needs a Resolve if that was a pin.
    """

    id: str
    programme_id: str
    asked_at: datetime
    stage: Stage = Stage.ASKED
    leased_by: str = ""
    leased_until: datetime | None = None
    attempt: int = 0
    tries: int = 0
    figures: Figures = Figures()
    made_at: datetime | None = None
    pairs_started: int = 0
    brief: Brief = field(default_factory=Brief)
    findings: Findings = Findings()
    earlier_attempt: int = 0
    revised: bool = False
    resolve_needed: bool = False
    approvals: tuple[str, ...] = ()
    not_started: tuple[tuple[str, int], ...] = ()

    @property
    def seed(self) -> int:
        return self.brief.seed or int(self.id[:7], 16)

    @property
    def approved(self) -> bool:
        return len(self.approvals) >= max(1, self.brief.approvals_needed)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The region is the mentee's; the earlier mentor is who the last Resolve took away."""

    mentee_id: str
    mentor_id: str
    score: float
    reasons: tuple[str, ...]
    reasons_shown: tuple[str, ...]
    region: str = ""
    earlier: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Ruled out: rule and number of mentors it removed, in order."""

    mentee_id: str
    ruled_out: tuple[tuple[str, int], ...]
    nearest_change: str
    region: str = ""
    earlier: str = ""


def run_id_of(programme_id: str, client_key: str) -> str:
    return uuid.uuid5(RUNS, f"{programme_id}\0{client_key}").hex


def lease(run: Run, worker: str, now: datetime) -> Run | None:
    """The run in the hands of this worker, or None if there is nothing to do or somebody else does it."""
    if run.stage not in OPEN_STAGES or not _free(run, worker, now):
        return None
    if run.leased_by == worker:
        return replace(run, leased_until=now + LEASE)
    if run.stage is Stage.STARTING:
        return replace(run, leased_by=worker, leased_until=now + LEASE)
    if run.tries >= MOST_ATTEMPTS:
        return replace(run, stage=Stage.FAILED, leased_by="", leased_until=None)
    return replace(run, leased_by=worker, leased_until=now + LEASE, attempt=run.attempt + 1, tries=run.tries + 1)


def _free(run: Run, worker: str, now: datetime) -> bool:
    return run.leased_until is None or run.leased_until <= now or run.leased_by == worker


def made(run: Run, figures: Figures, findings: Findings, now: datetime) -> Run:
    """A run that starts by itself goes on at once, if nobody has to approve it and it is no comparison."""
    ready = replace(run, stage=Stage.MADE, figures=figures, findings=findings, made_at=now, tries=0)
    ready = replace(ready, leased_by="", leased_until=None, revised=False, resolve_needed=False, approvals=())
    goes_on = run.brief.starts_itself and not run.brief.approvals_needed and not run.brief.dry
    return replace(ready, stage=Stage.STARTING) if goes_on else ready


def revised(run: Run, *, pinned: bool) -> Run:
    """What was approved was another draft."""
    return replace(run, revised=True, resolve_needed=run.resolve_needed or pinned, approvals=())


def require_draft(run: Run, what: str) -> None:
    """Raises RunFailed, NotMadeYet, RunRefused."""
    match run.stage:
        case Stage.FAILED:
            raise RunFailed("This run could not be made and proposes nobody. Nothing was changed; make a new run.")
        case Stage.CANCELLED:
            raise RunRefused(f"This run was cancelled, so it cannot be {what}. Nothing was changed; make a new run.")
        case Stage.ASKED:
            raise NotMadeYet(f"This run is still being made and cannot be {what}. Nothing was changed; ask again in a moment.")
        case Stage.STARTING | Stage.STARTED:
            raise RunRefused(f"The pairs of this run have started, so it cannot be {what} any more. Nothing was changed.")
        case Stage.MADE:
            return


def resolve(run: Run) -> Run:
    """Asked for once more, around what was revised; without a revision nothing happens. Raises as require_draft does."""
    if run.stage is Stage.ASKED:
        return run
    require_draft(run, "solved again")
    if not run.revised:
        return run
    again = replace(run, stage=Stage.ASKED, earlier_attempt=run.attempt, tries=0, approvals=())
    return replace(again, figures=Figures(), made_at=None)


def approve(run: Run, subject: str) -> tuple[Run, list[Event]]:
    """The last of the approvals that are needed is announced. Raises as require_draft does."""
    require_draft(run, "approved")
    _require_startable(run)
    if subject in run.approvals:
        return run, []
    agreed = replace(run, approvals=(*run.approvals, subject))
    if len(agreed.approvals) != max(1, agreed.brief.approvals_needed):
        return agreed, []
    pairs = agreed.figures.pairs
    return agreed, [RunApproved(run_id=run.id, programme_id=run.programme_id, pairs=pairs, version=agreed.attempt)]


def cancel(run: Run) -> Run:
    """Raises RunRefused. A run that is over stays as it is."""
    match run.stage:
        case Stage.STARTING | Stage.STARTED:
            raise RunRefused("The pairs of this run have started. Nothing was changed; end pairs one by one if they are wrong.")
        case Stage.FAILED | Stage.CANCELLED:
            return run
        case Stage.ASKED | Stage.MADE:
            return replace(run, stage=Stage.CANCELLED, leased_by="", leased_until=None, approvals=())


def ask_to_start(run: Run) -> Run:
    """Raises RunFailed, NotMadeYet, RunRefused. A run that starts or has started stays as it is."""
    if run.stage in (Stage.STARTING, Stage.STARTED):
        return run
    require_draft(run, "started")
    _require_startable(run)
    lacking = run.brief.approvals_needed - len(run.approvals)
    if lacking > 0:
        people = "one more coordinator" if lacking == 1 else f"{lacking} coordinators"
        raise RunRefused(f"This programme starts a run only when it is approved: {people} must approve it. Nothing was started.")
    return replace(run, stage=Stage.STARTING)


def _require_startable(run: Run) -> None:
    if run.brief.dry:
        raise RunRefused("This run is a comparison and can never start. Nothing was changed; make a run that is not dry.")
    if run.resolve_needed:
        raise RunRefused("Pins wait for Resolve, so the draft is not what was asked for yet. Nothing was changed; resolve first.")


def started(run: Run, pairs: int, not_started: tuple[tuple[str, int], ...]) -> Run:
    done = replace(run, stage=Stage.STARTED, pairs_started=pairs, not_started=not_started)
    return replace(done, leased_by="", leased_until=None)
