"""Files that people really send, and files that somebody sends to do harm: good rows are matched, bad ones are named."""

import csv
import gzip
import json
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from matching.app import unpack_table
from matching.app.read_roster import COLUMNS
from matching.app.read_table import read_table
from matching.domain.options import MatchingOptions, OptionsRefused
from matching.domain.people import Side
from matching.domain.targets import Targets, TargetsRefused
from matching.offline import Files, Refused, match_files
from matching.testing import a_mentee, a_mentor
from matching.testing_rosters import Cells, cells_of, table

LEFT_OUT = [
    ("id", ""),
    ("id", " \t "),
    ("id", "x" * 201),
    ("id", "\u202eada"),
    ("id", "a\u0000da"),
    ("age", "-3"),
    ("age", "abc"),
    ("age", "1e2"),
    ("age", "NaN"),
    ("utc_offset", "27"),
    ("utc_offset", "5.1"),
    ("languages", ""),
    ("languages", "|"),
    ("languages", "xx"),
    ("languages", "english"),
    ("slots", "99|x"),
    ("slots", "-1"),
    ("slots", ""),
    ("stage", ""),
    ("stage", "3.5"),
    ("field", "f" * 201),
    ("gender", "woman"),
    ("low_ses", "perhaps"),
    ("skills", "|".join(f"s{number}" for number in range(61))),
]
KEPT = [
    ("goals", "A" * 200_000),
    ("goals", '=HYPERLINK("http://a.example","x")'),
    ("goals", "+1+1"),
    ("goals", "\u202e\u0000 z\u0335"),
    ("goals", "\ufeff\u200bhello\u2066"),
    ("interests", "|".join(f"int{number}" for number in range(400))),
    ("skills", "sk1|sk1|sk1"),
]
BAD_PLACES = ["-1", "many", "1e9", "1000000000", "101", "", "0x1", "١"]


def good(number: int) -> Cells:
    return cells_of(a_mentee(id=f"good {number}", interests=frozenset({"chess"}), goals="to be heard"))


def mentor(number: int) -> Cells:
    return cells_of(a_mentor(id=f"mentor {number}", capacity=2, checked=True, interests=frozenset({"chess"})))


def a_run(folder: Path, mentees: str | bytes, mentors: str | bytes) -> Files:
    for name, content in (("mentees.csv", mentees), ("mentors.csv", mentors)):
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return Files(
        mentees=folder / "mentees.csv", mentors=folder / "mentors.csv", out=folder / "pairs.csv", report=folder / "report.json"
    )


def report_of(files: Files) -> dict[str, Any]:
    assert files.report is not None
    report: dict[str, Any] = json.loads(files.report.read_text())
    return report


def pairs_of(files: Files) -> list[Cells]:
    with files.out.open(newline="") as file:
        return list(csv.DictReader(file))


def test_every_bad_row_is_named_and_left_out_and_every_good_one_is_matched(tmp_path: Path) -> None:
    mentees = []
    for number, (column, value) in enumerate(LEFT_OUT):
        mentees += [good(number), {**good(1000 + number), column: value}]
    kept = [{**good(2000 + number), column: value} for number, (column, value) in enumerate(KEPT)]
    mentors = [mentor(number) for number in range(20)] + [{**mentor(100), "id": f"bad {c}", "capacity": c} for c in BAD_PLACES]
    files = a_run(tmp_path, table(mentees + kept), table(mentors))

    match_files(files)

    report = report_of(files)
    lost = [one for one in report["problems"] if not one["kept"]]
    named = {(one["row"], one["column"]) for one in lost if one["file"] == str(files.mentees)}
    assert named == {(2 * number + 2, column) for number, (column, _) in enumerate(LEFT_OUT)}
    assert [one["column"] for one in lost if one["file"] == str(files.mentors)] == ["capacity"] * len(BAD_PLACES)
    noted = [one for one in report["problems"] if one["kept"]]
    assert {one["row"] for one in noted} == {2 * len(LEFT_OUT) + 1 + number for number in range(len(KEPT))}
    assert all(one["cure"] and one["value"].isprintable() and len(one["value"]) <= 40 for one in report["problems"])
    people = {pair["mentee_id"] for pair in pairs_of(files)} | {one["mentee_id"] for one in report["unmatched_people"]}
    assert people == {row["id"] for row in mentees[::2] + kept}
    assert len(pairs_of(files)) == len(LEFT_OUT) + len(KEPT)


def test_bad_rows_change_nothing_for_the_good_ones(tmp_path: Path) -> None:
    rows = [good(number) for number in range(9)]
    clean = a_run(tmp_path, table(rows), table([mentor(1), mentor(2)]))
    match_files(clean)
    expected = clean.out.read_text()

    dirty = a_run(tmp_path, table([{**good(50), "age": "?"}, *rows, good(0)]), table([mentor(1), mentor(2), mentor(1)]))
    match_files(dirty)

    assert dirty.out.read_text() == expected


@pytest.mark.parametrize("places", ["0", "00"])
def test_a_mentor_without_a_place_now_is_no_mistake_and_gets_nobody(tmp_path: Path, places: str) -> None:
    files = a_run(tmp_path, table([good(1)]), table([{**mentor(1), "capacity": places}]))

    outcome = match_files(files)

    assert (outcome.pairs, report_of(files)["problems"]) == (0, [])
    assert outcome.why_empty == "No mentor has a place: every capacity is 0."


def test_nobody_is_joined_with_themselves(tmp_path: Path) -> None:
    files = a_run(tmp_path, table([{**good(1), "id": "both"}]), table([{**mentor(1), "id": "both"}]))

    outcome = match_files(files)

    assert outcome.pairs == 0
    assert "same_person" in (outcome.why_empty or "")


def test_columns_may_come_in_any_order_among_others(tmp_path: Path) -> None:
    rows = [good(number) for number in range(5)]
    files = a_run(tmp_path, table(rows), table([mentor(1), mentor(2)]))
    match_files(files)
    expected = files.out.read_text()

    turned = [{"notes": "=1+1", **dict(reversed(row.items())), "e-mail": "x"} for row in rows]
    match_files(a_run(tmp_path, table(turned), table([mentor(2), mentor(1)])))

    assert files.out.read_text() == expected


def test_a_quotation_mark_that_is_never_closed_costs_one_row(tmp_path: Path) -> None:
    lines = table([good(number) for number in range(60)]).splitlines(keepends=True)
    lines[20] = lines[20].replace("to be heard", '"to be heard')
    files = a_run(tmp_path, "".join(lines), table([mentor(number) for number in range(40)]))

    outcome = match_files(files)

    assert outcome.pairs == 59
    assert [(one["row"], one["line"]) for one in report_of(files)["problems"]] == [(20, 21)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_other_ways_to_save_the_file_are_read(tmp_path: Path, encoding: str) -> None:
    files = a_run(tmp_path, table([good(1)]).encode(encoding), table([mentor(1)]).encode(encoding))

    assert match_files(files).pairs == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\r\n\r\n", "empty"),
        (b"\x00\x00\x00\x00", "missing"),
        (b"PK\x03\x04 a workbook", "missing"),
        (b"id,age\n1,2\n", "missing"),
        (b"{}", "missing"),
        (gzip.compress(b"id,age\n")[:-3], "gzip"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_and_nothing_is_written(tmp_path: Path, content: bytes, says: str) -> None:
    files = a_run(tmp_path, content, table([mentor(1)]))

    with pytest.raises(Refused, match=says):
        match_files(files)
    assert not files.out.exists()


def test_a_header_without_people_ends_in_an_explained_empty_result(tmp_path: Path) -> None:
    header = ",".join(COLUMNS[Side.MENTEE]) + "\n"
    files = a_run(tmp_path, header, table([mentor(1)]))

    outcome = match_files(files)

    assert (outcome.pairs, outcome.unmatched, outcome.why_empty) == (0, 0, "There is no mentee to match.")
    assert files.out.read_text() == "mentee_id,mentor_id,score,reasons,reasons_shown\n"
    assert report_of(files)["why_empty"] == outcome.why_empty


def test_a_packed_file_that_unpacks_without_end_is_refused_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack_table, "LARGEST_TABLE", 4 * 1024 * 1024)
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join([packer.compress(bytes(1024 * 1024)) for _ in range(64)]) + packer.flush()

    assert "larger than 4 MB" in read_table(bomb).problems[0].cure


def test_a_file_of_nothing_but_line_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack_table, "MOST_LINES", 1000)

    assert "more than 1,000 lines" in read_table(b"id\n" + b"\n" * 5000).problems[0].cure


def test_a_header_of_a_million_columns_is_refused() -> None:
    assert "1,000 columns" in read_table(b"id," * 1_000_000).problems[0].cure


def test_many_quotation_marks_that_are_never_closed_do_not_take_for_ever() -> None:
    table = read_table(b"id,goals\n" + b'a,"b\n' * 3000)

    assert (len(table.rows), len(table.problems)) == (0, 3000)


def test_a_wish_without_its_column_is_refused_by_name(tmp_path: Path) -> None:
    without = [{name: cell for name, cell in mentor(1).items() if name != "months_left"}]
    files = a_run(tmp_path, table([good(1)]), table(without))

    with pytest.raises(Refused, match="months_left"):
        match_files(files, MatchingOptions(months_needed=3))
    assert match_files(files).pairs == 1


def test_a_mentor_who_leaves_too_soon_is_not_chosen_when_months_are_asked_for(tmp_path: Path) -> None:
    mentors = [{**mentor(1), "months_left": "2"}, {**mentor(2), "months_left": ""}]
    files = a_run(tmp_path, table([good(1), good(2), good(3)]), table(mentors))

    match_files(files, MatchingOptions(months_needed=3))

    assert {pair["mentor_id"] for pair in pairs_of(files)} == {"mentor 2"}
    [one] = report_of(files)["unmatched_people"]
    assert one["removed"]["months_left"] == 1


def test_near_peers_are_asked_for_by_stages_and_path_and_the_report_says_who_stood_too_far(tmp_path: Path) -> None:
    mentors = [{**mentor(1), "stage": "7"}, {**mentor(2), "stage": "3", "field": "law"}]
    files = a_run(tmp_path, table([{**good(1), "stage": "1", "field": "law"}, {**good(2), "stage": "6"}]), table(mentors))

    match_files(files, MatchingOptions(min_stages_ahead=2, max_stages_ahead=5, same_path=True))

    assert [(pair["mentee_id"], pair["mentor_id"]) for pair in pairs_of(files)] == [("good 1", "mentor 2")]
    [one] = report_of(files)["unmatched_people"]
    assert one["removed"]["stages_ahead"] == 2
    assert report_of(files)["broken"] == {"hard_rules": 0, "capacities": 0}


@pytest.mark.parametrize(("cell", "kept"), [("1", 1), ("", 1), ("0", 1), ("perhaps", 0)])
def test_a_cell_that_does_not_say_whether_somebody_was_a_mentee_costs_its_row(tmp_path: Path, cell: str, kept: int) -> None:
    files = a_run(tmp_path, table([good(1)]), table([{**mentor(1), "was_mentee": cell}]))

    assert match_files(files, MatchingOptions(was_mentee=0.1)).pairs == kept


def test_a_score_that_no_pair_reaches_leaves_everybody_alone_and_says_why(tmp_path: Path) -> None:
    files = a_run(tmp_path, table([good(1), good(2)]), table([mentor(1)]))

    outcome = match_files(files, MatchingOptions(minimum_score=1.0))

    assert outcome.pairs == 0
    assert outcome.why_empty == "No pair reaches the lowest score asked for, 1."
    assert "lower score" in report_of(files)["unmatched_people"][0]["nearest_change"]["says"]


def test_a_lowest_score_that_the_weights_rule_out_is_refused_with_the_reason(tmp_path: Path) -> None:
    weights = tmp_path / "weights.json"
    weights.write_text('{"goal": 0.5}')
    files = replace(a_run(tmp_path, table([good(1)]), table([mentor(1)])), weights=weights)

    with pytest.raises(Refused, match=r"no pair can score over 0\.5"):
        match_files(files, MatchingOptions(minimum_score=0.6))


@pytest.mark.parametrize("wish", [{"minimum_score": float("nan")}, {"continuity": -0.1}, {"months_needed": 10**9}])
def test_an_option_that_makes_no_sense_is_refused(wish: dict[str, float]) -> None:
    with pytest.raises(OptionsRefused, match=next(iter(wish))):
        MatchingOptions(**wish)  # type: ignore[arg-type]


def test_a_target_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(TargetsRefused, match="cross_background"):
        Targets(cross_background=1.5)


def test_the_report_may_be_left_out(tmp_path: Path) -> None:
    files = replace(a_run(tmp_path, table([good(1)]), table([mentor(1)])), report=None)

    assert match_files(files).pairs == 1
