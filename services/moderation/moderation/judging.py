"""Puts rules, patterns and look-alikes together: the one judge of the service and of offline screening."""

from collections.abc import Sequence
from pathlib import Path

from moderation.adapters.lookalikes import Lookalikes
from moderation.adapters.patterns import HyperscanBank
from moderation.adapters.rule_files import SHIPPED, read_rules
from moderation.app.judge_text import Detector, RulePatterns, TextJudge
from moderation.domain.rule import without_gaps


def open_judge(rules_folder: Path = SHIPPED, detectors: Sequence[Detector] = ()) -> TextJudge:
    """Takes about half a second, for compiling the patterns. Raises BadRule."""
    rules, public = read_rules(rules_folder)
    patterns = [pattern for rule in rules.rules for pattern in rule.patterns]
    found = RulePatterns(rules, HyperscanBank(patterns), HyperscanBank([without_gaps(pattern) for pattern in patterns]))
    return TextJudge(rules, found, public, Lookalikes(), detectors)
