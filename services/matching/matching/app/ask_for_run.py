"""Use cases around a run: asked for, leased by who works on it, made, started."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from matching.app.ports import MATCHING_SETTINGS, PROGRAMMES
from matching.app.run_ports import RUN_PROGRESS, RUN_ROWS, RUNS, Progress, RunRegister
from matching.domain import run as domain
from matching.domain.options import MatchingOptions
from matching.domain.programme import require_model, require_open
from matching.domain.run import Brief, Figures, Findings, LeftOver, Proposal, Run, Stage, run_id_of
from matching.domain.terms import PAIRED
from matching.domain.weights import Weights

PROPOSALS, LEFT_OVER, NOT_STARTED, PRICES = "proposals", "left_over", "not_started", "prices"
ROWS = 250  # of a run in one document


@dataclass(frozen=True, slots=True)
class Asked:
    """Weights and options of None are the programme's."""

    programme_id: str
    client_key: str
    seed: int = 0
    dry: bool = False
    repair: bool = False
    starts_itself: bool = False
    site_pools: bool = False
    weights: Weights | None = None
    options: MatchingOptions | None = None

    @property
    def run_id(self) -> str:
        return run_id_of(self.programme_id, self.client_key)


def rows_id(run: Run, kind: str, number: int) -> str:
    return f"{run.id}/{run.attempt}/{kind}/{number}"


def run_needs(run_id: str) -> list[tuple[str, str]]:
    return [(RUNS, run_id)]


def progress_needs(run_id: str) -> list[tuple[str, str]]:
    return [(RUN_PROGRESS, run_id)]


def asked_needs(asked: Asked) -> list[tuple[str, str]]:
    return [(PROGRAMMES, asked.programme_id), (MATCHING_SETTINGS, asked.programme_id), (RUNS, asked.run_id)]


def rows_needs(run: Run, kind: str, number: int) -> list[tuple[str, str]]:
    return [(RUN_ROWS, rows_id(run, kind, number))]


def ask_for_run(register: RunRegister, asked: Asked) -> Run:
    """The same key gives the same run. Raises ProgrammeNotFound, ProgrammeClosed, ModelOff."""
    known = register.known_run(asked.run_id)
    if known is not None:
        return known
    programme = register.programme(asked.programme_id)
    require_open(programme)
    require_model(programme, "matching runs", *PAIRED)
    run = Run(asked.run_id, asked.programme_id, register.now, brief=_brief(register, asked))
    register.save_run(run)
    return run


def _brief(register: RunRegister, asked: Asked) -> Brief:
    settings = register.matching_settings(asked.programme_id)
    return Brief(
        seed=asked.seed,
        dry=asked.dry,
        repair=asked.repair,
        starts_itself=asked.starts_itself,
        weights=asked.weights or settings.weights,
        options=replace(asked.options or settings.options, site_pools=asked.site_pools),
        settings_version=settings.version,
        approvals_needed=settings.approvals_needed,
    )


def lease_run(register: RunRegister, run_id: str, worker: str) -> Run | None:
    """The run if this worker has it now; None if there is nothing to do, or somebody else does it."""
    known = register.known_run(run_id)
    leased = domain.lease(known, worker, register.now) if known is not None else None
    if leased is None:
        return None
    register.save_run(leased)
    return leased if leased.leased_by == worker else None


def let_go(register: RunRegister, run: Run) -> None:
    """So that the next one need not wait for the lease to run out."""
    known = register.known_run(run.id)
    if known is not None and _is_ours(known, run):
        register.save_run(replace(known, leased_by="", leased_until=None))


def keep_proposals(register: RunRegister, run: Run, number: int, proposals: Sequence[Proposal]) -> None:
    register.save_proposals(run, number, proposals)


def keep_left_over(register: RunRegister, run: Run, number: int, left_over: Sequence[LeftOver]) -> None:
    register.save_left_over(run, number, left_over)


def keep_not_started(register: RunRegister, run: Run, number: int, reasons: Mapping[str, str]) -> None:
    register.save_not_started(run, number, reasons)


def keep_prices(register: RunRegister, run: Run, prices: Mapping[str, float]) -> None:
    register.save_prices(run, prices)


def keep_progress(register: RunRegister, progress: Progress) -> None:
    register.save_progress(progress)


def finish_run(register: RunRegister, run: Run, figures: Figures, findings: Findings) -> None:
    """Changes nothing if somebody else has taken over meanwhile, or it was cancelled."""
    known = register.known_run(run.id)
    if known is not None and known.stage is Stage.ASKED and _is_ours(known, run):
        register.save_run(domain.made(known, figures, findings, register.now))


def _is_ours(known: Run, run: Run) -> bool:
    return known.leased_by == run.leased_by and known.attempt == run.attempt


def ask_to_start(register: RunRegister, programme_id: str, run_id: str) -> Run:
    """Raises RunNotFound, RunFailed, NotMadeYet, RunRefused."""
    known = register.run(programme_id, run_id)
    asked = domain.ask_to_start(known)
    if asked != known:
        register.save_run(asked)
    return asked


def finish_start(register: RunRegister, run: Run, pairs: int, not_started: Mapping[str, int]) -> None:
    known = register.known_run(run.id)
    if known is not None and known.stage is Stage.STARTING:
        register.save_run(domain.started(known, pairs, tuple(sorted(not_started.items()))))
