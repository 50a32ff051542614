"""Use case: who would suit somebody who has just arrived, without a run and without taking what others need more."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from matching.app.cohort.coding import Codes, Ints
from matching.app.cohort.scan import best_mentors
from matching.app.cohort.worth import worth_of
from matching.app.standing import Standing
from matching.domain.people import Mentee
from matching.domain.score import WORTH_OF_A_PAIR

_NO_PLACE = np.float32(1e6)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Surplus is what the pair is worth above what the mentor's place is worth to others."""

    mentor_id: str
    score: float
    surplus: float


def place_arrival(
    standing: Standing,
    mentee: Mentee,
    free: Ints,
    blocked: Collection[tuple[str, str]] = (),
    most: int = 5,
    season_left: float = 1.0,
) -> tuple[Suggestion, ...]:
    """The best of worth less price among mentors with a free place, best first; `free` is by mentor position.

    Places are kept for those who need them more, the less so the less of the season (1 to 0) is left. Empty when nobody fits
    or every place that fits is worth more to others. `blocked` need only name this mentee's pairs.
    """
    arrived = standing.encoder.arrivals([mentee], blocked, standing.mentors)
    cohort = replace(standing.cohort, mentees=arrived)
    price = np.where(free > 0, standing.price * np.float32(season_left), _NO_PLACE).astype(np.float32)
    best = best_mentors(cohort, standing.index, most, price, np.zeros(1, np.float32))
    found = np.flatnonzero(best.mentor[0] >= 0)
    mentors: Codes = best.mentor[0][found]
    scores = worth_of(cohort, np.zeros(len(found), np.int32), mentors) - WORTH_OF_A_PAIR
    return tuple(
        Suggestion(standing.mentor_ids[mentor], round(float(score), 6), round(float(surplus), 6))
        for mentor, score, surplus in zip(mentors, scores, best.surplus[0][found], strict=True)
    )
