"""Puts rules, patterns, look-alikes and classifiers together: the one judge of the service and of offline screening."""

from collections.abc import Sequence
from pathlib import Path

from moderation.adapters.first_pass import KEPT, LinearFirstPass
from moderation.adapters.lookalikes import Lookalikes
from moderation.adapters.patterns import HyperscanBank, default_cache
from moderation.adapters.rule_files import SHIPPED, read_rules
from moderation.adapters.second_stage import open_second_stage
from moderation.app.classify import Classifier, Stages
from moderation.app.judge_text import Detector, RulePatterns, TextJudge


def open_judge(
    rules_folder: Path = SHIPPED,
    detectors: Sequence[Detector] = (),
    cache: Path | None = None,
    *,
    learned: bool = True,
    second_stage: bool = True,
    stages: Stages | None = None,
) -> TextJudge:
    """The first time with new rules takes some ten seconds to compile them, later times a tenth. Raises BadRule.

    Without a second stage that set-up has built, the first pass decides alone. `stages` take the place of the kept ones.
    """
    rules, public = read_rules(rules_folder)
    patterns = [pattern for rule in rules.rules for pattern in rule.patterns]
    bank = HyperscanBank(patterns, cache or default_cache())
    if stages is None and learned:
        stages = _kept_stages(second_stage)
    classifier = Classifier(stages, public) if stages else None
    return TextJudge(rules, RulePatterns(rules, bank), public, Lookalikes(), detectors, classifier)


def _kept_stages(second_stage: bool) -> Stages | None:
    if not KEPT.exists():
        return None
    return LinearFirstPass(), open_second_stage() if second_stage else None
