"""A roster with names, addresses and time zones: good rows are people, bad cells are named with their cure."""

import pytest

from matching.app.profile_json import profile_of
from matching.app.read_people import MOST_PROBLEMS, RosterRead, read_people
from matching.domain.people import Side

HEADER = (
    "id,name,email,time_zone,age,organisation,region,utc_offset,languages,slots,field,field2,interests,skills,stage,"
    "identity,gender,low_ses,goals,checked,capacity,no_minors"
)
PLAIN = HEADER.replace(",name,email,time_zone", "")


def a_row(id: str, name: str = "", email: str = "", time_zone: str = "", age: str = "30", goals: str = "") -> str:
    return f"{id},{name},{email},{time_zone},{age},,,0,en,4|5,law,,chess,writing,3,,f,,{goals},1,2,0"


def read(*rows: str, header: str = HEADER) -> RosterRead:
    return read_people("\n".join([header, *rows]).encode(), Side.MENTOR)


def test_a_good_row_is_a_person_with_a_way_to_reach_them() -> None:
    [person] = read(a_row("m1", "Nadia Orchard", "nadia@mentors.example", "Europe/London")).people

    profile = profile_of(person.profile)
    assert (profile.name, profile.email, profile.time_zone) == ("Nadia Orchard", "nadia@mentors.example", "Europe/London")
    assert (person.roster_id, person.minor, person.checked) == ("m1", False, True)


def test_names_addresses_and_time_zones_may_be_left_out() -> None:
    without = "m1,30,,,0,en,4|5,law,,chess,writing,3,,f,,,1,2,0"

    assert len(read(a_row("m1")).people) == len(read(without, header=PLAIN).people) == 1


@pytest.mark.parametrize(
    ("cell", "column", "cure"),
    [
        ({"email": "nadia"}, "email", "e-mail address"),
        ({"email": "a@b"}, "email", "e-mail address"),
        ({"email": "a@b.example;c@d.example"}, "email", "e-mail address"),
        ({"email": "x" * 250 + "@b.example"}, "email", "e-mail address"),
        ({"time_zone": "London"}, "time_zone", "IANA time zone"),
        ({"time_zone": "../etc/passwd"}, "time_zone", "IANA time zone"),
        ({"name": "x" * 201}, "name", "200 characters"),
        ({"age": "old"}, "age", "whole number"),
    ],
)
def test_a_bad_cell_costs_its_row_and_is_named(cell: dict[str, str], column: str, cure: str) -> None:
    got = read(a_row("m1"), a_row("m2", **cell), a_row("m3"))

    assert [person.roster_id for person in got.people] == ["m1", "m3"]
    assert got.left_out == 1
    [problem] = got.problems
    assert (problem.line, problem.column) == (3, column)
    assert cure in problem.cure


def test_all_problems_of_a_row_are_named_at_once() -> None:
    got = read(a_row("m1"), a_row("m2", email="nadia", time_zone="Home", age="old"))

    assert sorted(problem.column for problem in got.problems) == ["age", "email", "time_zone"]
    assert got.left_out == 1


def test_when_an_id_is_there_twice_the_first_good_row_keeps_it() -> None:
    got = read(a_row("m1", email="bad"), a_row("m1", name="Second"), a_row("m1", name="Third"))

    [person] = got.people
    assert profile_of(person.profile).name == "Second"
    assert got.left_out == 2


def test_a_row_that_was_kept_says_so() -> None:
    got = read(a_row("m1", goals="=1+1"))

    assert len(got.people) == 1
    assert got.left_out == 0
    assert got.problems[0].cure.endswith("The row was kept.")


def test_a_missing_column_leaves_nobody_and_is_named() -> None:
    got = read("m1,30", "m2,31", header="id,age")

    assert got.people == []
    assert got.left_out == 2
    assert "languages" in {problem.column for problem in got.problems}


@pytest.mark.parametrize("data", [b"", b"\x1f\x8b broken", b"\x00\xff\xfe", b"\n\n\n"])
def test_what_is_no_table_is_a_problem_and_not_an_error(data: bytes) -> None:
    got = read_people(data, Side.MENTEE)

    assert got.people == []
    assert got.problems


def test_what_costs_a_row_is_told_before_what_does_not() -> None:
    notices = [a_row(f"n{number}", goals="=1") for number in range(MOST_PROBLEMS)]

    got = read(*notices, a_row("m1", email="bad"))

    assert len(got.problems) == MOST_PROBLEMS
    assert "email" in {problem.column for problem in got.problems}
