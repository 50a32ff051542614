"""Use case: a coordinator looks at a programme's figures."""

import asyncio
from dataclasses import dataclass

from analytics.app.ports import Counters, Figures
from analytics.domain.reply_buckets import median_seconds


@dataclass(frozen=True, slots=True)
class ProgrammeFigures:
    counters: Counters
    reply_seconds_median: float  # within 2.5 %
    messages_per_pair_median: float
    first_posted_at: int | None  # microseconds since 1970
    last_posted_at: int | None


async def read_programme(figures: Figures, programme_id: str) -> ProgrammeFigures:
    """Raises ProgrammeUnknown."""
    counters, (first, last), median = await asyncio.gather(
        figures.counters(programme_id), figures.posted_between(programme_id), figures.median_messages(programme_id)
    )
    return ProgrammeFigures(counters, median_seconds(counters.reply_buckets), median, first, last)
