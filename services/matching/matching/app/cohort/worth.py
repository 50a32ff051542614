"""What one pair is worth and whether it may be: the kernels that every other kernel builds on."""

import numpy as np

from matching.app.cohort.coding import Codes, Floats, Positions
from matching.app.cohort.compiled import kernel, part
from matching.app.cohort.shapes import Cohort, MenteeColumns, MentorColumns, Terms
from matching.domain.people import LAST_STAGE
from matching.domain.score import NO_WISH, WORTH_OF_A_PAIR

_BASE = np.float32(WORTH_OF_A_PAIR)
_NO_WISH = np.float32(NO_WISH)
_ONE, _ZERO = np.float32(1), np.float32(0)


@part
def of_traits(mentees: MenteeColumns, row: int, terms: Terms, identity: int, stage: int, low: int) -> np.float32:
    """0.5 and the parts that depend on a few traits of the mentor."""
    same, near = _NO_WISH, _NO_WISH
    if mentees.wants_same[row]:
        same = _ONE if identity >= 0 and identity == mentees.identity[row] else _ZERO
    if mentees.near_peer[row]:
        near = terms.nearness[stage - mentees.stage[row] + LAST_STAGE]
    crosses = _ONE if mentees.crosses[row] * low == -1 else _ZERO
    return _BASE + (terms.identity * same + terms.nearpeer * near + terms.crossclass * crosses)


@part
def of_features(mentees: MenteeColumns, row: int, mentors: MentorColumns, position: int, begin: np.float32) -> np.float32:
    """`begin` and the parts that are sparse products, added in the order of the columns."""
    worth = begin
    there, last = mentors.starts[position], mentors.starts[position + 1]
    for item in range(mentees.starts[row], mentees.starts[row + 1]):
        column = mentees.columns[item]
        while there < last and mentors.columns[there] < column:
            there += 1
        if there < last and mentors.columns[there] == column:
            worth += mentees.shares[item] * mentors.shares[there]
    return worth


@kernel
def worths(mentees: MenteeColumns, mentors: MentorColumns, terms: Terms, mentee: Codes, mentor: Codes, worth: Floats) -> None:
    """0.5 + score of each given pair, without bonuses; in the same floating-point steps as the scan."""
    for one in range(len(mentee)):
        row, position = mentee[one], mentor[one]
        begin = of_traits(mentees, row, terms, mentors.identity[position], mentors.stage[position], mentors.low[position])
        worth[one] = of_features(mentees, row, mentors, position, begin)


@kernel
def bonuses(mentees: MenteeColumns, mentors: MentorColumns, terms: Terms, mentee: Codes, mentor: Codes, bonus: Floats) -> None:
    for one in range(len(mentee)):
        row, position = mentee[one], mentor[one]
        bonus[one] = terms.waiting * mentees.waiting[row] + mentors.bonus[position]
        if mentees.former[row] == position:
            bonus[one] += mentees.loyalty[row]
        if mentees.low[row] == 1 and mentors.low[position] == -1:
            bonus[one] += terms.mixing


def worth_of(cohort: Cohort, mentee: Positions, mentor: Positions) -> Floats:
    """0.5 + score of each pair, by positions."""
    worth = np.zeros(len(mentee), np.float32)
    worths(cohort.mentees, cohort.mentors, cohort.terms, mentee.astype(np.int32), mentor.astype(np.int32), worth)
    return worth


def bonus_of(cohort: Cohort, mentee: Positions, mentor: Positions) -> Floats:
    """What each pair gains by the options: waiting, continuity, former mentees, mixing."""
    bonus = np.zeros(len(mentee), np.float32)
    bonuses(cohort.mentees, cohort.mentors, cohort.terms, mentee.astype(np.int32), mentor.astype(np.int32), bonus)
    return bonus
