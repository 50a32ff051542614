"""What a place at each mentor is worth: the prices that prove how good an assignment is."""

import numpy as np

from matching.app.cohort.candidates import Arcs
from matching.app.cohort.columns import Codes
from matching.app.cohort.flow import Ints, in_units


def place_prices(arcs: Arcs, chosen: Codes, capacity: Ints) -> Ints:
    """The lowest prices, in units, at which nobody would rather have another candidate than the one chosen.

    They are the longest paths in the residual graph of an optimal flow: a place costs at least what the keenest mentee
    without it would gain. Mentors with free places cost 0.
    """
    price = np.zeros(len(capacity), np.int64)
    worth = in_units(arcs)
    alone = chosen[arcs.mentee] < 0
    np.maximum.at(price, arcs.mentor[alone], worth[alone])
    matched = np.flatnonzero(chosen >= 0)
    if len(matched):
        _raise_along_wishes(price, arcs, worth, matched, chosen[matched])
    return price


def _raise_along_wishes(price: Ints, arcs: Arcs, worth: Ints, matched: Ints, pairs: Codes) -> None:
    """Bellman-Ford from the mentors whose price changed: their mentees would now rather have somebody else.

    `matched` are mentees with a mentor, in order of position, `pairs` the arcs that were chosen for them.
    """
    mentor_of = arcs.mentor[pairs]
    by_mentor = np.argsort(mentor_of, kind="stable")
    group = np.searchsorted(mentor_of[by_mentor], np.arange(len(price) + 1))
    first = np.searchsorted(arcs.mentee, np.arange(arcs.mentee[-1] + 2))
    changed = np.arange(len(price))
    # a longest path visits no mentor twice, so it has no more steps than there are mentors
    for _ in range(len(price)):
        people = by_mentor[_ranges(group, changed)]
        wishes = _ranges(first, matched[people])
        steps = first[matched[people] + 1] - first[matched[people]]
        left_over = price[mentor_of[people]] - worth[pairs[people]]
        before = price.copy()
        np.maximum.at(price, arcs.mentor[wishes], np.repeat(left_over, steps) + worth[wishes])
        changed = np.flatnonzero(price > before)
        if not len(changed):
            return


def _ranges(starts: Ints, chosen: Ints) -> Ints:
    """The indices from starts[c] to starts[c + 1] for every c in `chosen`, one after another."""
    lengths = starts[chosen + 1] - starts[chosen]
    offsets = np.repeat(starts[chosen] - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
    return np.asarray(offsets + np.arange(len(offsets)))
