"""Why somebody has no mentor yet, rule by rule, and the smallest change that would bring one within reach."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matching.app.cohort.legality import PAIR_RULES, Legality
from matching.domain.assignment import Change, Unmatched
from matching.domain.hard_rules import Rule
from matching.domain.people import Mentee, Mentor

# What people can change, the easiest first. Nobody's block, employer or identity is up for change.
CHANGEABLE = (Rule.SLOT, Rule.GENDER, Rule.LANGUAGE, Rule.CAPACITY, Rule.MINORS)
MOST_SUGGESTIONS = 3
# Mentors come in an order drawn by the run's seed, so the first ones are a fair sample of what would help.
SAMPLED_MENTORS = 500

_BIT = {rule: 1 << place for place, rule in enumerate(Rule)}
_ALL = 1 << len(_BIT)
_FIXED = sum(bit for rule, bit in _BIT.items() if rule not in CHANGEABLE)

Marks = npt.NDArray[np.uint8]


def explain_unmatched(
    row: int, mentees: Sequence[Mentee], mentors: Sequence[Mentor], legality: Legality, free: npt.NDArray[np.int64]
) -> Unmatched:
    """`row` is the mentee's position, `free` the places that are left at each mentor after the run."""
    marks = _broken_rules(row, legality, free)
    counts = np.bincount(marks, minlength=_ALL)
    return Unmatched(mentees[row].id, _removed_in_order(counts), _nearest_change(marks, counts, mentors))


def _broken_rules(row: int, legality: Legality, free: npt.NDArray[np.int64]) -> Marks:
    """For each mentor the rules the pair breaks, one bit a rule."""
    marks: Marks = (free < 1).astype(np.uint8) * np.uint8(_BIT[Rule.CAPACITY])
    for rule in PAIR_RULES:
        marks |= legality.broken(rule, slice(row, row + 1))[0] * np.uint8(_BIT[rule])
    return marks


def _removed_in_order(counts: npt.NDArray[np.int64]) -> dict[Rule, int]:
    """How many mentors break each rule but none before it: those whose lowest bit is the rule's."""
    kinds = np.arange(_ALL)
    return {rule: int(counts[(kinds & -kinds) == bit].sum()) for rule, bit in _BIT.items()}


def _nearest_change(marks: Marks, counts: npt.NDArray[np.int64], mentors: Sequence[Mentor]) -> Change | None:
    """None when every mentor is ruled out by something that nobody may change, or there are no mentors."""
    possible = [kind for kind in range(_ALL) if counts[kind] and not kind & _FIXED]
    if not possible:
        return None
    nearest = min(possible, key=lambda kind: (kind.bit_count(), _effort(kind)))
    reachable = [mentors[place] for place in np.flatnonzero(marks == nearest)[:SAMPLED_MENTORS]]
    rules = tuple(rule for rule in CHANGEABLE if nearest & _BIT[rule])
    return Change(rules, int(counts[nearest]), _suggestions(rules, reachable))


def _effort(kind: int) -> tuple[int, ...]:
    return tuple(place for place, rule in enumerate(CHANGEABLE) if kind & _BIT[rule])


def _suggestions(rules: tuple[Rule, ...], reachable: Sequence[Mentor]) -> tuple[str, ...]:
    """What to add, the one that reaches most of these mentors first."""
    offered: list[str] = []
    if Rule.SLOT in rules:
        offered += _most_common("slot", Counter(str(slot) for mentor in reachable for slot in mentor.slots))
    if Rule.LANGUAGE in rules:
        offered += _most_common("language", Counter(code for mentor in reachable for code in mentor.languages))
    return tuple(offered)


def _most_common(kind: str, counted: Counter[str]) -> list[str]:
    best = sorted(counted, key=lambda item: (-counted[item], item))[:MOST_SUGGESTIONS]
    return [f"{kind}:{item}" for item in best]
