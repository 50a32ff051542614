"""The hard rules over whole blocks of pairs: the same rules as in the domain, as columns."""

from collections.abc import Callable, Hashable, Iterable, Sequence

import numpy as np

from matching.app.cohort.columns import Bits, Codes, Flags, bit_words, codes
from matching.app.cohort.order import positions
from matching.domain.hard_rules import Blocked, Rule, may_mentor_minors
from matching.domain.people import SLOTS_IN_A_WEEK, Mentee, Mentor, Person

PAIR_RULES: tuple[Rule, ...] = tuple(rule for rule in Rule if rule is not Rule.CAPACITY)
Cells = dict[int, list[int]]


class Legality:
    """Rows are mentees, columns are mentors, both in the order given."""

    def __init__(self, mentees: Sequence[Mentee], mentors: Sequence[Mentor], blocked: Blocked) -> None:
        self._organisation = _both(lambda one: one.organisation, mentees, mentors)
        self._languages = _language_bits(mentees, mentors)
        self._slots = [tuple(bit_words([one.slots for one in side], SLOTS_IN_A_WEEK)[0] for side in (mentees, mentors))]
        self._minor = np.array([one.is_minor for one in mentees], bool)
        self._takes_minors = np.array([may_mentor_minors(one) for one in mentors], bool)
        genders: dict[Hashable, int] = {}
        self._gender_must = codes((one.gender_must for one in mentees), genders)
        self._gender = codes((one.gender for one in mentors), genders)
        places = positions(mentees), positions(mentors)
        self._blocked = _cells(blocked, *places)
        self._same = _cells(((one.id, one.id) for one in mentees), *places)
        self.capacity = np.array([one.capacity for one in mentors], np.int64)

    def broken(self, rule: Rule, rows: slice) -> Flags:
        """True where the pair breaks this rule. Shape: rows asked for × mentors."""
        match rule:
            case Rule.SAME_PERSON:
                return self._marked(self._same, rows)
            case Rule.ORGANISATION:
                mine, theirs = self._organisation
                return np.asarray((mine[rows, None] == theirs) & (mine[rows, None] >= 0))
            case Rule.LANGUAGE:
                return _nothing_shared(self._languages, rows)
            case Rule.SLOT:
                return _nothing_shared(self._slots, rows)
            case Rule.MINORS:
                return np.asarray(self._minor[rows, None] & ~self._takes_minors)
            case Rule.GENDER:
                must = self._gender_must[rows, None]
                return np.asarray((must >= 0) & (must != self._gender))
            case Rule.BLOCKED:
                return self._marked(self._blocked, rows)
            case Rule.CAPACITY:
                return np.repeat((self.capacity < 1)[None, :], len(self._minor[rows]), axis=0)

    def illegal(self, rows: slice) -> Flags:
        """True where the pair breaks any rule, a mentor without places included."""
        mine, theirs = self._organisation
        bad: Flags = np.asarray(mine[rows, None] == theirs)
        # a mentee without an organisation matches no code of the other side but NOT_GIVEN
        bad[mine[rows] < 0] = False
        bad |= _nothing_shared(self._slots, rows)
        bad |= _nothing_shared(self._languages, rows)
        bad |= self.capacity < 1
        some = np.flatnonzero(self._minor[rows])
        bad[some] |= ~self._takes_minors
        some = np.flatnonzero(self._gender_must[rows] >= 0)
        bad[some] |= self._gender_must[rows][some, None] != self._gender
        self._mark(bad, self._same, rows)
        self._mark(bad, self._blocked, rows)
        return bad

    def _marked(self, cells: Cells, rows: slice) -> Flags:
        marked = np.zeros((len(self._minor[rows]), len(self._gender)), bool)
        self._mark(marked, cells, rows)
        return marked

    def _mark(self, flags: Flags, cells: Cells, rows: slice) -> None:
        for place, row in enumerate(range(*rows.indices(len(self._minor)))):
            if row in cells:
                flags[place, cells[row]] = True


def _both(value: Callable[[Person], Hashable], mentees: Sequence[Person], mentors: Sequence[Person]) -> tuple[Codes, Codes]:
    seen: dict[Hashable, int] = {}
    return codes(map(value, mentees), seen), codes(map(value, mentors), seen)


def _language_bits(mentees: Sequence[Person], mentors: Sequence[Person]) -> list[tuple[Bits, ...]]:
    spoken = sorted({code for one in mentees for code in one.languages})
    bit = {code: place for place, code in enumerate(spoken)}
    sides = (
        bit_words([[bit[code] for code in one.languages if code in bit] for one in side], len(spoken))
        for side in (mentees, mentors)
    )
    return list(zip(*sides, strict=True))


def _nothing_shared(words: Sequence[tuple[Bits, ...]], rows: slice) -> Flags:
    shared = words[0][0][rows, None] & words[0][1]
    for mine, theirs in words[1:]:
        shared |= mine[rows, None] & theirs
    return np.asarray(shared == 0)


def _cells(pairs: Iterable[tuple[str, str]], mentees: dict[str, int], mentors: dict[str, int]) -> Cells:
    cells: Cells = {}
    for mentee, mentor in pairs:
        if mentee in mentees and mentor in mentors:
            cells.setdefault(mentees[mentee], []).append(mentors[mentor])
    return cells
