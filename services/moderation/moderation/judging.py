"""Puts rules, patterns, look-alikes and classifiers together: the one judge of the service and of offline screening."""

from collections.abc import Sequence
from pathlib import Path

from moderation.adapters.first_pass import KEPT, LinearFirstPass
from moderation.adapters.lookalikes import Lookalikes
from moderation.adapters.patterns import HyperscanBank, default_cache
from moderation.adapters.rule_files import SHIPPED, read_rules
from moderation.adapters.second_stage import open_second_stage
from moderation.app.classify import Classifier
from moderation.app.judge_text import Detector, RulePatterns, TextJudge


def open_judge(
    rules_folder: Path = SHIPPED,
    detectors: Sequence[Detector] = (),
    cache: Path | None = None,
    *,
    learned: bool = True,
    second_stage: bool = True,
    classifier: Classifier | None = None,
) -> TextJudge:
    """The first time with new rules takes some ten seconds to compile them, later times a tenth. Raises BadRule.

    Without a second stage that set-up has built, the first pass decides alone. A `classifier` takes the place of the kept one.
    """
    rules, public = read_rules(rules_folder)
    patterns = [pattern for rule in rules.rules for pattern in rule.patterns]
    bank = HyperscanBank(patterns, cache or default_cache())
    if classifier is None and learned:
        classifier = _classifier(second_stage)
    return TextJudge(rules, RulePatterns(rules, bank), public, Lookalikes(), detectors, classifier)


def _classifier(second_stage: bool) -> Classifier | None:
    if not KEPT.exists():
        return None
    return Classifier(LinearFirstPass(), open_second_stage() if second_stage else None)
