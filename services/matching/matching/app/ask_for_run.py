"""Use cases around a run: asked for, leased by who works on it, made, started."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matching.app.ports import PROGRAMMES, RUN_ROWS, RUNS, Register
from matching.domain import run as domain
from matching.domain.programme import require_open
from matching.domain.run import Figures, LeftOver, Proposal, Run, run_id_of

PROPOSALS, LEFT_OVER = "proposals", "left_over"
ROWS = 250  # of a run in one document


@dataclass(frozen=True, slots=True)
class Asked:
    programme_id: str
    client_key: str

    @property
    def run_id(self) -> str:
        return run_id_of(self.programme_id, self.client_key)


def rows_id(run: Run, kind: str, number: int) -> str:
    return f"{run.id}/{run.attempt}/{kind}/{number}"


def run_needs(run_id: str) -> list[tuple[str, str]]:
    return [(RUNS, run_id)]


def asked_needs(asked: Asked) -> list[tuple[str, str]]:
    return [(PROGRAMMES, asked.programme_id), (RUNS, asked.run_id)]


def rows_needs(run: Run, kind: str, number: int) -> list[tuple[str, str]]:
    return [(RUN_ROWS, rows_id(run, kind, number))]


def ask_for_run(register: Register, asked: Asked) -> Run:
    """The same key gives the same run. Raises ProgrammeNotFound, ProgrammeClosed."""
    known = register.known_run(asked.run_id)
    if known is not None:
        return known
    require_open(register.programme(asked.programme_id))
    run = Run(asked.run_id, asked.programme_id, register.now)
    register.save_run(run)
    return run


def lease_run(register: Register, run_id: str, worker: str) -> Run | None:
    """The run if this worker has it now; None if there is nothing to do, or somebody else does it."""
    known = register.known_run(run_id)
    leased = domain.lease(known, worker, register.now) if known is not None else None
    if leased is None:
        return None
    register.save_run(leased)
    return leased if leased.leased_by == worker else None


def let_go(register: Register, run: Run) -> None:
    """So that the next one need not wait for the lease to run out."""
    known = register.known_run(run.id)
    if known is not None and known.leased_by == run.leased_by and known.attempt == run.attempt:
        register.save_run(replace(known, leased_by="", leased_until=None))


def keep_proposals(register: Register, run: Run, number: int, proposals: Sequence[Proposal]) -> None:
    register.save_proposals(run, number, proposals)


def keep_left_over(register: Register, run: Run, number: int, left_over: Sequence[LeftOver]) -> None:
    register.save_left_over(run, number, left_over)


def finish_run(register: Register, run: Run, figures: Figures) -> None:
    """Changes nothing if somebody else has taken over meanwhile."""
    known = register.known_run(run.id)
    if known is not None and known.leased_by == run.leased_by and known.attempt == run.attempt:
        register.save_run(domain.made(known, figures, register.now))


def ask_to_start(register: Register, programme_id: str, run_id: str) -> Run:
    """Raises RunNotFound, RunFailed, NotMadeYet."""
    known = register.run(programme_id, run_id)
    asked = domain.ask_to_start(known)
    if asked != known:
        register.save_run(asked)
    return asked


def finish_start(register: Register, run: Run, pairs: int) -> None:
    known = register.known_run(run.id)
    if known is not None and known.stage is domain.Stage.STARTING:
        register.save_run(domain.started(known, pairs))
