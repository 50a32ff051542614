"""Holds analytics' figures against the recount and names each that differs."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from google.protobuf.timestamp_pb2 import Timestamp

from causeway.analytics.v1 import analytics_pb2 as pb
from causeway_cli.recounting.tally import ProgrammeTally, Tally, median_or_zero

SUM_TOLERANCE = 1e-9  # sums of fractions depend on their order
PROGRAMME_MEDIAN_TOLERANCE = 0.0251  # analytics keeps a programme's reply times in buckets and promises 2.5 %
COUNTED = ("messages", "words", "characters", "held", "blocked", "mentee_messages", "mentor_messages")


@dataclass(frozen=True, slots=True)
class Difference:
    programme: str
    pair: str
    """Empty for the programme as a whole."""
    figure: str
    analytics: float | str
    recount: float | str


def compare_pair(programme: str, pair: str, found: pb.Counts, counted: Tally) -> list[Difference]:
    return list(_counts(programme, pair, found, counted, median_tolerance=1e-6))


def compare_programme(programme: str, found: pb.GetProgrammeResponse, counted: ProgrammeTally) -> list[Difference]:
    differences = list(_counts(programme, "", found.counts, counted.tally, PROGRAMME_MEDIAN_TOLERANCE))
    for figure in ("pairs_started", "pairs_active", "pairs_in_contact", "messages_per_pair_median"):
        theirs, ours = getattr(found, figure), getattr(counted, figure)
        if theirs != ours:
            differences.append(Difference(programme, "", figure, theirs, ours))
    return differences


def _counts(programme: str, pair: str, found: pb.Counts, counted: Tally, median_tolerance: float) -> Iterator[Difference]:
    for figure in COUNTED:
        if getattr(found, figure) != getattr(counted, figure):
            yield Difference(programme, pair, figure, getattr(found, figure), getattr(counted, figure))
    if found.replies != len(counted.reply_seconds):
        yield Difference(programme, pair, "replies", found.replies, len(counted.reply_seconds))
    total, middle = math.fsum(counted.reply_seconds), median_or_zero(counted.reply_seconds)
    if not math.isclose(found.reply_seconds_total, total, rel_tol=SUM_TOLERANCE, abs_tol=1e-6):
        yield Difference(programme, pair, "reply_seconds_total", found.reply_seconds_total, total)
    # times under a millisecond count as 0 in the programme's buckets
    if not math.isclose(found.reply_seconds_median, middle, rel_tol=median_tolerance, abs_tol=1e-3):
        yield Difference(programme, pair, "reply_seconds_median", found.reply_seconds_median, middle)
    for figure in ("first_posted_at", "last_posted_at"):
        theirs = _moment(getattr(found, figure)) if found.HasField(figure) else None
        if theirs != getattr(counted, figure):
            yield Difference(programme, pair, figure, _shown(theirs), _shown(getattr(counted, figure)))


def _moment(stamp: Timestamp) -> datetime:
    return stamp.ToDatetime(tzinfo=UTC)


def _shown(moment: datetime | None) -> str:
    return moment.isoformat() if moment else "never"
