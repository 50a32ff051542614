"""Use case: who holds a case reads what was written around it. It is kept who read whose words, and when."""

from collections.abc import Sequence

from moderation.app.ports import CASES
from moderation.app.review_case import Turn
from moderation.app.review_ports import ReviewBench
from moderation.domain import deciding
from moderation.domain.act import Act


def needs(turn: Turn) -> list[tuple[str, str]]:
    return [(CASES, turn.case_id)]


def read_context(bench: ReviewBench, turn: Turn, authors: Sequence[str]) -> None:
    """`authors`: whose words will be shown. Raises CaseNotFound, AlreadyDecided, NotClaimed, NotYours."""
    deciding.check_may_read(bench.case(turn.programme_id, turn.case_id), turn.who, bench.now)
    act = Act(
        actor=turn.reviewer,
        action="context.read",
        thing=turn.case_id,
        programme_id=turn.programme_id,
        reason=",".join(sorted(set(authors))),
    )
    bench.record(act)
