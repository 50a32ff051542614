"""What a place at each mentor is worth: the prices that prove how good an assignment is."""

from dataclasses import dataclass

import numpy as np

from matching.app.cohort.candidates import Arcs
from matching.app.cohort.coding import Codes, Floats, Ints
from matching.app.cohort.compiled import kernel
from matching.app.cohort.flow import UNITS, in_units
from matching.app.cohort.groups import Groups


@dataclass(frozen=True, slots=True)
class Prices:
    """In units: of a place at each mentor, and of staying alone by group."""

    place: Ints
    alone: Ints

    @property
    def in_worth(self) -> Floats:
        return (self.place / UNITS).astype(np.float32)


def place_prices(arcs: Arcs, chosen: Codes, groups: Groups, capacity: Ints) -> Prices:
    """The lowest prices, in units, at which nobody would rather have another candidate, or nobody, than what was chosen.

    They are the longest paths in the residual graph of an optimal flow: a place costs at least what the keenest mentee
    without it would gain. Mentors with free places cost 0.
    """
    start = np.concatenate((np.zeros(len(capacity), np.int64), groups.first_prices(groups.alone(chosen))))
    if len(arcs):
        mentors = len(capacity)
        first = np.searchsorted(arcs.mentee, np.arange(len(chosen) + 1)).astype(np.int64)
        worth = in_units(arcs)
        given = np.where(chosen >= 0, arcs.mentor[chosen], groups.of + mentors)
        now = np.where(chosen >= 0, worth[chosen], 0)
        by_given = np.argsort(given, kind="stable")
        members = np.searchsorted(given[by_given], np.arange(len(start) + 1)).astype(np.int64)
        _raise(start, first, arcs.mentor, worth, (groups.of + mentors).astype(np.int64), now, by_given, members)
    return Prices(start[: len(capacity)], start[len(capacity) :])


@kernel
def _raise(price: Ints, first: Ints, mentor: Codes, worth: Ints, alone: Ints, now: Ints, by_given: Ints, members: Ints) -> None:
    """Where a price goes up, those who have the place look around again and raise the prices of what they would rather have.

    `now` is what each mentee's own choice is worth, `alone` where staying alone is priced; `by_given` lists the mentees, those
    who were given place p from members[p] to members[p + 1]. Prices stop rising: a longest path comes to no place twice,
    because a flow that leaves a gain in a circle is not optimal.
    """
    places = len(price)
    queue = np.arange(places)
    waiting = np.ones(places, np.bool_)
    head, length = 0, places
    while length:
        one = queue[head]
        head, length, waiting[one] = (head + 1) % places, length - 1, False
        for member in range(members[one], members[one + 1]):
            mentee = by_given[member]
            left_over = price[one] - now[mentee]
            for arc in range(first[mentee], first[mentee + 1] + 1):
                other, wish = alone[mentee], left_over
                if arc < first[mentee + 1]:
                    other, wish = np.int64(mentor[arc]), left_over + worth[arc]
                if wish > price[other]:
                    price[other] = wish
                    if not waiting[other]:
                        queue[(head + length) % places] = other
                        waiting[other] = True
                        length += 1
