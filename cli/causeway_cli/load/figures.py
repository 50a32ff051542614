"""What a replay measured."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from causeway.messaging.v1 import messaging_pb2 as pb
from causeway_cli.load.ledger import Outcome
from causeway_cli.load.posting import Posted

PERCENTILES = (50, 95, 99)
Spread = Mapping[str, float]  # p50, p95, p99 in milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    posted: int
    acked: int
    failed: int
    unknown: int
    released: int
    lost: int
    """Acknowledged, and neither readable nor known to its author."""
    duplicated: int
    early: int
    """Readable before its verdict was stored."""
    held: int
    blocked: int
    waiting: int
    """Acknowledged, and without a verdict at the end."""
    rate: float
    """Messages a second released, from the start to the last release."""
    ack_ms: Spread
    readable_ms: Spread
    streams_reopened: int
    ledger: str

    def as_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


def figures_of(
    posted: Sequence[Posted],
    read_at: Mapping[str, float],
    own: Mapping[str, int],
    *,
    began: float,
    duplicated: int,
    early: int,
    streams_reopened: int,
    ledger: str,
) -> Figures:
    acked = [each for each in posted if each.attempt.outcome is Outcome.OK]
    released = [each for each in acked if each.attempt.message_id in read_at]
    hidden = [own.get(each.attempt.message_id) for each in acked if each.attempt.message_id not in read_at]
    outcomes = [each.attempt.outcome for each in posted]
    last = max((read_at[each.attempt.message_id] for each in released), default=began)
    return Figures(
        posted=len(posted),
        acked=len(acked),
        failed=outcomes.count(Outcome.FAIL),
        unknown=outcomes.count(Outcome.UNKNOWN),
        released=len(released),
        lost=hidden.count(None),
        duplicated=duplicated,
        early=early,
        held=hidden.count(pb.STATE_IN_REVIEW),
        blocked=hidden.count(pb.STATE_BLOCKED),
        waiting=hidden.count(pb.STATE_HELD) + hidden.count(pb.STATE_RELEASED),
        rate=round(len(released) / (last - began), 1) if last > began else 0.0,
        ack_ms=spread([each.attempt.end - each.due for each in acked]),
        readable_ms=spread([read_at[each.attempt.message_id] - each.due for each in released]),
        streams_reopened=streams_reopened,
        ledger=ledger,
    )


def spread(seconds: Sequence[float]) -> Spread:
    """Nearest-rank percentiles in milliseconds; zeros when there is nothing."""
    ordered = sorted(seconds)
    if not ordered:
        return {f"p{share}": 0.0 for share in PERCENTILES}
    return {f"p{share}": round(1000 * ordered[math.ceil(len(ordered) * share / 100) - 1], 1) for share in PERCENTILES}
