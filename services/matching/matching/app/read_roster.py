"""Use case: read one side of a roster; take everybody who can be read, name every cell that cannot."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal, TypeVar, overload

from matching.app import read_cells as cells
from matching.app.read_table import Row, Table
from matching.domain.people import Mentee, Mentor, Side
from matching.domain.roster_problem import RowProblem, printable, quote
from matching.domain.topic_words import LONGEST_GOALS

Reader = Callable[[str], object]
Made = TypeVar("Made", Mentee, Mentor)

_BOTH: dict[str, Reader] = {
    "id": cells.person_id,
    "age": cells.age,
    "organisation": cells.name,
    "region": cells.name,
    "utc_offset": cells.utc_offset,
    "languages": cells.languages,
    "slots": cells.slots,
    "field": cells.name,
    "field2": cells.name,
    "interests": cells.interests,
    "skills": cells.skills,
    "stage": cells.stage,
    "identity": cells.name,
    "gender": cells.gender,
    "low_ses": cells.flag_if_given,
    "goals": lambda cell: printable(cell[:LONGEST_GOALS]),
}
_MENTEE: dict[str, Reader] = {
    "want_same_identity": cells.flag,
    "gender_must": cells.gender,
    "near_peer": cells.flag,
    "want_cross_class": cells.flag,
}
_MENTOR: dict[str, Reader] = {"checked": cells.flag, "capacity": cells.capacity, "no_minors": cells.flag}
COLUMNS: Mapping[Side, dict[str, Reader]] = {Side.MENTEE: _BOTH | _MENTEE, Side.MENTOR: _BOTH | _MENTOR}

# what a spreadsheet would run as a formula
_FORMULA = ("=", "+", "-", "@")


@overload
def read_roster(table: Table, side: Literal[Side.MENTEE]) -> tuple[list[Mentee], list[RowProblem]]: ...
@overload
def read_roster(table: Table, side: Literal[Side.MENTOR]) -> tuple[list[Mentor], list[RowProblem]]: ...
def read_roster(table: Table, side: Side) -> tuple[list[Mentee], list[RowProblem]] | tuple[list[Mentor], list[RowProblem]]:
    """The people of the good rows in file order, and every problem in file order. Never raises.

    Columns may come in any order; unknown ones are ignored. A missing column is a problem of row 0 and leaves nobody.
    When an id is there twice the first good row keeps it.
    """
    match side:
        case Side.MENTEE:
            return _read(table, COLUMNS[side], Mentee)
        case Side.MENTOR:
            return _read(table, COLUMNS[side], Mentor)


def _read(table: Table, columns: Mapping[str, Reader], make: Callable[..., Made]) -> tuple[list[Made], list[RowProblem]]:
    problems = list(table.problems)
    missing = [name for name in columns if name not in table.columns] if table.columns else []
    problems += [RowProblem(0, 1, name, "", "This column is missing; add it.") for name in missing]
    people: dict[str, Made] = {}
    first: dict[str, int] = {}
    for row in [] if missing else table.rows:
        values, found = _values(row, columns)
        person_id = str(values.get("id", ""))
        if person_id in first:
            cure = f"Row {first[person_id]} has this id already; give every person an id of their own."
            found.append(_problem(row, "id", cure))
        problems += found + [replace(notice, kept=not found) for notice in _notices(row)]
        if not found:
            people[person_id] = make(**values)
            first[person_id] = row.number
    return list(people.values()), sorted(problems, key=lambda problem: problem.line)


def _values(row: Row, columns: Mapping[str, Reader]) -> tuple[dict[str, object], list[RowProblem]]:
    values: dict[str, object] = {}
    problems = []
    for name, read in columns.items():
        try:
            values[name] = read(row.cells[name])
        except cells.BadCell as bad:
            problems.append(_problem(row, name, str(bad)))
    return values, problems


def _notices(row: Row) -> list[RowProblem]:
    """Cells that can be used, but not quite as they were written."""
    goals, listed = row.cells["goals"], row.cells["interests"].count("|") + 1
    notices = []
    if len(goals) > LONGEST_GOALS:
        cure = f"{len(goals):,} characters; the first {LONGEST_GOALS:,} count."
        notices.append(_problem(row, "goals", cure))
    elif printable(goals) != " ".join(goals.split()):
        notices.append(_problem(row, "goals", "Invisible characters were removed."))
    if goals.lstrip().startswith(_FORMULA):
        notices.append(_problem(row, "goals", "It starts like a formula and was read as text."))
    skills = [skill.strip() for skill in row.cells["skills"].split("|")]
    if len(set(skills)) < len(skills):
        notices.append(_problem(row, "skills", "A skill that is there twice counts once."))
    if listed > cells.LONGEST_LIST:
        cure = f"{listed} interests, so that each counts little; list the ones that matter most."
        notices.append(_problem(row, "interests", cure))
    return notices


def _problem(row: Row, column: str, cure: str) -> RowProblem:
    return RowProblem(row.number, row.line, column, quote(row.cells[column]), cure)
