"""Which pairs the flow gets to see: all legal ones of a small cohort, else each mentee's best."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from matching.app.cohort.coding import Codes, Flags, Floats
from matching.app.cohort.mentor_index import MentorIndex
from matching.app.cohort.scan import Best, best_mentors
from matching.app.cohort.shapes import Cohort

# up to here the flow takes every legal pair in about a second
PAIRS_TAKEN_WHOLE = 500_000
BEST_OF_A_MENTEE = 50


@dataclass(frozen=True, slots=True)
class Arcs:
    """Possible pairs, sorted by mentee: mentee and mentor positions and what the pair adds, bonuses included."""

    mentee: Codes
    mentor: Codes
    value: Floats

    def __len__(self) -> int:
        return len(self.mentee)

    def with_more(self, more: "Arcs") -> "Arcs":
        return joined([self, more])

    def where(self, kept: Flags) -> "Arcs":
        return Arcs(self.mentee[kept], self.mentor[kept], self.value[kept])


NO_ARCS = Arcs(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.float32))


def first_candidates(cohort: Cohort, index: MentorIndex) -> Arcs:
    """Every value is above 0, which is what staying unmatched is worth."""
    whole = cohort.size * len(index.position) <= PAIRS_TAKEN_WHOLE
    most = max(1, len(index.position)) if whole else BEST_OF_A_MENTEE
    no_price, no_floor = np.zeros(len(index.place_of), np.float32), np.zeros(cohort.size, np.float32)
    return arcs_of(best_mentors(cohort, index, most, no_price, no_floor))


def arcs_of(best: Best) -> Arcs:
    found = best.mentor >= 0
    everybody = np.arange(len(found), dtype=np.int32)
    return Arcs(np.repeat(everybody, found.sum(axis=1)), best.mentor[found], best.surplus[found])


def joined(parts: Iterable[Arcs]) -> Arcs:
    all_parts = [NO_ARCS, *parts]
    mentee = np.concatenate([part.mentee for part in all_parts])
    by_mentee = np.argsort(mentee, kind="stable")
    mentor = np.concatenate([part.mentor for part in all_parts])
    value = np.concatenate([part.value for part in all_parts])
    return Arcs(mentee[by_mentee], mentor[by_mentee], value[by_mentee])
