"""All mentors of a run as rows of bits, one bit a mentor, so that a rule over everybody is a few machine words."""

from collections.abc import Collection, Hashable, Iterable, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from matching.domain.hard_rules import YOUNGEST_MENTOR_OF_A_MINOR, Blocked, Demands, Rule, may_mentor_minors, stays
from matching.domain.people import LAST_STAGE, SLOTS_IN_A_WEEK, Gender, Mentee, Mentor

Bits = npt.NDArray[np.uint64]
Key = TypeVar("Key", bound=Hashable)
WORD = 64


class MentorBits:
    """`free` are the places left at each mentor, in the order of mentors, and `wanted` the mentees who will be asked about."""

    def __init__(
        self, mentors: Sequence[Mentor], free: Sequence[int], blocked: Blocked, wanted: Collection[str], demands: Demands
    ) -> None:
        self._people = len(mentors)
        self._demands = demands
        self.rules = [rule for rule in Rule if demands.makes(rule)]
        self.everybody = self._of(range(self._people))
        self._place = {one.id: place for place, one in enumerate(mentors)}
        self._organisations = _places_by((one.organisation, place) for place, one in enumerate(mentors))
        self._blocked = _places_by((one, self._place[other]) for one, other in blocked if one in wanted and other in self._place)
        spoken = _places_by((code, place) for place, one in enumerate(mentors) for code in one.languages)
        self.languages = {code: self._of(places) for code, places in sorted(spoken.items())}
        offered = _places_by((slot, place) for place, one in enumerate(mentors) for slot in one.slots)
        self.slots = np.stack([self._of(offered.get(slot, ())) for slot in range(SLOTS_IN_A_WEEK)])
        self._genders = {given: self._where(one.gender is given for one in mentors) for given in Gender}
        self._takes_minors = self._where(may_mentor_minors(one) for one in mentors)
        self.too_young_for_minors = self._where(one.age < YOUNGEST_MENTOR_OF_A_MINOR for one in mentors)
        self._leaves = self._where(not stays(one, demands.months_needed) for one in mentors)
        self._stages = [self._where(one.stage == stage for one in mentors) for stage in range(LAST_STAGE + 1)]
        self._fields = _places_by((name, place) for place, one in enumerate(mentors) for name in {one.field, one.field2})
        self._full = self._where(places < 1 for places in free)
        self._nobody = self._of(())

    def breaking(self, rule: Rule, mentee: Mentee) -> Bits:
        """The mentors who break this rule with the mentee, by capacity those without a free place."""
        match rule:
            case Rule.SAME_PERSON:
                return self._of([self._place[mentee.id]]) if mentee.id in self._place else self._nobody
            case Rule.ORGANISATION:
                return self._of(self._organisations.get(mentee.organisation, ())) if mentee.organisation else self._nobody
            case Rule.LANGUAGE:
                return self._without(self.languages[code] for code in mentee.languages if code in self.languages)
            case Rule.SLOT:
                return self._without(self.slots[slot] for slot in mentee.slots)
            case Rule.MINORS:
                return self.everybody & ~self._takes_minors if mentee.is_minor else self._nobody
            case Rule.GENDER:
                return self._nobody if mentee.gender_must is None else self.everybody & ~self._genders[mentee.gender_must]
            case Rule.BLOCKED:
                return self._of(self._blocked.get(mentee.id, ()))
            case Rule.MONTHS_LEFT:
                return self._leaves
            case Rule.STAGES_AHEAD:
                fitting = (bits for ahead, bits in self.ahead_of(mentee).items() if self._demands.near_enough(ahead))
                return self._without(fitting)
            case Rule.SAME_PATH:
                on_it = self._fields.get(mentee.field, ()) if mentee.field else ()
                return self._without([self._of(on_it)]) if self._demands.same_path else self._nobody
            case Rule.CAPACITY:
                return self._full

    def ahead_of(self, mentee: Mentee) -> dict[int, Bits]:
        """Mentors by how many stages they are ahead."""
        return {stage - mentee.stage: bits for stage, bits in enumerate(self._stages)}

    def _without(self, sharing: Iterable[Bits]) -> Bits:
        missing = self.everybody.copy()
        for bits in sharing:
            missing &= ~bits
        return missing

    def _of(self, places: Iterable[int]) -> Bits:
        flags = np.zeros(self._people, bool)
        flags[list(places)] = True
        return packed(flags)

    def _where(self, flags: Iterable[bool]) -> Bits:
        return packed(np.fromiter(flags, bool, count=self._people))


def how_many(bits: Bits) -> int:
    return int(np.bitwise_count(bits).sum())


def nth(bits: Bits, number: int) -> int:
    """The position of the mentor whose bit is the number-th that is set, counted from 0."""
    so_far = np.bitwise_count(bits).cumsum(dtype=np.int64)
    word = int(np.searchsorted(so_far, number, side="right"))
    left, rest = number - int(so_far[word - 1]) if word else number, int(bits[word])
    for _ in range(left):
        rest &= rest - 1
    return word * WORD + (rest & -rest).bit_length() - 1


def packed(flags: npt.NDArray[np.bool_]) -> Bits:
    padded = np.zeros(-(-len(flags) // WORD) * WORD, bool)
    padded[: len(flags)] = flags
    return np.packbits(padded, bitorder="little").view(np.uint64)


def _places_by(named: Iterable[tuple[Key, int]]) -> dict[Key, list[int]]:
    places: dict[Key, list[int]] = {}
    for name, place in named:
        places.setdefault(name, []).append(place)
    return places
