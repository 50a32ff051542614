"""Why people have no mentor yet, rule by rule, and the smallest change that would bring one with a place within reach."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import combinations
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from matching.app.mentor_bits import Bits, MentorBits, how_many, nth, packed
from matching.domain.assignment import Change, Unmatched
from matching.domain.hard_rules import NO_DEMANDS, Blocked, Demands, Rule
from matching.domain.people import Mentee, Mentor

# What people can change, the easiest first. Nobody's block, employer or age is up for change.
CHANGEABLE = (
    Rule.SLOT,
    Rule.GENDER,
    Rule.LANGUAGE,
    Rule.CAPACITY,
    Rule.MINORS,
    Rule.MONTHS_LEFT,
    Rule.STAGES_AHEAD,
    Rule.SAME_PATH,
)
_FIXED = tuple(rule for rule in Rule if rule not in CHANGEABLE)
# what a mentor has to change, so that it helps to know which mentors
_MENTORS_PART = (Rule.CAPACITY, Rule.MINORS, Rule.MONTHS_LEFT)
MOST_SUGGESTIONS = 3

Broken = dict[Rule, Bits]
Key = TypeVar("Key", int, str)
Strong = Callable[[Mentee], npt.NDArray[np.bool_]]


def explain_unmatched(
    alone: Sequence[Mentee],
    mentors: Sequence[Mentor],
    free: Sequence[int],
    blocked: Blocked,
    demands: Demands = NO_DEMANDS,
    strong: Strong | None = None,
) -> tuple[Unmatched, ...]:
    """`free` are the places left at each mentor after the run; `strong` says of which mentors, in the same order, somebody's
    score reaches the lowest that the run asks for. Sorted by mentee id; the order of mentors changes nothing."""
    if not alone:
        return ()
    by_id = sorted(range(len(mentors)), key=lambda place: mentors[place].id)
    ordered = [mentors[place] for place in by_id]
    wanted = {mentee.id for mentee in alone}
    bits = MentorBits(ordered, [free[place] for place in by_id], blocked, wanted, demands)
    order, mentees = np.array(by_id, np.int64), sorted(alone, key=lambda one: one.id)
    return tuple(_explained(one, ordered, bits, packed(strong(one)[order]) if strong else bits.everybody) for one in mentees)


def _explained(mentee: Mentee, mentors: Sequence[Mentor], bits: MentorBits, strong: Bits) -> Unmatched:
    broken = {rule: bits.breaking(rule, mentee) for rule in bits.rules}
    within = bits.everybody
    for rule in _FIXED:
        within = within & ~broken[rule]
    if mentee.is_minor:
        within = within & ~bits.too_young_for_minors
    change = _nearest_change(mentee, mentors, broken, within & strong, bits) or _lower_score(broken, within & ~strong)
    return Unmatched(mentee.id, _removed_in_order(broken, bits), change)


def _removed_in_order(broken: Broken, bits: MentorBits) -> dict[Rule, int]:
    """How many mentors break each rule but none before it."""
    left, removed = bits.everybody, {}
    for rule, breaking in broken.items():
        removed[rule] = how_many(left & breaking)
        left = left & ~breaking
    return removed


def _nearest_change(mentee: Mentee, mentors: Sequence[Mentor], broken: Broken, within: Bits, bits: MentorBits) -> Change | None:
    """Among those within reach of a change. None when there are none: something that nobody may change rules them all out."""
    if not within.any():
        return None
    changeable = _changeable(broken)
    for rules in _fewest_first(changeable):
        reachable = within
        for rule in changeable:
            reachable = reachable & (broken[rule] if rule in rules else ~broken[rule])
        if reachable.any():
            return Change(rules, how_many(reachable), _suggestions(mentee, rules, reachable, mentors, bits))
    raise AssertionError("unreachable: every mentor breaks one of the sets of rules")


def _lower_score(broken: Broken, weak: Bits) -> Change | None:
    for rule in _changeable(broken):
        weak = weak & ~broken[rule]
    return Change((), how_many(weak), ()) if weak.any() else None


def _changeable(broken: Broken) -> list[Rule]:
    """Of the rules that count here."""
    return [rule for rule in CHANGEABLE if rule in broken]


def _fewest_first(rules: Sequence[Rule]) -> Iterator[tuple[Rule, ...]]:
    for number in range(len(rules) + 1):
        yield from combinations(rules, number)


def _suggestions(
    mentee: Mentee, rules: tuple[Rule, ...], reachable: Bits, mentors: Sequence[Mentor], bits: MentorBits
) -> tuple[str, ...]:
    """Of one kind: each helps by itself. Of several kinds: one of each, which help together."""
    kinds = [rule for rule in (Rule.SLOT, Rule.LANGUAGE, Rule.STAGES_AHEAD) if rule in rules]
    who = any(rule in _MENTORS_PART for rule in rules)
    most = 1 if len(kinds) + who > 1 else MOST_SUGGESTIONS
    offered: list[str] = []
    for rule in kinds:
        found = _named(rule, mentee, bits, reachable, most)
        offered += [f"{rule}:{item}" for item, _ in found]
        if most == 1:
            reachable = reachable & found[0][1]
    return (*offered, *_some_mentors(mentee, reachable, mentors, most)) if who else tuple(offered)


def _named(rule: Rule, mentee: Mentee, bits: MentorBits, reachable: Bits, most: int) -> Sequence[tuple[int | str, Bits]]:
    """What mentors within reach have, the most frequent first."""
    if rule is Rule.SLOT:
        return _most_common(bits.slots, reachable, most)
    if rule is Rule.LANGUAGE:
        return _most_had(bits.languages, reachable, most)
    return _most_had(bits.ahead_of(mentee), reachable, most)


def _most_common(slots: Bits, reachable: Bits, most: int) -> list[tuple[int, Bits]]:
    counts = np.bitwise_count(slots & reachable).sum(axis=1)
    best = np.argsort(-counts.astype(np.int64), kind="stable")[:most]
    return [(int(slot), slots[slot]) for slot in best if counts[slot]]


def _most_had(having: Mapping[Key, Bits], reachable: Bits, most: int) -> list[tuple[Key, Bits]]:
    """In the order given among equals."""
    counts = {item: how_many(bits & reachable) for item, bits in having.items()}
    best = sorted((item for item, count in counts.items() if count), key=lambda item: -counts[item])[:most]
    return [(item, having[item]) for item in best]


def _some_mentors(mentee: Mentee, reachable: Bits, mentors: Sequence[Mentor], most: int) -> list[str]:
    """Others for each mentee, so that not everybody names the same few."""
    count = how_many(reachable)
    first = int.from_bytes(blake2b(mentee.id.encode("utf-8", "replace"), digest_size=8).digest()) % count
    chosen = (nth(reachable, (first + step) % count) for step in range(min(most, count)))
    return sorted(f"mentor:{mentors[place].id}" for place in chosen)
