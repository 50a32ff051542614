"""When staff talk to the people of a pair, and when a pair looks back.

Elements of Effective Practice, 5th edition, element 11: each participant at least monthly in the first year, in depth monthly in
the first quarter and then at least quarterly; guardians of younger mentees about the same topics in the same rhythm. Twice in the
first month: 3rd and 4th edition.
"""

from dataclasses import dataclass
from datetime import timedelta

from causeway.matching.v1.events import CheckInDepth, CheckInWhom
from matching.domain.care_rules import CareRules

MONTHS_OF_FIRST_YEAR = 12
QUARTER = 3  # months
GOODBYE_WITHIN = timedelta(days=7)
LONGEST_PAUSE = timedelta(days=92)
LONGEST_GOODBYE = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Turn:
    """One round of check-ins, counted from 1."""

    number: int
    after: timedelta  # the start of the pair
    depth: CheckInDepth


def check_in_turn(number: int, rules: CareRules) -> Turn:
    """The first is early, then usually one a month for a year, then one a quarter."""
    if number == 1:
        return Turn(1, rules.early, CheckInDepth.QUICK)
    month = number - 1
    if month > MONTHS_OF_FIRST_YEAR:
        month = MONTHS_OF_FIRST_YEAR + QUARTER * (month - MONTHS_OF_FIRST_YEAR)
    deep = month <= QUARTER or month % QUARTER == 0
    return Turn(number, month * rules.between, CheckInDepth.IN_DEPTH if deep else CheckInDepth.QUICK)


def people_of_check_in(*, minor: bool) -> tuple[CheckInWhom, ...]:
    both = (CheckInWhom.MENTEE, CheckInWhom.MENTOR)
    return (*both, CheckInWhom.GUARDIAN) if minor else both
