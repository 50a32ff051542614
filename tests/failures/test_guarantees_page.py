"""The page of guarantees names tests, schedules and commands that exist."""

import re

from causeway_cli.embedded.places import WORKING_COPY
from causeway_cli.failing.schedules import SHAPES

PAGE = (WORKING_COPY / "docs" / "guarantees.md").read_text()
PROMISES = [
    "P1",
    "P2",
    "P3",
    "P4",
    "P5",
    "P6",
    "P7",
    "P8",
    "P9",
    "P10",
    "P11",
    "P12",
    "P13",
    "P16",
    "P18",
    "P19",
    "P20",
    "P21",
    "P26",
]
ROW = re.compile(r"^\| (P\d+) \|(.*)\|$", re.MULTILINE)


def rows() -> dict[str, list[str]]:
    return {promise: [cell.strip() for cell in cells.split("|")] for promise, cells in ROW.findall(PAGE)}


def test_every_promise_has_a_sentence_a_check_a_test_and_a_planted_bug() -> None:
    assert list(rows()) == PROMISES
    for sentence, check, test, _, bug, *_ in rows().values():
        assert all((sentence, check, test, bug))


def test_every_test_that_the_page_names_is_there() -> None:
    named = re.findall(r"`((?:tests|kit|cli|services)/[^`]+)`", PAGE)

    assert [path for path in named if not (WORKING_COPY / path).exists()] == []


def test_every_schedule_that_the_page_names_is_there_and_none_is_left_out() -> None:
    in_rows = {name for cells in rows().values() for name in re.findall(r"`([^`]+)`", cells[3])}
    listed = {
        name for line in PAGE.splitlines() if line.startswith("| `") for name in re.findall(r"`([^`]+)`", line.split("|")[1])
    }

    assert in_rows <= set(SHAPES)
    assert listed == set(SHAPES)
