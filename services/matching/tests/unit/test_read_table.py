"""Whatever somebody saves as CSV is read, or named; nothing makes the reader fall over."""

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.app.read_table import read_table

PLAIN = "id,goals\nada,Łódź café\ngrace,b\n"


def cells(data: bytes) -> list[dict[str, str]]:
    table = read_table(data)
    return [dict(zip(table.columns, row.values, strict=True)) for row in table.rows]


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode(),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.replace("id,", '" ID ",').encode(),
        gzip.compress(PLAIN.encode()),
        gzip.compress(PLAIN[:9].encode()) + gzip.compress(PLAIN[9:].encode()),
        PLAIN.replace("\nada", "\n\n,\nada").encode(),
    ],
)
def test_every_usual_way_of_saving_a_table_reads_the_same(data: bytes) -> None:
    assert cells(data) == [{"id": "ada", "goals": "Łódź café"}, {"id": "grace", "goals": "b"}]


def test_a_line_in_the_windows_alphabet_does_not_spoil_the_others() -> None:
    data = "id,goals\nada,Łódź\n".encode() + "grace,café\n".encode("cp1252")

    assert cells(data) == [{"id": "ada", "goals": "Łódź"}, {"id": "grace", "goals": "café"}]


def test_a_goal_may_run_over_two_lines() -> None:
    assert cells(b'id,goals\nada,"first\nsecond"\n') == [{"id": "ada", "goals": "first\nsecond"}]


@pytest.mark.parametrize("bad", ['eve,"never closed', 'eve,"a"b"', "eve", "eve,a,b"])
def test_a_broken_row_is_named_and_costs_no_other_row(bad: str) -> None:
    table = read_table(f"id,goals\nada,a\n{bad}\ngrace,b\nlin,c\n".encode())

    assert table.column("id") == ["ada", "grace", "lin"]
    assert [(problem.row, problem.line, problem.kept) for problem in table.problems] == [(2, 3, False)]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"id,id\nada,ada\n", "twice"),
        (b"\x1f\x8bnonsense", "gzip"),
        (gzip.compress(PLAIN.encode())[:-9], "gzip"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(data: bytes, says: str) -> None:
    table = read_table(data)

    assert table.rows == []
    assert [problem.row for problem in table.problems] == [0]
    assert says in table.problems[0].cure


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"id,goals\n", b"\xff\xfe", b"\x1f\x8b\x08"]))
def test_no_bytes_make_the_reader_fall_over(data: bytes, start: bytes) -> None:
    table = read_table(start + data)

    assert all(len(row.values) == len(table.columns) for row in table.rows)
