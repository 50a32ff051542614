"""Use cases of the queue: claim, give back, skip and decide."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from causeway.moderation.v1.events import Verdict
from moderation.app.ports import CASES, KEYS, Bench
from moderation.domain import case as cases
from moderation.domain.act import Act
from moderation.domain.case import Case

DECISIONS = {Verdict.ALLOW: "case.allowed", Verdict.BLOCK: "case.blocked"}


@dataclass(frozen=True, slots=True)
class Turn:
    """A reviewer at a case."""

    programme_id: str
    case_id: str
    reviewer: str
    lead: bool = False  # a safeguarding lead


def needs(turn: Turn) -> list[tuple[str, str]]:
    return [(CASES, turn.case_id), (KEYS, turn.reviewer)]


def claim_case(bench: Bench, turn: Turn) -> Case:
    """Raises CaseNotFound, AlreadyDecided, ClaimedByAnother, NotYours."""
    claimed = cases.claim(bench.case(turn.programme_id, turn.case_id), turn.reviewer, bench.now, lead=turn.lead)
    bench.save_case(claimed)
    bench.record(_act(turn, "case.read", ",".join(claimed.categories)))
    return claimed


def release_case(bench: Bench, turn: Turn) -> Case:
    """Raises CaseNotFound, AlreadyDecided, NotClaimed."""
    return _give_back(bench, turn, cases.release, "case.given_back")


def skip_case(bench: Bench, turn: Turn) -> Case:
    """Raises CaseNotFound, AlreadyDecided, NotClaimed."""
    return _give_back(bench, turn, cases.skip, "case.skipped")


def _give_back(bench: Bench, turn: Turn, how: Callable[[Case, str, datetime], Case], action: str) -> Case:
    waiting = how(bench.case(turn.programme_id, turn.case_id), turn.reviewer, bench.now)
    bench.save_case(waiting)
    bench.record(_act(turn, action))
    return waiting


def decide_case(bench: Bench, turn: Turn, verdict: Verdict, reason: str) -> Case:
    """Raises CaseNotFound, AlreadyDecided, NotClaimed."""
    case = bench.case(turn.programme_id, turn.case_id)
    sealed = bench.sealed_reason(case, reason)
    decided, events = cases.decide(case, turn.reviewer, verdict, sealed, bench.now)
    bench.save_case(decided, events)
    bench.record(_act(turn, DECISIONS[verdict] if events else "case.looked_at", sealed))
    return decided


def _act(turn: Turn, action: str, reason: str = "") -> Act:
    return Act(actor=turn.reviewer, action=action, thing=turn.case_id, programme_id=turn.programme_id, reason=reason)
