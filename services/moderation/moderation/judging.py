"""Puts rules, patterns and look-alikes together: the one judge of the service and of offline screening."""

from collections.abc import Sequence
from pathlib import Path

from moderation.adapters.lookalikes import Lookalikes
from moderation.adapters.patterns import HyperscanBank, default_cache
from moderation.adapters.rule_files import SHIPPED, read_rules
from moderation.app.judge_text import Detector, RulePatterns, TextJudge


def open_judge(rules_folder: Path = SHIPPED, detectors: Sequence[Detector] = (), cache: Path | None = None) -> TextJudge:
    """The first time with new rules takes some ten seconds to compile them, later times a tenth. Raises BadRule."""
    rules, public = read_rules(rules_folder)
    patterns = [pattern for rule in rules.rules for pattern in rule.patterns]
    bank = HyperscanBank(patterns, cache or default_cache())
    return TextJudge(rules, RulePatterns(rules, bank), public, Lookalikes(), detectors)
