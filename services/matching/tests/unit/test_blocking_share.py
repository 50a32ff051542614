"""Two people who would both rather have each other are seen, and nobody else is taken for such a pair."""

import numpy as np
import pytest

from matching.app import blocking_share as module
from matching.app.blocking_share import blocking_share
from matching.app.cohort.encode import encode
from matching.domain.hard_rules import broken_rules
from matching.domain.options import MatchingOptions
from matching.domain.people import Mentee, Mentor
from matching.domain.rarity import rarity_among
from matching.domain.score import parts_of, score_of
from matching.domain.weights import Weights
from matching.testing import a_random_cohort

# parts of a score come in steps of which 0.05 is one; between two steps nothing depends on rounding
ENOUGH = 0.0537


def by_hand(mentees: list[Mentee], mentors: list[Mentor], blocked: set[tuple[str, str]], mentor_of: list[int]) -> float:
    rarity = rarity_among([*mentees, *mentors])

    def worth(row: int, place: int) -> float:
        return 0.5 + score_of(parts_of(mentees[row], mentors[place], rarity), Weights()) if place >= 0 else 0.0

    def would_gain(row: int, place: int) -> bool:
        if broken_rules(mentees[row], mentors[place], blocked):
            return False
        others = [worth(other, place) for other, theirs in enumerate(mentor_of) if theirs == place]
        lowest = min(others) if len(others) == mentors[place].capacity else 0.0
        return worth(row, place) - max(lowest, worth(row, mentor_of[row])) > ENOUGH

    return sum(any(would_gain(row, place) for place in range(len(mentors))) for row in range(len(mentees))) / len(mentees)


@pytest.mark.parametrize("seed", range(4))
def test_the_share_is_that_of_a_count_by_hand(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(module, "WORTH_MOVING_FOR", ENOUGH)
    mentees, mentors, blocked = a_random_cohort(seed, 30, 25)
    cohort = encode(mentees, mentors, blocked, Weights(), MatchingOptions())
    generator = np.random.Generator(np.random.PCG64(seed))
    free = [mentor.capacity for mentor in mentors]
    mentor_of = [-1] * len(mentees)
    for row in range(len(mentees)):
        for place in generator.permutation(len(mentors)).tolist():
            if free[place] and not broken_rules(mentees[row], mentors[place], blocked):
                free[place] -= 1
                mentor_of[row] = place
                break

    found = blocking_share(cohort, np.array(mentor_of, np.int32), seed)

    assert found == pytest.approx(by_hand(mentees, mentors, set(blocked), mentor_of), abs=1e-4)


def test_a_cohort_of_nobody_has_no_share() -> None:
    cohort = encode([], [], (), Weights(), MatchingOptions())

    assert blocking_share(cohort, np.zeros(0, np.int32), 1) is None
