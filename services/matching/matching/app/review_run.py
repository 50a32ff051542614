"""Use cases of a coordinator who looks at a draft: solve it again, approve it, give it up."""

from matching.app.ask_for_run import run_needs
from matching.app.run_ports import RunRegister
from matching.domain import run as domain
from matching.domain.run import Run

needs = run_needs


def resolve_run(register: RunRegister, programme_id: str, run_id: str) -> Run:
    """Raises RunNotFound, RunFailed, NotMadeYet, RunRefused."""
    known = register.run(programme_id, run_id)
    return _kept(register, known, domain.resolve(known))


def approve_run(register: RunRegister, programme_id: str, run_id: str, subject: str) -> Run:
    """Raises RunNotFound, RunFailed, NotMadeYet, RunRefused."""
    known = register.run(programme_id, run_id)
    approved, events = domain.approve(known, subject)
    if approved != known:
        register.save_run(approved, events)
    return approved


def cancel_run(register: RunRegister, programme_id: str, run_id: str) -> Run:
    """Raises RunNotFound, RunRefused."""
    known = register.run(programme_id, run_id)
    return _kept(register, known, domain.cancel(known))


def _kept(register: RunRegister, known: Run, changed: Run) -> Run:
    if changed != known:
        register.save_run(changed)
    return changed
