"""How long messages took to come to their end after everything was healed (P8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from causeway_cli.direct import Databases, made_at
from causeway_cli.load.figures import spread
from causeway_cli.load.ledger import Attempt, Ledger, Outcome

WITHIN_SECONDS = 30.0
SETTLED = ("MessageHeld", "MessageBlocked")


@dataclass(frozen=True, slots=True)
class Recovery:
    """Seconds from the healing, or from the acknowledgement where that came later, to the end of each message."""

    messages: int
    p50: float
    p99: float
    longest: float
    late: Sequence[str]
    """Messages that took longer than they may, or have no end at all."""


def recovery(ledger: Ledger, settled_at: Mapping[str, float], healed: float) -> Recovery:
    """`settled_at`: when messages that nobody reads were held or blocked. Counts those without an end at the healing."""
    ends = dict(settled_at)
    readers = {attempt.message_id: attempt.reader for attempt in ledger.attempts if attempt.outcome is Outcome.OK}
    for seen in ledger.seen:
        if readers.get(seen.message_id) == seen.person:
            ends[seen.message_id] = min(seen.at, ends.get(seen.message_id, seen.at))
    took, late = [], []
    for attempt in ledger.attempts:
        if attempt.outcome is not Outcome.OK:
            continue
        seconds = _seconds(attempt, ends.get(attempt.message_id), healed)
        if seconds is None or seconds > WITHIN_SECONDS:
            late.append(attempt.message_id)
        if seconds is not None and seconds > 0:
            took.append(seconds)
    spreads = spread(took)
    return Recovery(len(took), spreads["p50"] / 1000, spreads["p99"] / 1000, round(max(took, default=0.0), 3), late)


def _seconds(attempt: Attempt, end: float | None, healed: float) -> float | None:
    return None if end is None else end - max(attempt.end, healed)


def settled_at(source: Databases, conversations: Sequence[str]) -> dict[str, float]:
    events = source.events("messaging", SETTLED, conversations)
    return {event["message_id"]: made_at(event) for event in events}
