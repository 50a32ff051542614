"""Use case: staff are told of a case before its time is over."""

from moderation.app.ports import CASES, Bench
from moderation.domain import deciding


def needs(case_id: str) -> list[tuple[str, str]]:
    return [(CASES, case_id)]


def announce_case(bench: Bench, case_id: str) -> bool:
    """Whether there was something to tell. One that was decided or told meanwhile changes nothing."""
    known = bench.known_case(case_id)
    if known is None:
        return False
    told, events = deciding.announce(known, bench.now)
    if events:
        bench.save_case(told, events)
    return bool(events)
