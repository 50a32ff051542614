"""Use cases: staff look at one pair's figures, or at those of a programme's pairs, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from analytics.app.ports import Figures
from analytics.domain.conversation import Conversation
from analytics.domain.turns import reply_times

DEFAULT_PAGE = 50
LARGEST_PAGE = 200


@dataclass(frozen=True, slots=True)
class PairFigures:
    conversation: Conversation
    reply_seconds_median: float  # exact; 0 if nobody replied


async def read_pair(figures: Figures, programme_id: str, pair_id: str) -> PairFigures:
    """Raises PairUnknown."""
    [pair] = await _with_medians(figures, [await figures.pair(programme_id, pair_id)])
    return pair


async def read_pairs(figures: Figures, programme_id: str, after: str, size: int) -> tuple[Sequence[PairFigures], str]:
    """A page of started pairs in order of their ids, and where the next page begins: empty at the end.

    Raises ProgrammeUnknown.
    """
    size = min(size or DEFAULT_PAGE, LARGEST_PAGE)
    found = await figures.pairs_after(programme_id, after, size + 1)
    if not found:
        await figures.counters(programme_id)  # no pairs yet, or no such programme
    page = found[:size]
    return await _with_medians(figures, page), page[-1].id if len(found) > size else ""


async def _with_medians(figures: Figures, pairs: Sequence[Conversation]) -> list[PairFigures]:
    posts = await figures.posts(pair for pair in pairs if pair.tally.replies)
    times = {id: reply_times(written) for id, written in posts.items()}
    return [PairFigures(pair, median(times[pair.id]) / 1e6 if times.get(pair.id) else 0.0) for pair in pairs]
