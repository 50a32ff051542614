"""A roster is typed by people: good rows are kept, bad cells are named with their cure."""

import csv
import io

import pytest

from matching.app.read_blocked import read_blocked
from matching.app.read_roster import COLUMNS, read_roster
from matching.app.read_table import read_table
from matching.domain.people import Gender, Mentee, Mentor, Side
from matching.domain.roster_problem import RowProblem

MENTOR = {
    "id": "grace",
    "age": "41",
    "organisation": "Harbour",
    "region": "Wales",
    "utc_offset": "5.75",
    "languages": "en|CY",
    "slots": "0|55",
    "field": "Law",
    "field2": "",
    "interests": "Chess| choir |chess",
    "skills": "writing",
    "stage": "7",
    "identity": "",
    "gender": "f",
    "low_ses": "",
    "goals": "I can help with interviews.",
    "checked": "1",
    "capacity": "2",
    "no_minors": "0",
}
MENTEE = {name: cell for name, cell in MENTOR.items() if name not in ("checked", "capacity", "no_minors")} | {
    "id": "ada",
    "age": "17",
    "want_same_identity": "0",
    "gender_must": "",
    "near_peer": "1",
    "want_cross_class": "0",
}


def table_of(*rows: dict[str, str]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


def mentors(*rows: dict[str, str]) -> tuple[list[Mentor], list[RowProblem]]:
    return read_roster(read_table(table_of(*rows)), Side.MENTOR)


def mentees(*rows: dict[str, str]) -> tuple[list[Mentee], list[RowProblem]]:
    return read_roster(read_table(table_of(*rows)), Side.MENTEE)


def test_a_good_row_becomes_a_person() -> None:
    (mentor,), problems = mentors(MENTOR)

    assert problems == []
    assert mentor == Mentor(
        id="grace",
        age=41,
        organisation="harbour",
        region="wales",
        utc_offset=5.75,
        languages=frozenset({"en", "cy"}),
        slots=frozenset({0, 55}),
        field="law",
        interests=frozenset({"chess", "choir"}),
        skills=frozenset({"writing"}),
        stage=7,
        gender=Gender.FEMALE,
        low_ses=None,
        goals="I can help with interviews.",
        checked=True,
        capacity=2,
        no_minors=False,
    )


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("id", ""),
        ("id", "a\u202eb"),
        ("age", "-3"),
        ("age", "abc"),
        ("age", "17.5"),
        ("age", "١٧"),
        ("slots", "99|x"),
        ("slots", ""),
        ("languages", ""),
        ("languages", "xx"),
        ("languages", "en|xx"),
        ("stage", ""),
        ("stage", "8"),
        ("utc_offset", "27"),
        ("utc_offset", "nan"),
        ("gender", "woman"),
        ("low_ses", "perhaps"),
        ("capacity", "-1"),
        ("capacity", "many"),
        ("capacity", "1e9"),
        ("capacity", "1000000000"),
        ("checked", "maybe"),
        ("checked", ""),
        ("no_minors", ""),
        ("skills", "|".join(f"s{number}" for number in range(61))),
    ],
)
def test_a_bad_cell_is_named_and_only_its_row_left_out(column: str, value: str) -> None:
    good = MENTOR | {"id": "lin"}

    people, problems = mentors(MENTOR | {column: value}, good)

    assert [person.id for person in people] == ["lin"]
    assert [(problem.row, problem.line, problem.column, problem.kept) for problem in problems] == [(1, 2, column, False)]
    assert problems[0].cure.endswith(".")


def test_every_bad_cell_of_a_row_is_named() -> None:
    _, problems = mentors(MENTOR | {"age": "old", "capacity": "many"})

    assert [problem.column for problem in problems] == ["age", "capacity"]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("goals", "A" * 200_000),
        ("goals", '=HYPERLINK("x")'),
        ("goals", "\u202e\x00 z\u0335"),
        ("interests", "|".join(f"int{number}" for number in range(400))),
        ("skills", "python|python"),
    ],
)
def test_a_cell_that_can_be_used_in_part_is_named_and_its_row_kept(column: str, value: str) -> None:
    people, problems = mentors(MENTOR | {column: value})

    assert len(people) == 1
    assert len(people[0].goals) <= 2_000
    assert "\u202e" not in people[0].goals
    assert [(problem.column, problem.kept) for problem in problems] == [(column, True)]
    assert len(problems[0].value) <= 40
    assert problems[0].value.isprintable()


def test_no_places_now_is_an_answer_not_a_mistake() -> None:
    (mentor,), problems = mentors(MENTOR | {"capacity": "0"})

    assert (mentor.capacity, problems) == (0, [])


def test_an_id_that_is_there_twice_stays_with_the_first_good_row() -> None:
    people, problems = mentees(MENTEE | {"age": "?"}, MENTEE | {"age": "15"}, MENTEE | {"age": "30"})

    assert [person.age for person in people] == [15]
    assert [(problem.row, problem.column) for problem in problems] == [(1, "age"), (3, "id")]
    assert "Row 2" in problems[1].cure


def test_columns_come_in_any_order_with_others_between_them() -> None:
    turned = {"notes": "hello", **dict(reversed(MENTEE.items())), "more": ""}

    assert mentees(turned) == mentees(MENTEE)


@pytest.mark.parametrize("column", COLUMNS[Side.MENTEE])
def test_a_missing_column_is_refused_by_name(column: str) -> None:
    people, problems = mentees({name: cell for name, cell in MENTEE.items() if name != column})

    assert people == []
    assert [(problem.row, problem.column) for problem in problems] == [(0, column)]


def test_a_block_names_two_people_or_is_itself_named() -> None:
    pairs, problems = read_blocked(read_table(b"mentor_id,mentee_id\ngrace,ada\n,ada\n"))

    assert pairs == {("ada", "grace")}
    assert [(problem.row, problem.column) for problem in problems] == [(2, "mentor_id")]
