"""Disguised contact details and innocent numbers, none of which is an example: how many are held, and how few innocent ones.

Rules were mended by the failures among even numbers alone, so the figures here are of the odd ones.
"""

import json
from pathlib import Path

import pytest

from moderation.domain.judgement import Action
from moderation.judging import open_judge
from moderation.learning.examples import written_examples

FILE = Path(__file__).parent / "contacts.jsonl"
# What structure, rules and the first pass reach without the second stage, which is optional. They may rise, never sink.
LEAST_HELD, MOST_INNOCENT_HELD = 0.9, 0.06
Row = dict[str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def held(rows: list[Row]) -> dict[str, bool]:
    judgements = open_judge(second_stage=False).judge_many([(row["text"], None) for row in rows])
    return {row["id"]: one.action is not Action.ALLOW for row, one in zip(rows, judgements, strict=True)}


def test_the_file_is_large_and_of_many_disguises(rows: list[Row]) -> None:
    assert sum(bool(row["labels"]) for row in rows) >= 200
    assert sum(not row["labels"] for row in rows) >= 200
    assert len({row["kind"] for row in rows if row["labels"]}) >= 8
    assert len({row["text"] for row in rows}) == len(rows)


def test_none_of_it_was_learned(rows: list[Row]) -> None:
    learned = {example.text for example in written_examples()}

    assert not [row["id"] for row in rows if row["text"] in learned]


def test_disguised_contact_details_are_held(rows: list[Row], held: dict[str, bool]) -> None:
    disguised = [held[row["id"]] for row in rows if row["labels"] and _is_unseen(row)]

    assert sum(disguised) / len(disguised) >= LEAST_HELD


def test_innocent_numbers_go_through(rows: list[Row], held: dict[str, bool]) -> None:
    innocent = [held[row["id"]] for row in rows if not row["labels"] and _is_unseen(row)]

    assert sum(innocent) / len(innocent) <= MOST_INNOCENT_HELD


def _is_unseen(row: Row) -> bool:
    return int(row["id"][-3:]) % 2 == 1
