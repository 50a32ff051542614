"""A short list of the best so far, as a heap in three arrays; the worst entry is at the root."""

from matching.app.cohort.coding import Codes, Floats
from matching.app.cohort.compiled import part


@part
def worse(worth: float, rank: int, other_worth: float, other_rank: int) -> bool:
    """Of equal worth, the higher rank is worse. Ranks differ."""
    return worth < other_worth or (worth == other_worth and rank > other_rank)


@part
def add(worths: Floats, ranks: Codes, places: Codes, filled: int, worth: float, rank: int, place: int) -> int:
    """Returns how many are listed afterwards. The caller has checked that it belongs in a full list."""
    if filled == len(worths):
        _sink(worths, ranks, places, filled, worth, rank, place)
        return filled
    hole = filled
    while hole > 0:
        above = (hole - 1) // 2
        if not worse(worth, rank, worths[above], ranks[above]):
            break
        worths[hole], ranks[hole], places[hole] = worths[above], ranks[above], places[above]
        hole = above
    worths[hole], ranks[hole], places[hole] = worth, rank, place
    return filled + 1


@part
def sort(worths: Floats, ranks: Codes, places: Codes, filled: int) -> None:
    """The best first."""
    for end in range(filled - 1, 0, -1):
        worth, rank, place = worths[end], ranks[end], places[end]
        worths[end], ranks[end], places[end] = worths[0], ranks[0], places[0]
        _sink(worths, ranks, places, end, worth, rank, place)


@part
def _sink(worths: Floats, ranks: Codes, places: Codes, size: int, worth: float, rank: int, place: int) -> None:
    """Takes the root out of the first `size` and puts the given entry in."""
    hole = 0
    while True:
        below = 2 * hole + 1
        if below >= size:
            break
        if below + 1 < size and worse(worths[below + 1], ranks[below + 1], worths[below], ranks[below]):
            below += 1
        if not worse(worths[below], ranks[below], worth, rank):
            break
        worths[hole], ranks[hole], places[hole] = worths[below], ranks[below], places[below]
        hole = below
    worths[hole], ranks[hole], places[hole] = worth, rank, place
