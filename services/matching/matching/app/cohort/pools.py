"""What the same people get when each region keeps to itself, to set beside one national pool."""

import numpy as np

from matching.app.cohort.coding import Codes
from matching.app.cohort.question import question_of
from matching.app.cohort.shapes import Cohort
from matching.app.cohort.solve import solve


def within_sites(cohort: Cohort, mentee_site: Codes, mentor_site: Codes) -> Codes:
    """Mentor position for each mentee when both must be of the same site; sites are numbered from 0, -1 has nobody."""
    mentor_of = np.full(cohort.size, -1, np.int32)
    for site in np.unique(mentee_site[mentee_site >= 0]):
        rows = np.flatnonzero(mentee_site == site).astype(np.int32)
        free = np.where(mentor_site == site, cohort.capacity, 0)
        if free.any():
            mentor_of[rows] = solve(question_of(cohort.taking(rows), free), lambda stage: None).mentor_of
    return mentor_of
