"""Whatever a run says can be checked against the cells of the roster alone, without the product's own reading of them."""

import csv
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from matching.domain.options import MatchingOptions
from matching.offline import Files, match_files
from matching.testing import a_random_cohort
from matching.testing_rosters import Cells, cells_of, table

TOPICS = ["Röportaj", "interviews", "confidence", "हिन्दी", "rodzina", "money", "शिक्षा"]
SPELLINGS: list[Callable[[str], str]] = [str, str.upper, str.title, lambda cell: f" {cell} ".replace("|", " | ")]


def a_roster(folder: Path, seed: int, mentees: int, mentors: int) -> Files:
    """People who write the same thing in different ways."""
    left, right, blocked = a_random_cohort(seed, mentees, mentors)
    random = Random(seed)
    sides = {"mentees": [cells_of(one) for one in left], "mentors": [cells_of(one) for one in right]}
    for name, rows in sides.items():
        for row in rows:
            row["goals"] = f"I'd love {random.choice(TOPICS)}, and {random.choice(TOPICS)}!"
            for column in ("interests", "skills", "languages", "field", "organisation"):
                row[column] = random.choice(SPELLINGS)(row[column])
        (folder / f"{name}.csv").write_text(table(rows), encoding="utf-8")
    (folder / "blocked.csv").write_text(table([{"mentee_id": one, "mentor_id": other} for one, other in sorted(blocked)]))
    return Files(
        mentees=folder / "mentees.csv",
        mentors=folder / "mentors.csv",
        blocked=folder / "blocked.csv",
        out=folder / "pairs.csv",
        report=folder / "report.json",
    )


def rows_in(path: Path) -> list[Cells]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def by_id(path: Path) -> dict[str, Cells]:
    return {row["id"]: row for row in rows_in(path)}


def items(cell: str) -> set[str]:
    return {item.strip().lower() for item in cell.split("|") if item.strip()}


def wrote(word: str, goals: str) -> bool:
    spelled = unicodedata.normalize("NFKC", goals).casefold()
    return word in re.split(r"[\s,.;:!'?()]+", spelled)


def holds(reason: str, mentee: Cells, mentor: Cells) -> bool:
    kind, _, item = reason.partition(":")
    match kind:
        case "interest" | "skill" | "language" | "slot":
            return item in items(mentee[f"{kind}s"]) & items(mentor[f"{kind}s"])
        case "goal":
            fields = {mentor["field"].strip().lower(), mentor["field2"].strip().lower()}
            return mentee["field"].strip().lower() in fields - {""}
        case "text":
            return wrote(item, mentee["goals"]) and wrote(item, mentor["goals"])
        case "near_peer":
            return mentee["near_peer"] == "1" and int(mentor["stage"]) - int(mentee["stage"]) in (1, 2)
        case "identity":
            return mentee["want_same_identity"] == "1" and mentee["identity"] == mentor["identity"] != ""
        case "cross_class":
            return mentee["want_cross_class"] == "1" and {mentee["low_ses"], mentor["low_ses"]} == {"0", "1"}
    return False


def may_be_joined(mentee: Cells, mentor: Cells, blocked: set[tuple[str, str]]) -> bool:
    """The hard rules, written once more from their description."""
    organisation = mentee["organisation"].strip().lower()
    minor = int(mentee["age"]) < 18
    return (
        mentee["id"] != mentor["id"]
        and (not organisation or organisation != mentor["organisation"].strip().lower())
        and bool(items(mentee["languages"]) & items(mentor["languages"]))
        and bool(items(mentee["slots"]) & items(mentor["slots"]))
        and (not minor or (mentor["checked"] == "1" and mentor["no_minors"] == "0" and int(mentor["age"]) >= 21))
        and mentee["gender_must"] in ("", mentor["gender"])
        and (mentee["id"], mentor["id"]) not in blocked
    )


def blocks_in(files: Files) -> set[tuple[str, str]]:
    assert files.blocked is not None
    return {(row["mentee_id"], row["mentor_id"]) for row in rows_in(files.blocked)}


def report_in(files: Files) -> dict[str, Any]:
    assert files.report is not None
    report: dict[str, Any] = json.loads(files.report.read_text())
    return report


def unmatched_in(files: Files) -> list[dict[str, Any]]:
    people: list[dict[str, Any]] = report_in(files)["unmatched_people"]
    return people


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_pair_is_allowed_and_every_reason_is_true_by_the_cells(tmp_path: Path, seed: int) -> None:
    files = a_roster(tmp_path, seed, 150, 90)

    match_files(files)

    mentees, mentors, blocked = by_id(files.mentees), by_id(files.mentors), blocks_in(files)
    pairs = rows_in(files.out)
    kinds = set()
    for pair in pairs:
        mentee, mentor = mentees[pair["mentee_id"]], mentors[pair["mentor_id"]]
        assert may_be_joined(mentee, mentor, blocked), pair
        reasons, shown = pair["reasons"].split("|"), pair["reasons_shown"].split("|")
        assert [reason for reason in reasons if not holds(reason, mentee, mentor)] == [], pair
        assert shown == [reason for reason in reasons if reason not in ("identity", "cross_class")]
        kinds |= {reason.partition(":")[0] for reason in reasons}
    for mentor_id in {pair["mentor_id"] for pair in pairs}:
        assert sum(pair["mentor_id"] == mentor_id for pair in pairs) <= int(mentors[mentor_id]["capacity"])
    assert kinds == {"interest", "skill", "language", "slot", "goal", "text", "near_peer", "identity", "cross_class"}


def test_the_report_says_what_the_files_hold(tmp_path: Path) -> None:
    files = a_roster(tmp_path, 4, 120, 60)

    outcome = match_files(files)

    report, pairs = report_in(files), rows_in(files.out)
    assert report["pairs"] == len(pairs) == outcome.pairs
    assert report["unmatched"] == 120 - len(pairs)
    assert report["broken"] == {"hard_rules": 0, "capacities": 0}
    beyond = [pair for pair in pairs if any(reason[:4] not in ("lang", "slot") for reason in pair["reasons"].split("|"))]
    assert report["reason_coverage"] == pytest.approx(len(beyond) / len(pairs), abs=1e-6)
    mean = sum(float(pair["score"]) for pair in pairs) / len(pairs)
    assert report["scores"]["mean"] == pytest.approx(mean, abs=1e-5)


def test_a_mentee_gets_a_mentor_when_the_advised_time_is_added_to_the_roster(tmp_path: Path) -> None:
    files = a_roster(tmp_path, 5, 40, 90)
    rows = rows_in(files.mentees)
    for row in rows[:8]:
        row["slots"] = "50"
    files.mentees.write_text(table(rows), encoding="utf-8")
    match_files(files)
    advised = {one["mentee_id"]: one["nearest_change"] for one in unmatched_in(files)}

    for row in rows[:8]:
        change = advised[row["id"]]
        if change["rules"] == ["slot"]:
            row["slots"] += "|" + change["suggestions"][0].removeprefix("slot:")
    again = replace(files, mentees=tmp_path / "again.csv", out=tmp_path / "again-pairs.csv")
    again.mentees.write_text(table(rows), encoding="utf-8")
    match_files(again)

    tried = {row["id"] for row in rows[:8] if row["slots"] != "50"}
    assert len(tried) >= 4
    assert tried <= {pair["mentee_id"] for pair in rows_in(again.out)}


@pytest.mark.parametrize("lowest", [0.0, 0.4])
def test_one_more_place_at_an_advised_mentor_gives_one_more_pair(tmp_path: Path, lowest: float) -> None:
    files, options = a_roster(tmp_path, 7, 80, 25), MatchingOptions(minimum_score=lowest)
    before = match_files(files, options).pairs
    changes = [one["nearest_change"] for one in unmatched_in(files) if one["nearest_change"]]
    wanting = [change for change in changes if change["rules"] == ["capacity"]]

    for change in wanting[:4]:
        mentor_id = change["suggestions"][0].removeprefix("mentor:")
        rows = rows_in(files.mentors)
        for row in rows:
            if row["id"] == mentor_id:
                row["capacity"] = str(int(row["capacity"]) + 1)
        again = replace(files, mentors=tmp_path / "again.csv", out=tmp_path / "again-pairs.csv")
        again.mentors.write_text(table(rows), encoding="utf-8")
        assert match_files(again, options).pairs == before + 1

    assert len(wanting) >= 4
