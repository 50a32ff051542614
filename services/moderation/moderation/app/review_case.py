"""Use cases of the queue: claim, unveil, give back, skip and decide."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from causeway.moderation.v1.events import Verdict
from moderation.app.ports import CASES, KEYS
from moderation.app.review_ports import SERVICE_KEY, SHIFTS, ReviewBench, audit_id
from moderation.domain import deciding, sample, shift
from moderation.domain.act import Act
from moderation.domain.case import Case, ClaimedByAnother, Kind, Step
from moderation.domain.reviewer import Reviewer
from moderation.domain.shift import Limits

DEFAULT_LIMITS = Limits()
DECISIONS = {Verdict.ALLOW: "case.allowed", Verdict.BLOCK: "case.blocked"}


@dataclass(frozen=True, slots=True)
class Turn:
    """A reviewer at a case."""

    programme_id: str
    case_id: str
    reviewer: str
    lead: bool = False  # a safeguarding lead
    cleared: bool = False  # for the safety of people under 18
    unveil: bool = False
    siblings: tuple[str, ...] = ()  # other open cases of the same author about that
    others: tuple[Reviewer, ...] = ()  # who else reviews in this programme, where a second look may be needed
    limits: Limits = DEFAULT_LIMITS

    @property
    def who(self) -> Reviewer:
        return Reviewer(self.reviewer, self.lead, self.cleared)


@dataclass(frozen=True, slots=True)
class Claimed:
    case: Case
    others: tuple[Case, ...]
    break_due: bool
    brings_golden: bool  # the lot fell on this claim


def needs(turn: Turn) -> list[tuple[str, str]]:
    cases = [(CASES, id) for id in (turn.case_id, audit_id(turn.case_id), *turn.siblings)]
    return [*cases, (SHIFTS, turn.reviewer), (KEYS, turn.reviewer), (KEYS, SERVICE_KEY)]


def claim_case(bench: ReviewBench, turn: Turn) -> Claimed:
    """Raises CaseNotFound, AlreadyDecided, ClaimedByAnother, NotYours, TooMuch."""
    case = deciding.claim(bench.case(turn.programme_id, turn.case_id), turn.who, bench.now, unveil=turn.unveil)
    others = _claim_others(bench, turn, case) if case.child_safety and case.kind is Kind.MESSAGE else ()
    at_work = shift.took(bench.shift(turn.reviewer), [case, *others], turn.limits, bench.now)
    bench.save_shift(at_work)
    for claimed in (case, *others):
        bench.save_case(claimed)
    bench.record(_act(turn, "case.read" if turn.unveil else "case.claimed", ",".join(case.categories)))
    return Claimed(case, others, shift.break_is_due(at_work, bench.now), _brings_golden(bench, turn, case))


def _brings_golden(bench: ReviewBench, turn: Turn, case: Case) -> bool:
    first = sum(one.step is Step.CLAIMED and one.by == turn.reviewer for one in case.taken) == 1
    lot = f"golden/{case.id}/{turn.reviewer}"
    return first and case.kind is Kind.MESSAGE and bench.falls_on(lot, turn.limits.golden_one_in)


def _claim_others(bench: ReviewBench, turn: Turn, case: Case) -> tuple[Case, ...]:
    """What one child is told of, or tells, is seen by one person, as a whole."""
    taken: list[Case] = []
    for id in turn.siblings:
        other = bench.known_case(id)
        if other is None or not _belongs_to(other, case) or other.refusal_of(turn.who):
            continue
        if not other.is_free(bench.now) and other.claimed_by != turn.reviewer:
            raise ClaimedByAnother(
                "Somebody else has other words of the same person before them, and these are decided together. Take another case."
            )
        taken.append(deciding.claim(other, turn.who, bench.now))
    return tuple(taken)


def _belongs_to(other: Case, case: Case) -> bool:
    together = (other.author_id, other.programme_id, other.kind) == (case.author_id, case.programme_id, case.kind)
    return together and other.child_safety and not other.is_decided


def unveil_case(bench: ReviewBench, turn: Turn) -> Case:
    """Raises CaseNotFound, AlreadyDecided, NotClaimed, NotYours."""
    read = deciding.unveil(bench.case(turn.programme_id, turn.case_id), turn.who, bench.now)
    bench.save_case(read)
    bench.record(_act(turn, "case.read", ",".join(read.categories)))
    return read


def release_case(bench: ReviewBench, turn: Turn) -> Case:
    """Raises CaseNotFound, AlreadyDecided, NotClaimed."""
    return _give_back(bench, turn, deciding.release, "case.given_back")


def skip_case(bench: ReviewBench, turn: Turn) -> Case:
    """Raises CaseNotFound, AlreadyDecided, NotClaimed."""
    return _give_back(bench, turn, deciding.skip, "case.skipped")


def _give_back(bench: ReviewBench, turn: Turn, how: Callable[[Case, str, datetime], Case], action: str) -> Case:
    waiting = how(bench.case(turn.programme_id, turn.case_id), turn.reviewer, bench.now)
    bench.save_case(waiting)
    bench.save_shift(shift.put_down(bench.shift(turn.reviewer), turn.case_id, bench.now))
    bench.record(_act(turn, action))
    return waiting


def decide_case(bench: ReviewBench, turn: Turn, verdict: Verdict, reason: str) -> Case:
    """Raises CaseNotFound, AlreadyDecided, NotClaimed, NotYours, StillVeiled, NobodyElse."""
    case = bench.case(turn.programme_id, turn.case_id)
    deciding.check_may_read(case, turn.who, bench.now)
    sealed = bench.sealed_reason(case, reason)
    decided, events = deciding.decide(case, turn.who, verdict, sealed, bench.now, turn.others)
    bench.save_case(decided, events)
    bench.save_shift(shift.put_down(bench.shift(turn.reviewer), turn.case_id, bench.now))
    if decided.is_decided and decided.kind is Kind.MESSAGE:
        bench.tally_decision(case, decided)
        _look_again(bench, turn, decided)
    bench.record(_act(turn, DECISIONS[verdict] if decided.is_decided else "case.looked_at", sealed))
    return decided


def _look_again(bench: ReviewBench, turn: Turn, decided: Case) -> None:
    """Where the lot falls on it, once a case."""
    id = audit_id(decided.id)
    if bench.falls_on(f"decided/{decided.id}", turn.limits.audit_one_in) and bench.known_case(id) is None:
        bench.save_case(sample.of_decided(decided, id, bench.place_of(decided), bench.now))


def _act(turn: Turn, action: str, reason: str = "") -> Act:
    return Act(actor=turn.reviewer, action=action, thing=turn.case_id, programme_id=turn.programme_id, reason=reason)
