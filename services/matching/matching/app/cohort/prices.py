"""What a place at each mentor is worth: the prices that prove how good an assignment is."""

import numpy as np

from matching.app.cohort.candidates import Arcs
from matching.app.cohort.columns import Codes
from matching.app.cohort.flow import UNITS, Ints, in_units


def place_prices(arcs: Arcs, chosen: Codes, mentees: int, capacity: Ints) -> Ints:
    """The lowest prices, in units, at which nobody would rather have another candidate than the one chosen.

    They are the longest paths in the residual graph of an optimal flow (Bellman-Ford, from changed mentors only):
    a place costs at least what the keenest mentee without it would gain. Mentors with free places cost 0.
    """
    worth = in_units(arcs)
    matched = chosen >= 0
    mentor_of = np.where(matched, arcs.mentor[np.maximum(chosen, 0)], -1) if len(worth) else np.full(mentees, -1)
    worth_of = np.where(matched, worth[np.maximum(chosen, 0)], 0) if len(worth) else np.zeros(mentees, np.int64)
    price = np.zeros(len(capacity), np.int64)
    alone = ~matched[arcs.mentee]
    np.maximum.at(price, arcs.mentor[alone], worth[alone])
    # the same longest path cannot visit a mentor twice, so this many rounds always suffice
    changed = np.arange(len(capacity))
    first = np.searchsorted(arcs.mentee, np.arange(mentees + 1))
    by_mentor = np.argsort(mentor_of, kind="stable")
    group = np.searchsorted(mentor_of[by_mentor], np.arange(len(capacity) + 1))
    for _ in range(len(capacity) + 1):
        if not len(changed):
            break
        people = by_mentor[_ranges(group, changed)]
        out = _ranges(first, people)
        repeats = first[people + 1] - first[people]
        least = np.repeat(price[mentor_of[people]] - worth_of[people], repeats) + worth[out]
        before = price.copy()
        np.maximum.at(price, arcs.mentor[out], least)
        changed = np.flatnonzero(price > before)
    return price


def _ranges(starts: Ints, chosen: Ints) -> Ints:
    """The indices from starts[c] to starts[c + 1] for every c in `chosen`, one after another."""
    lengths = starts[chosen + 1] - starts[chosen]
    offsets = np.repeat(starts[chosen] - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
    return np.asarray(offsets + np.arange(len(offsets)))


def as_values(prices: Ints) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return prices / UNITS
