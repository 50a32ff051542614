"""Use case: a case comes back to the queue from somebody who may not hold it any more."""

from moderation.app.ports import CASES
from moderation.app.review_ports import SHIFTS, ReviewBench
from moderation.domain import deciding, shift
from moderation.domain.act import Act
from moderation.domain.case import CaseState
from moderation.domain.reviewer import Reviewer


def needs(case_id: str, holder: str) -> list[tuple[str, str]]:
    return [(CASES, case_id), (SHIFTS, holder)]


def return_case(bench: ReviewBench, case_id: str, holder: str, reviewer: Reviewer | None) -> bool:
    """`reviewer`: what the holder is in this programme now, None for nothing. Whether there was something to return."""
    case = bench.known_case(case_id)
    if case is None or case.state is not CaseState.CLAIMED or case.claimed_by != holder:
        return False
    if reviewer is not None and not case.refusal_of(reviewer):
        return False
    bench.save_case(deciding.return_to_queue(case, bench.now))
    bench.save_shift(shift.put_down(bench.shift(holder), case_id, bench.now))
    bench.record(Act(actor=holder, action="case.taken_back", thing=case_id, programme_id=case.programme_id))
    return True
