"""Why somebody has no mentor yet, rule by rule, and the smallest change that would bring one within reach."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matching.app.cohort.columns import Flags
from matching.app.cohort.legality import PAIR_RULES, Legality
from matching.domain.assignment import Change, Unmatched
from matching.domain.hard_rules import Rule
from matching.domain.people import Mentee, Mentor

# What people can change, the easiest first. Nobody's block, employer or identity is up for change.
CHANGEABLE = (Rule.SLOT, Rule.GENDER, Rule.LANGUAGE, Rule.CAPACITY, Rule.MINORS)
MOST_SUGGESTIONS = 3


def explain_unmatched(
    row: int, mentees: Sequence[Mentee], mentors: Sequence[Mentor], legality: Legality, free: npt.NDArray[np.int64]
) -> Unmatched:
    """`row` is the mentee's position, `free` the places that are left at each mentor after the run."""
    broken: dict[Rule, Flags] = {rule: legality.broken(rule, slice(row, row + 1))[0] for rule in PAIR_RULES}
    broken[Rule.CAPACITY] = free < 1
    return Unmatched(
        mentee_id=mentees[row].id,
        removed=_removed_in_order(broken),
        nearest_change=_nearest_change(mentees[row], mentors, broken),
    )


def _removed_in_order(broken: dict[Rule, Flags]) -> dict[Rule, int]:
    left = np.ones(len(broken[Rule.CAPACITY]), bool)
    removed = {}
    for rule in Rule:
        removed[rule] = int(np.count_nonzero(left & broken[rule]))
        left &= ~broken[rule]
    return removed


def _nearest_change(mentee: Mentee, mentors: Sequence[Mentor], broken: dict[Rule, Flags]) -> Change | None:
    """None when every mentor is ruled out by something that nobody may change, or there are no mentors."""
    fixed = [broken[rule] for rule in Rule if rule not in CHANGEABLE]
    possible = np.flatnonzero(~np.logical_or.reduce(fixed))
    if not len(possible):
        return None
    flags = np.stack([broken[rule][possible] for rule in CHANGEABLE])
    changes = flags.sum(axis=0)
    nearest = changes == changes.min()
    kinds, counts = np.unique((1 << np.arange(len(CHANGEABLE))) @ flags[:, nearest], return_counts=True)
    # the easiest kind of change has the lowest number, as CHANGEABLE starts with the easiest
    rules = tuple(rule for bit, rule in enumerate(CHANGEABLE) if int(kinds[0]) >> bit & 1)
    pattern = np.array([rule in rules for rule in CHANGEABLE])
    reachable = [mentors[place] for place in possible[(flags == pattern[:, None]).all(axis=0)]]
    return Change(rules=rules, mentors=int(counts[0]), suggestions=_suggestions(rules, reachable))


def _suggestions(rules: tuple[Rule, ...], reachable: Sequence[Mentor]) -> tuple[str, ...]:
    """What to add, the one that reaches most of these mentors first."""
    offered: list[str] = []
    if Rule.SLOT in rules:
        offered += _most_common("slot", [str(slot) for mentor in reachable for slot in mentor.slots])
    if Rule.LANGUAGE in rules:
        offered += _most_common("language", [code for mentor in reachable for code in mentor.languages])
    return tuple(offered)


def _most_common(kind: str, values: list[str]) -> list[str]:
    distinct, counts = np.unique(values, return_counts=True)
    best = np.lexsort((distinct, -counts))[:MOST_SUGGESTIONS]
    return [f"{kind}:{distinct[place]}" for place in best]
