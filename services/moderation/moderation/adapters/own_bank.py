"""Patterns of rules that staff made, matched by Hyperscan alone: no pattern of theirs can take longer than its text is long.

Hyperscan can also tell where a match begins, but with that some patterns kill the process (`(a+)+b` does in 0.9).
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from moderation.adapters.patterns import HyperscanBank
from moderation.app.own_rules import InForce, OwnRules
from moderation.domain.rule import BadRule, Rule


class HyperscanOwnBank:
    """One thread at a time, like the bank of the shipped rules."""

    def __init__(self, rules: Sequence[Rule], cache: Path | None = None) -> None:
        """Raises BadRule."""
        self._numbers = [number for number, rule in enumerate(rules) for _ in rule.patterns]
        self._patterns = HyperscanBank([pattern for rule in rules for pattern in rule.patterns], cache, ends=True)
        self._excuses = [HyperscanBank(rule.unless) if rule.unless else None for rule in rules]

    def ends(self, text: str) -> Mapping[int, Sequence[int]]:
        found = self._patterns.ends(text)
        if not found:
            return {}
        ends: dict[int, set[int]] = {}
        for pattern, end in found:
            ends.setdefault(self._numbers[pattern], set()).add(end)
        return {number: sorted(some) for number, some in sorted(ends.items())}

    def excused(self, number: int, sentence: str) -> bool:
        bank = self._excuses[number]
        return bank is not None and bool(bank.matching(sentence))


def own_rules(number: int, rules: Sequence[InForce], cache: Path | None = None) -> OwnRules:
    """Compiles them. Raises BadRule."""
    return OwnRules(number, rules, HyperscanOwnBank([one.rule for one in rules], cache) if rules else None)


def usable(number: int, rules: Sequence[InForce], cache: Path | None = None) -> tuple[OwnRules, list[InForce]]:
    """As many as can be compiled, and those that cannot. With a cache, the set before goes from it."""
    try:
        made, broken = own_rules(number, rules, cache), list[InForce]()
    except BadRule:
        broken = [one for one in rules if not _compiles(one.rule)]
        made = own_rules(number, [one for one in rules if one not in broken], cache)
    if cache is not None:
        _forget_older(cache)
    return made, broken


def _compiles(rule: Rule) -> bool:
    try:
        HyperscanOwnBank([rule])
    except BadRule:
        return False
    return True


def _forget_older(cache: Path) -> None:
    """Two are kept: several processes follow, each in its own time."""
    with suppress(OSError):
        kept = sorted(cache.glob("ends-*.hs"), key=lambda file: file.stat().st_mtime)
        for file in kept[:-2]:
            file.unlink(missing_ok=True)
