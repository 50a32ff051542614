"""The hard rules of one pair, as bits in the order of the rules: the same rules as in the domain, on columns."""

import numpy as np

from matching.app.cohort.coding import Codes, Positions
from matching.app.cohort.compiled import kernel, part
from matching.app.cohort.shapes import ANY_PATH, Cohort, MenteeColumns, MentorColumns
from matching.domain.hard_rules import Rule

BIT = {rule: 1 << place for place, rule in enumerate(Rule)}
_SAME_PERSON, _ORGANISATION = BIT[Rule.SAME_PERSON], BIT[Rule.ORGANISATION]
_LANGUAGE, _SLOT = BIT[Rule.LANGUAGE], BIT[Rule.SLOT]
_MINORS, _GENDER = BIT[Rule.MINORS], BIT[Rule.GENDER]
_BLOCKED, _MONTHS_LEFT = BIT[Rule.BLOCKED], BIT[Rule.MONTHS_LEFT]
_STAGES_AHEAD, _SAME_PATH = BIT[Rule.STAGES_AHEAD], BIT[Rule.SAME_PATH]


@part
def broken(row: int, mentor: int, mentees: MenteeColumns, mentors: MentorColumns) -> int:
    """The bits of every rule that the pair breaks; capacity is for the caller to add."""
    bits = 0
    if mentees.organisation[row] >= 0 and mentees.organisation[row] == mentors.organisation[mentor]:
        bits |= _ORGANISATION
    if not shares_a_language(row, mentor, mentees, mentors):
        bits |= _LANGUAGE
    if mentees.slots[row] & mentors.slots[mentor] == 0:
        bits |= _SLOT
    if mentees.minor[row] and not mentors.takes_minors[mentor]:
        bits |= _MINORS
    if mentees.gender_must[row] >= 0 and mentees.gender_must[row] != mentors.gender[mentor]:
        bits |= _GENDER
    if not mentors.stays[mentor]:
        bits |= _MONTHS_LEFT
    if not mentees.least_stage[row] <= mentors.stage[mentor] <= mentees.most_stage[row]:
        bits |= _STAGES_AHEAD
    if not on_path(mentees.path[row], mentors.field[mentor], mentors.field2[mentor]):
        bits |= _SAME_PATH
    for entry in range(mentees.barred_starts[row], mentees.barred_starts[row + 1]):
        if mentees.barred[entry] == mentor:
            bits |= _SAME_PERSON if mentees.barred_self[entry] else _BLOCKED
    return bits


@part
def on_path(path: int, field: int, field2: int) -> bool:
    # kernels know no tuple of mixed integers
    if path == ANY_PATH:
        return True
    within: bool = path in (field, field2)
    return within


@part
def shares_a_language(row: int, mentor: int, mentees: MenteeColumns, mentors: MentorColumns) -> bool:
    shared = np.uint64(0)
    for word in range(mentees.languages.shape[1]):
        shared |= mentees.languages[row, word] & mentors.languages[mentor, word]
    some: bool = shared != 0
    return some


@kernel
def _each(mentee: Codes, mentor: Codes, mentees: MenteeColumns, mentors: MentorColumns, bits: Codes) -> None:
    for one in range(len(mentee)):
        bits[one] = broken(mentee[one], mentor[one], mentees, mentors)


def broken_rules_of(cohort: Cohort, mentee: Positions, mentor: Positions) -> Codes:
    """Bits for each pair, by positions."""
    bits = np.zeros(len(mentee), np.int32)
    _each(mentee.astype(np.int32), mentor.astype(np.int32), cohort.mentees, cohort.mentors, bits)
    return bits
