"""What a solver is asked: which people, which places, and who may stay alone."""

from dataclasses import dataclass

import numpy as np

from matching.app.cohort.coding import Ints
from matching.app.cohort.groups import Groups, no_groups
from matching.app.cohort.mentor_index import MentorIndex, index_of
from matching.app.cohort.shapes import Cohort


@dataclass(frozen=True, slots=True)
class Question:
    """A cohort's mentees are to be given the places that are free at each mentor; groups say who may stay alone."""

    cohort: Cohort
    free: Ints
    groups: Groups
    index: MentorIndex

    @property
    def places(self) -> Ints:
        return np.where(self.cohort.mentors.stays, self.free, 0)


def question_of(cohort: Cohort, free: Ints) -> Question:
    """Without limits on who stays alone."""
    return Question(cohort, free, no_groups(cohort.size), index_of(cohort, free))
