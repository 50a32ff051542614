"""One look at all pairs: for each mentee the best mentors that the hard rules allow, exactly, with prices taken off."""

import math
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from matching.app.cohort import best_lists
from matching.app.cohort.coding import Codes, Floats
from matching.app.cohort.compiled import kernel, part
from matching.app.cohort.legal import on_path
from matching.app.cohort.mentor_index import MentorIndex
from matching.app.cohort.shapes import Cohort, MenteeColumns, MentorColumns, Terms
from matching.app.cohort.worth import of_traits

OUT_OF_REACH = np.float32(-1e9)
# as many as are compared with the threshold at once
CHUNK = 64
ROWS_AT_ONCE = 512
# rows below this are not worth a second thread
FEW_ROWS = 64
GOLDEN = (math.sqrt(5) - 1) / 2


@dataclass(frozen=True, slots=True)
class Best:
    """For each mentee the best mentors' positions, best first, -1 after the last, and what they leave above the price.

    Shape: mentees × most.
    """

    mentor: Codes
    surplus: Floats


def best_mentors(cohort: Cohort, index: MentorIndex, most: int, price: Floats, floor: Floats) -> Best:
    """The `most` highest surpluses above each mentee's floor; `price` is by mentor, in worth.

    Surplus is 0.5 + score, and bonuses, less the price. Among equals each mentee has an order of its own, which follows from
    the positions alone.
    """
    shape = (cohort.size, most)
    found = Best(np.full(shape, -1, np.int32), np.full(shape, OUT_OF_REACH, np.float32))
    cost = (price - cohort.mentors.bonus)[index.position].astype(np.float32)  # so the lowest score counts without it

    def work(first: int, last: int) -> None:
        _scan(first, last, cohort.mentees, cohort.mentors, cohort.terms, index, cost, floor, found.mentor, found.surplus)

    if len(index.position):
        in_threads(work, cohort.size)
    return found


def in_threads(work: Callable[[int, int], None], rows: int) -> None:
    """Calls work(first, last) for parts that together are all rows. A part's result must not depend on the others."""
    firsts = range(0, rows, ROWS_AT_ONCE)
    threads = len(os.sched_getaffinity(0))
    if rows <= FEW_ROWS or threads == 1:
        for first in firsts:
            work(first, min(first + ROWS_AT_ONCE, rows))
        return
    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(lambda first: work(first, min(first + ROWS_AT_ONCE, rows)), firsts):
            pass


@kernel
def _scan(
    first: int,
    last: int,
    mentees: MenteeColumns,
    mentors: MentorColumns,
    terms: Terms,
    index: MentorIndex,
    cost: Floats,
    floor: Floats,
    found: Codes,
    surplus: Floats,
) -> None:
    size = len(index.position)
    sums = np.empty(size, np.float32)
    extra = np.empty(len(index.segments), np.float32)
    ranks = np.empty(found.shape[1], np.int32)
    for row in range(first, last):
        _begin_with_traits(row, mentees, mentors, terms, index, cost, sums, extra)
        for item in range(mentees.starts[row], mentees.starts[row + 1]):
            column, share = mentees.columns[item], mentees.shares[item]
            for entry in range(index.starts[column], index.starts[column + 1]):
                sums[index.places[entry]] += share * index.shares[entry]
        filled = _keep_best(row, mentees, terms, index, cost, floor[row], sums, extra, surplus[row], ranks, found[row])
        best_lists.sort(surplus[row], ranks, found[row], filled)
        for entry in range(filled):
            found[row, entry] = index.position[found[row, entry]]


@part
def _begin_with_traits(
    row: int,
    mentees: MenteeColumns,
    mentors: MentorColumns,
    terms: Terms,
    index: MentorIndex,
    cost: Floats,
    sums: Floats,
    extra: Floats,
) -> None:
    """What traits add, by segment; segments whose stage, gender or want of a check rules them out stay out of reach."""
    waiting = terms.waiting * mentees.waiting[row]
    must = mentees.gender_must[row]
    for segment in range(len(index.segments) - 1):
        begin, end = index.segments[segment], index.segments[segment + 1]
        if begin == end:
            continue
        one = index.position[begin]
        if (mentees.minor[row] and not mentors.takes_minors[one]) or (must >= 0 and must != mentors.gender[one]):
            sums[begin:end] = OUT_OF_REACH
            continue
        if not mentees.least_stage[row] <= mentors.stage[one] <= mentees.most_stage[row]:
            sums[begin:end] = OUT_OF_REACH
            continue
        extra[segment] = waiting
        if mentees.low[row] == 1 and mentors.low[one] == -1:
            extra[segment] += terms.mixing
        worth = of_traits(mentees, row, terms, mentors.identity[one], mentors.stage[one], mentors.low[one]) + extra[segment]
        for place in range(begin, end):
            sums[place] = worth - cost[place]
    former = mentees.former[row]
    if former >= 0 and index.place_of[former] >= 0:
        sums[index.place_of[former]] += mentees.loyalty[row]


@part
def _keep_best(
    row: int,
    mentees: MenteeColumns,
    terms: Terms,
    index: MentorIndex,
    cost: Floats,
    floor: float,
    sums: Floats,
    extra: Floats,
    best: Floats,
    ranks: Codes,
    places: Codes,
) -> int:
    size, filled, most = len(sums), 0, len(best)
    everybody = len(index.place_of)
    shift = int(row * GOLDEN * everybody) % everybody
    threshold = floor
    for begin in range(0, size, CHUNK):
        end = min(begin + CHUNK, size)
        top = sums[begin]
        for place in range(begin + 1, end):
            top = max(top, sums[place])
        if top < threshold:
            continue
        for place in range(begin, end):
            worth = sums[place]
            if worth < threshold or (worth == threshold and filled < most):
                continue
            rank = (index.position[place] - shift) % everybody
            if filled == most and not best_lists.worse(best[0], ranks[0], worth, rank):
                continue
            if not _allowed(row, place, mentees, index) or not _good_enough(
                row, place, worth, mentees, terms, index, cost, extra
            ):
                continue
            filled = best_lists.add(best, ranks, places, filled, worth, rank, place)
            if filled == most:
                threshold = best[0]
    return filled


@part
def _allowed(row: int, place: int, mentees: MenteeColumns, index: MentorIndex) -> bool:
    """The hard rules that are not settled by segment."""
    if mentees.slots[row] & index.slots[place] == 0:
        return False
    if mentees.organisation[row] >= 0 and mentees.organisation[row] == index.organisation[place]:
        return False
    if not on_path(mentees.path[row], index.field[place], index.field2[place]):
        return False
    shared = np.uint64(0)
    for word in range(mentees.languages.shape[1]):
        shared |= mentees.languages[row, word] & index.languages[place, word]
    if shared == 0:
        return False
    for entry in range(mentees.barred_starts[row], mentees.barred_starts[row + 1]):
        if mentees.barred[entry] == index.position[place]:
            return False
    return True


@part
def _good_enough(
    row: int, place: int, worth: float, mentees: MenteeColumns, terms: Terms, index: MentorIndex, cost: Floats, extra: Floats
) -> bool:
    """Whether the pair without bonuses is worth what the run asks for at least."""
    if terms.least <= 0:
        return True
    plain = worth + cost[place] - extra[index.segment_of[place]]
    if mentees.former[row] == index.position[place]:
        plain -= mentees.loyalty[row]
    enough: bool = plain >= terms.least
    return enough
