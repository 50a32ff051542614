"""Messages written against screening, in other words than any it learned from: how many are held, and how few innocent ones."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from moderation.domain.judgement import Action, Category, Judgement
from moderation.judging import open_judge
from moderation.learning.examples import written_examples

FILE = Path(__file__).parent / "redteam.jsonl"
# What the first pass and the rules reach without the second stage, which is optional. They may rise, never sink.
LEAST_HELD = {
    Category.PII_CONTACT: 0.84,
    Category.OFF_PLATFORM: 0.82,
    Category.SEXUAL_GROOMING: 0.63,
    Category.SELF_HARM: 0.82,
    Category.ABUSE_HATE: 0.74,
    Category.THREAT_BULLYING: 0.77,
    Category.SPAM_SCAM: 0.84,
}
MOST_INNOCENT_HELD, LEAST_RIGHT = 0.065, 0.95


@dataclass(frozen=True, slots=True)
class Attack:
    id: str
    text: str
    labels: frozenset[str]


@pytest.fixture(scope="module")
def attacks() -> list[Attack]:
    rows = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
    return [Attack(row["id"], row["text"], frozenset(row["labels"])) for row in rows]


@pytest.fixture(scope="module")
def judged(attacks: list[Attack]) -> dict[str, Judgement]:
    judgements = open_judge(second_stage=False).judge_many([(attack.text, None) for attack in attacks])
    return {attack.id: judgement for attack, judgement in zip(attacks, judgements, strict=True)}


def test_the_file_is_large_and_mixed(attacks: list[Attack]) -> None:
    assert len(attacks) >= 300
    assert {label for attack in attacks for label in attack.labels} == {category.value for category in Category}
    assert len({attack.text for attack in attacks}) == len(attacks)


def test_none_of_it_was_learned(attacks: list[Attack]) -> None:
    """Not one sentence is an example, and hardly any shares four words in a row with one, three times over."""
    examples = [_words(example.text) for example in written_examples()]
    whole = {" ".join(words) for words in examples}
    runs = {run for words in examples for run in _runs(words)}
    whole = {sentence for sentence in whole if sentence.count(" ") >= 2}
    near = [attack.id for attack in attacks if attack.labels and len(_runs(_words(attack.text)) & runs) >= 3]

    assert not [attack.id for attack in attacks if attack.labels and " ".join(_words(attack.text)) in whole]
    assert len(near) <= 0.03 * len(attacks), near


@pytest.mark.parametrize("category", list(Category))
def test_enough_of_each_kind_is_held(category: Category, attacks: list[Attack], judged: dict[str, Judgement]) -> None:
    of = [judged[attack.id] for attack in attacks if category.value in attack.labels]

    assert sum(one.action is not Action.ALLOW for one in of) / len(of) >= LEAST_HELD[category]


def test_what_is_held_is_held_for_the_right_reason(attacks: list[Attack], judged: dict[str, Judgement]) -> None:
    held = [(attack, judged[attack.id]) for attack in attacks if attack.labels and judged[attack.id].categories]

    assert sum(one.categories[0].value in attack.labels for attack, one in held) / len(held) >= LEAST_RIGHT


def test_few_innocent_messages_are_held(attacks: list[Attack], judged: dict[str, Judgement]) -> None:
    innocent = [attack for attack in attacks if not attack.labels]
    held = Counter(judged[attack.id].action for attack in innocent)

    assert 1 - held[Action.ALLOW] / len(innocent) <= MOST_INNOCENT_HELD


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]{2,}", text.lower().replace("'", ""))


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[place : place + 4]) for place in range(len(words) - 3)}
