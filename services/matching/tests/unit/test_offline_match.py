"""From files to files, as the command does it."""

import csv
import gzip
import json
from pathlib import Path

import pytest

from matching.app.write_pairs import pairs_table
from matching.domain.assignment import Pair
from matching.offline import Files, Refused, match_files

SHARED = {
    "organisation": "",
    "region": "",
    "utc_offset": "0",
    "languages": "en",
    "slots": "1|2",
    "field": "law",
    "field2": "",
    "interests": "chess",
    "skills": "",
    "stage": "1",
    "identity": "",
    "gender": "",
    "low_ses": "",
    "goals": "",
}
MENTEE = {
    "id": "ada",
    "age": "17",
    **SHARED,
    "want_same_identity": "0",
    "gender_must": "",
    "near_peer": "0",
    "want_cross_class": "0",
}
MENTOR = {"id": "grace", "age": "40", **SHARED, "checked": "1", "capacity": "1", "no_minors": "0"}


def write(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(
        mentees=write(tmp_path / "mentees.csv", MENTEE, MENTEE | {"id": "eve", "slots": "9"}, MENTEE | {"id": "x", "age": "?"}),
        mentors=write(tmp_path / "mentors.csv", MENTOR),
        out=tmp_path / "pairs.csv",
        report=tmp_path / "report.json",
    )


def test_pairs_and_report_say_who_why_and_why_not(files: Files) -> None:
    outcome = match_files(files)

    assert (outcome.pairs, outcome.unmatched) == (1, 1)
    assert outcome.assignment.bound_gap < 0.001
    with files.out.open(newline="") as file:
        (pair,) = csv.DictReader(file)
    assert (pair["mentee_id"], pair["mentor_id"]) == ("ada", "grace")
    assert pair["reasons"] == pair["reasons_shown"] == "interest:chess|goal|language:en|slot:1|slot:2"
    assert files.report is not None
    report = json.loads(files.report.read_text())
    (eve,) = report["unmatched_people"]
    assert eve["removed"]["slot"] == 1
    assert eve["nearest_change"]["rules"] == ["slot", "capacity"]
    assert eve["nearest_change"]["says"] == (
        "What would help: offering one more time of the week and one more place at a mentor who fits,"
        " such as Monday, 03:00 to 06:00 UTC (slot 1) with mentor grace (1 mentor)."
    )
    assert [(one["file"], one["row"], one["column"], one["value"]) for one in report["problems"]] == [
        (str(files.mentees), 3, "age", "?")
    ]


def test_files_may_be_packed(files: Files, tmp_path: Path) -> None:
    packed = tmp_path / "mentees.csv.gz"
    packed.write_bytes(gzip.compress(files.mentees.read_bytes()))
    out = tmp_path / "pairs.csv.gz"

    match_files(Files(mentees=packed, mentors=files.mentors, out=out))

    match_files(files)
    assert gzip.decompress(out.read_bytes()) == files.out.read_bytes()


def test_a_block_in_the_file_holds(files: Files, tmp_path: Path) -> None:
    blocked = write(tmp_path / "blocked.csv", {"mentee_id": "ada", "mentor_id": "grace"})

    assert match_files(Files(mentees=files.mentees, mentors=files.mentors, out=files.out, blocked=blocked)).pairs == 0


def test_a_block_that_cannot_be_read_stops_the_run(files: Files, tmp_path: Path) -> None:
    blocked = write(tmp_path / "blocked.csv", {"mentee_id": "ada", "mentor_id": ""})

    with pytest.raises(Refused, match="Row 1"):
        match_files(Files(mentees=files.mentees, mentors=files.mentors, out=files.out, blocked=blocked))
    assert not files.out.exists()


@pytest.mark.parametrize("text", ['{"goal": NaN}', '{"goal": -1}', '{"goal": 0}', "[" * 100_000, "\x00", '{"charm": 1}'])
def test_unusable_weights_stop_the_run(files: Files, tmp_path: Path, text: str) -> None:
    weights = tmp_path / "weights.json"
    weights.write_text(text)

    with pytest.raises(Refused, match=r"weights\.json"):
        match_files(Files(mentees=files.mentees, mentors=files.mentors, out=files.out, weights=weights))


def test_a_roster_without_a_needed_column_stops_the_run(files: Files, tmp_path: Path) -> None:
    mentors = write(tmp_path / "few.csv", {name: cell for name, cell in MENTOR.items() if name != "checked"})

    with pytest.raises(Refused, match="checked"):
        match_files(Files(mentees=files.mentees, mentors=mentors, out=files.out))


def test_an_output_never_overwrites_an_input(files: Files) -> None:
    with pytest.raises(Refused, match="input"):
        match_files(Files(mentees=files.mentees, mentors=files.mentors, out=files.mentors))


def test_a_file_that_is_not_there_is_named(files: Files, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"nowhere\.csv"):
        match_files(Files(mentees=tmp_path / "nowhere.csv", mentors=files.mentors, out=files.out))


@pytest.mark.parametrize("person_id", ["=1+1", "+44", "-5", "@sum"])
def test_no_cell_of_the_pairs_starts_a_formula(person_id: str) -> None:
    table = pairs_table([Pair(person_id, person_id, 0.5, (), ())])

    assert table.splitlines()[1] == f"'{person_id},'{person_id},0.500000,,"
