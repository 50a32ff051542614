"""Use case: staff are told of a case before its time is over."""

from collections.abc import Sequence

from moderation.app.ports import CASES, Bench
from moderation.domain import deciding
from moderation.domain.reviewer import Reviewer


def needs(case_id: str) -> list[tuple[str, str]]:
    return [(CASES, case_id)]


def announce_case(bench: Bench, case_id: str, reviewers: Sequence[Reviewer]) -> bool:
    """`reviewers` are those of the case's programme.

    Gives whether there was something to tell. One that was decided or told meanwhile changes nothing.
    """
    known = bench.known_case(case_id)
    if known is None:
        return False
    told, events = deciding.announce(known, reviewers, bench.now)
    if events:
        bench.save_case(told, events)
    return bool(events)
