"""Mentors who may be given and are free, but with whom a mentee would score less than the run asks for."""

import numpy as np

from matching.app.cohort.coding import Codes, Ints
from matching.app.cohort.compiled import kernel
from matching.app.cohort.legal import broken
from matching.app.cohort.scan import in_threads
from matching.app.cohort.shapes import Cohort, MenteeColumns, MentorColumns, Terms
from matching.app.cohort.worth import of_features, of_traits


def too_weak(cohort: Cohort, rows: Codes, free: Ints) -> Codes:
    """How many there are for each of these mentees; `free` are the places left at each mentor."""
    counts = np.zeros(len(rows), np.int32)

    def work(first: int, last: int) -> None:
        _count(first, last, rows, cohort.mentees, cohort.mentors, cohort.terms, free, counts)

    if cohort.terms.least > 0:
        in_threads(work, len(rows))
    return counts


@kernel
def _count(
    first: int,
    last: int,
    rows: Codes,
    mentees: MenteeColumns,
    mentors: MentorColumns,
    terms: Terms,
    free: Ints,
    counts: Codes,
) -> None:
    for one in range(first, last):
        row = rows[one]
        for mentor in range(len(free)):
            if free[mentor] < 1 or broken(row, mentor, mentees, mentors):
                continue
            begin = of_traits(mentees, row, terms, mentors.identity[mentor], mentors.stage[mentor], mentors.low[mentor])
            if of_features(mentees, row, mentors, mentor, begin) < terms.least:
                counts[one] += 1
