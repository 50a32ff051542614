"""Use case: a coordinator looks at a programme's figures."""

import asyncio
from dataclasses import dataclass

from analytics.app.ports import Counters, Figures, Spread
from analytics.domain.reply_buckets import median_seconds


@dataclass(frozen=True, slots=True)
class ProgrammeFigures:
    counters: Counters
    spread: Spread
    reply_seconds_median: float  # within 2.5 %


async def read_programme(figures: Figures, programme_id: str) -> ProgrammeFigures:
    """Raises ProgrammeUnknown."""
    counters, spread = await asyncio.gather(figures.counters(programme_id), figures.spread(programme_id))
    return ProgrammeFigures(counters, spread, median_seconds(counters.reply_buckets))
