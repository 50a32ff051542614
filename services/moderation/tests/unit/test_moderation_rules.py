"""Every shipped rule catches and passes what its own file says, and tells the sender why."""

import shutil
from pathlib import Path

import pytest

from moderation.adapters.patterns import HyperscanBank
from moderation.adapters.rule_files import SHIPPED, read_rules
from moderation.app.judge_text import TextJudge
from moderation.domain.judgement import Category
from moderation.domain.rule import BadRule, Rule

_RULES = read_rules()[0].rules


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.id)
def test_a_rule_fires_on_each_of_its_examples(judge: TextJudge, rule: Rule) -> None:
    assert [text for text in rule.catches if rule.id not in judge.judge(text).rules] == []


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.id)
def test_a_rule_stays_silent_on_its_innocent_examples(judge: TextJudge, rule: Rule) -> None:
    assert [text for text in rule.passes if rule.id in judge.judge(text).rules] == []


def test_every_category_has_rules_and_every_rule_an_example_and_a_reason() -> None:
    assert {rule.category for rule in _RULES} == set(Category)
    assert all(rule.catches and rule.reason.endswith(".") for rule in _RULES)


def test_every_rule_says_who_answers_for_it_and_which_version_it_is() -> None:
    assert all(rule.owner and rule.version >= 1 for rule in _RULES)


def test_a_sender_is_told_the_reason_in_plain_words(judge: TextJudge) -> None:
    [rule] = judge.judge("mail me at robin.hale@example.net").rules

    assert "e-mail address" in judge.rules.reason(rule)


def test_the_version_changes_with_any_rule_file(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "rules")
    with (tmp_path / "rules" / "spam_scam.toml").open("a") as file:
        file.write("\n# a remark\n")

    assert read_rules(tmp_path / "rules")[0].version != read_rules()[0].version == read_rules()[0].version


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("category = 'weather'", "one of"),
        ("category = 'spam_scam'\n[[rule]]\nid = 'a'\nreason = 'x'", "lacks"),
        ("category = 'spam_scam'\n[[rule]]\nid = 'a'\nreason = 'x'\ncatches = ['y']\ncolour = 1", "unknown fields"),
        (
            "category = 'spam_scam'\nowner = 'o'\nversion = 1\n"
            "[[rule]]\nid = 'a'\nreason = 'x'\ncatches = ['y']\npatterns = ['<nix>']",
            "<nix>",
        ),
        (
            "category = 'spam_scam'\nowner = 'a'\n[[rule]]\nid = 'b'\nreason = 'x'\ncatches = ['y']",
            "b in new.toml needs an owner",
        ),
        (
            "category = 'spam_scam'\nversion = 1\n[[rule]]\nid = 'b'\nreason = 'x'\ncatches = ['y']",
            "b in new.toml needs an owner",
        ),
        ("category = ", "not valid TOML"),
    ],
)
def test_a_faulty_rule_file_is_refused_with_its_fault(tmp_path: Path, line: str, said: str) -> None:
    shutil.copytree(SHIPPED, tmp_path / "rules")
    (tmp_path / "rules" / "new.toml").write_text(line)

    with pytest.raises(BadRule, match=said):
        read_rules(tmp_path / "rules")


@pytest.mark.parametrize("pattern", ["a(?=b)", "(a)\\1", "(a", "é"])
def test_a_pattern_that_cannot_be_matched_in_bounded_time_is_named(pattern: str) -> None:
    with pytest.raises(BadRule) as refused:
        HyperscanBank(["fine", pattern])

    assert repr(pattern) in str(refused.value)


def test_compiled_patterns_are_kept_and_a_damaged_copy_is_made_anew(tmp_path: Path) -> None:
    assert HyperscanBank(["otter"], tmp_path).matching("an otter") == [0]
    [kept] = tmp_path.iterdir()
    assert HyperscanBank(["otter"], tmp_path).matching("an otter") == [0]
    kept.write_bytes(b"damaged")

    assert HyperscanBank(["otter"], tmp_path).matching("an otter") == [0]
