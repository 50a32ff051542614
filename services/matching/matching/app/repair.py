"""Use case: find mentors for those who wait, on the places that are free, without touching a single live pair."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np

from matching.app.cohort.coding import Codes
from matching.app.cohort.proof import ROUNDING
from matching.app.cohort.question import question_of
from matching.app.cohort.shapes import Cohort
from matching.app.cohort.solve import Solution, solve
from matching.app.cohort.worth import bonus_of, worth_of
from matching.app.standing import Standing
from matching.domain.score import WORTH_OF_A_PAIR

# what an unconfirmed proposal is kept for: fewer people hear of a change, and hardly anything is lost
STAY_BONUS = 0.05


@dataclass(frozen=True, slots=True)
class Repair:
    """New pairs as mentee id, mentor id and score; who still has nobody. Both sorted by mentee id.

    `share_of_bound` is how good this choice is on the free places; `share_of_full_run` what everything, live pairs included,
    is worth at least of a full run in which every pair could move.
    """

    pairs: tuple[tuple[str, str, float], ...]
    unmatched: tuple[str, ...]
    share_of_bound: float
    share_of_full_run: float


def repair(
    standing: Standing,
    live: Mapping[str, str],
    waiting: Collection[str],
    away: Collection[str] = (),
    proposed: Mapping[str, str] | None = None,
) -> Repair:
    """`live` are the pairs that stay, by mentee id, and `waiting` the mentees to find a mentor for; of those who have an
    unconfirmed proposal it is kept unless something clearly better turns up. Mentors who are `away` get nobody new.

    Ids that the standing does not know are left out: whoever arrived since belongs in a new one.
    """
    mentor_of = standing.mentor_of(live)
    free = standing.free(mentor_of, away)
    rows = np.array(sorted(standing.mentees[one] for one in {*waiting} - {*live} if one in standing.mentees), np.int32)
    asked = _staying(standing.cohort.taking(rows), standing.mentor_of(proposed or {})[rows])
    found = solve(question_of(asked, free), lambda stage: None)
    ids = list(standing.mentees)
    paired = np.flatnonzero(found.mentor_of >= 0)
    scores = worth_of(asked, paired, found.mentor_of[paired]) - WORTH_OF_A_PAIR
    return Repair(
        tuple(
            sorted(
                (ids[rows[row]], standing.mentor_ids[found.mentor_of[row]], round(float(score), 6))
                for row, score in zip(paired, scores, strict=True)
            )
        ),
        tuple(sorted(ids[row] for row in rows[found.mentor_of < 0])),
        min(1.0, found.objective / found.bound) if found.bound > 0 else 1.0,
        _share_of_full_run(standing, mentor_of, rows, found, away),
    )


def _staying(asked: Cohort, proposed: Codes) -> Cohort:
    """A proposal takes the place of a former mentor: the mentee may have only one to be loyal to."""
    mentees = asked.mentees
    former = np.where(proposed >= 0, proposed, mentees.former).astype(np.int32)
    stay = np.where(proposed == mentees.former, np.maximum(mentees.loyalty, STAY_BONUS), STAY_BONUS)
    loyalty = np.where(proposed >= 0, stay, mentees.loyalty).astype(np.float32)
    return replace(asked, mentees=mentees._replace(former=former, loyalty=loyalty))


def _share_of_full_run(standing: Standing, mentor_of: Codes, rows: Codes, found: Solution, away: Collection[str]) -> float:
    """Weak duality with the prices of the last run: a valid bound on a run with the people who are here now."""
    cohort = standing.cohort
    now = mentor_of.copy()
    now[rows] = found.mentor_of
    here = np.flatnonzero(now >= 0)
    worth = float(np.sum(worth_of(cohort, here, now[here]).astype(np.float64) + bonus_of(cohort, here, now[here])))
    places = np.where(cohort.mentors.stays, cohort.capacity, 0)
    places[[standing.mentors[one] for one in away if one in standing.mentors]] = 0
    present = np.union1d(np.flatnonzero(mentor_of >= 0), rows).astype(np.int32)
    bound = float(np.sum(places * standing.price.astype(np.float64)) + np.sum(standing.surplus[present], dtype=np.float64))
    return min(1.0, worth / (bound + ROUNDING * len(present))) if bound > 0 else 1.0
