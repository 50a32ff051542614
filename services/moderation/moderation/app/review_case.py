"""Use cases of the queue: claim, release and decide."""

from dataclasses import dataclass

from causeway.moderation.v1.events import Verdict
from moderation.app.ports import CASES, KEYS, Bench
from moderation.domain.case import Case, claim, decide, release


@dataclass(frozen=True, slots=True)
class Turn:
    """A reviewer at a case."""

    programme_id: str
    case_id: str
    reviewer: str


def needs(turn: Turn) -> list[tuple[str, str]]:
    return [(CASES, turn.case_id), (KEYS, turn.reviewer)]


def claim_case(bench: Bench, turn: Turn) -> Case:
    """Raises CaseNotFound, AlreadyDecided, ClaimedByAnother."""
    case = claim(bench.case(turn.programme_id, turn.case_id), turn.reviewer, bench.now)
    bench.save_case(case)
    return case


def release_case(bench: Bench, turn: Turn) -> Case:
    """Raises CaseNotFound, AlreadyDecided, NotClaimed."""
    case = release(bench.case(turn.programme_id, turn.case_id), turn.reviewer, bench.now)
    bench.save_case(case)
    return case


def decide_case(bench: Bench, turn: Turn, verdict: Verdict, reason: str) -> Case:
    """Raises CaseNotFound, AlreadyDecided, NotClaimed."""
    case = bench.case(turn.programme_id, turn.case_id)
    decided, events = decide(case, turn.reviewer, verdict, bench.sealed_reason(case, reason), bench.now)
    bench.save_case(decided, events)
    return decided
