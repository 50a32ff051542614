"""What mentors and mentees write to each other every day, from greetings to sums: hardly any of it waits for a person.

Nothing was learned from it; the rules of links and of secrecy were mended with it in sight.
"""

import json
from pathlib import Path

import pytest

from causeway_cli.training import build_second_stage
from moderation.domain.judgement import Action
from moderation.judging import open_judge
from moderation.learning.examples import written_examples

FILE = Path(__file__).parent / "ordinary.jsonl"
MOST_HELD = 0.09  # it may sink, never rise


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [json.loads(line)["text"] for line in FILE.read_text("utf-8").splitlines()]


def test_none_of_it_was_learned(texts: list[str]) -> None:
    assert not {example.text for example in written_examples()} & set(texts)


def test_hardly_any_of_it_is_held_and_none_is_blocked(texts: list[str]) -> None:
    build_second_stage()
    judged = zip(texts, open_judge().judge_many([(text, None) for text in texts]), strict=True)

    held = {text: judgement.action for text, judgement in judged if judgement.action is not Action.ALLOW}

    assert Action.BLOCK not in held.values()
    assert len(held) <= MOST_HELD * len(texts), held
