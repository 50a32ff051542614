"""Which pairs the flow gets to see: all legal ones of a small cohort, else each mentee's best."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from matching.app.cohort.columns import Codes, Floats
from matching.app.cohort.pair_values import PairValues

# up to here the flow takes every legal pair in about a second
PAIRS_TAKEN_WHOLE = 500_000
BEST_OF_A_MENTEE = 50


@dataclass(frozen=True, slots=True)
class Arcs:
    """Possible pairs, sorted by mentee: mentee and mentor positions and what the pair is worth."""

    mentee: Codes
    mentor: Codes
    value: Floats

    def with_more(self, more: "Arcs") -> "Arcs":
        return joined([self, more])


_NO_ARCS = Arcs(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.float32))


def first_candidates(values: PairValues) -> Arcs:
    whole = values.mentees * values.mentors <= PAIRS_TAKEN_WHOLE
    most = max(1, values.mentors) if whole else BEST_OF_A_MENTEE
    return joined(best_of(block, rows.start, most) for rows, block in values.blocks())


def best_of(block: Floats, first_row: int, most: int) -> Arcs:
    """The `most` highest positive values of each row; of equal ones, those further left."""
    floor = _low_estimate(block, most)
    place = np.flatnonzero(block >= floor[:, None])
    row, column = np.divmod(place, block.shape[1])
    value = block.ravel()[place]
    best_first = np.lexsort((column, -value, row))
    row = row[best_first]
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    kept = best_first[rank < most]
    kept.sort()
    return Arcs((place[kept] // block.shape[1] + first_row).astype(np.int32), column[kept].astype(np.int32), value[kept])


def _low_estimate(block: Floats, most: int) -> Floats:
    """For each row a positive value that at least `most` of its values reach, if so many are positive.

    Partitioning whole rows would cost more than scoring them, so it is guessed from every sixteenth value and checked.
    """
    tiny = np.finfo(np.float32).tiny
    width = block.shape[1]
    stride = min(16, width // 256)
    share = most / max(1, stride)
    rank = int(np.ceil(share + 4 * np.sqrt(share) + 4))
    if most >= width or stride < 2:
        return _nth(block, most, tiny)
    guess = _nth(block[:, ::stride], rank, tiny)
    missed = np.flatnonzero(np.count_nonzero(block >= guess[:, None], axis=1) < most)
    guess[missed] = _nth(block[missed], most, tiny)
    return guess


def _nth(block: Floats, rank: int, least: np.float32) -> Floats:
    """The rank-th highest of each row, or `least` where that is lower or the row is no longer than that."""
    if rank >= block.shape[1]:
        return np.full(len(block), least, np.float32)
    return np.maximum(np.partition(block, -rank, axis=1)[:, -rank], least)


def joined(parts: Iterable[Arcs]) -> Arcs:
    all_parts = [_NO_ARCS, *parts]
    mentee = np.concatenate([part.mentee for part in all_parts])
    by_mentee = np.argsort(mentee, kind="stable")
    mentor = np.concatenate([part.mentor for part in all_parts])
    value = np.concatenate([part.value for part in all_parts])
    return Arcs(mentee[by_mentee], mentor[by_mentee], value[by_mentee])
