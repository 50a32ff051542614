"""A cohort as the kernels see it: plain columns, one place for each person."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from matching.app.cohort.coding import Bits, Codes, Flags, Floats, Ints
from matching.domain.rarity import Rarity

ANY_PATH = -2


class MenteeColumns(NamedTuple):
    """Sparse features as rows of columns and shares (the weight is in the share); `barred` are mentors never to be met, each
    marked where it is the same person; `loyalty` is the bonus of the former mentor. A mentor's stage must be within least and
    most; path is the field that one of the mentor's must be, or ANY_PATH. Codes of -1 mean «not given». Low is 1
    (has low_ses), -1 (has not) or 0 (not given); crosses is the same, but 0 without a wish for another background."""

    starts: Ints
    columns: Codes
    shares: Floats
    organisation: Codes
    languages: Bits
    slots: Bits
    minor: Flags
    gender_must: Codes
    identity: Codes
    wants_same: Flags
    near_peer: Flags
    stage: Codes
    least_stage: Codes
    most_stage: Codes
    path: Codes
    low: Codes
    crosses: Codes
    waiting: Floats
    former: Codes
    loyalty: Floats
    barred_starts: Ints
    barred: Codes
    barred_self: Flags


class MentorColumns(NamedTuple):
    """`bonus` is what any pair with this mentor gains while choosing."""

    starts: Ints
    columns: Codes
    shares: Floats
    organisation: Codes
    languages: Bits
    slots: Bits
    takes_minors: Flags
    gender: Codes
    identity: Codes
    stage: Codes
    field: Codes
    field2: Codes
    low: Codes
    stays: Flags
    capacity: Ints
    bonus: Floats


class Terms(NamedTuple):
    """What the parts that are not sparse add, by weight; bonuses; and the least a pair must be worth without bonuses.

    `nearness` is by the mentor's stage minus the mentee's, from -7. `mixing` is the bonus of a mentee with low_ses and a
    mentor without.
    """

    identity: np.float32
    nearpeer: np.float32
    crossclass: np.float32
    nearness: Floats
    waiting: np.float32
    mixing: np.float32
    least: np.float32


@dataclass(frozen=True, slots=True)
class Cohort:
    """Both sides in the order given, with what it takes to read them: language codes by bit, rarity of interests
    and words, and how many feature columns there are."""

    mentees: MenteeColumns
    mentors: MentorColumns
    terms: Terms
    languages: tuple[str, ...]
    rarity: Rarity
    columns: int

    @property
    def size(self) -> int:
        return len(self.mentees.slots)

    def taking(self, rows: Codes) -> "Cohort":
        """These mentees alone, in this order."""
        mentees = self.mentees
        starts, features = _spans(mentees.starts, rows)
        barred_starts, barred = _spans(mentees.barred_starts, rows)
        sparse = {
            "starts": starts,
            "columns": mentees.columns[features],
            "shares": mentees.shares[features],
            "barred_starts": barred_starts,
            "barred": mentees.barred[barred],
            "barred_self": mentees.barred_self[barred],
        }
        columns = (sparse[name] if name in sparse else column[rows] for name, column in mentees._asdict().items())
        return replace(self, mentees=MenteeColumns._make(columns))

    @property
    def capacity(self) -> Ints:
        return self.mentors.capacity


def _spans(starts: Ints, rows: Codes) -> tuple[Ints, Ints]:
    """New starts for these rows, and where the items of each were."""
    lengths = starts[rows + 1] - starts[rows]
    new = np.concatenate(([0], np.cumsum(lengths)))
    return new, np.arange(new[-1]) + np.repeat(starts[rows] - new[:-1], lengths)
