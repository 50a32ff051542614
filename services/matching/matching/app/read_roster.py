"""Use case: read one side of a roster; take everybody who can be read, name every cell that cannot."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeVar, overload

from matching.app import read_cells as cells
from matching.app.read_notices import Notices, notices_in
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
# a roster may have these or not, and their cells may be empty
OPTIONAL: Mapping[Side, dict[str, Reader]] = {
    Side.MENTEE: {"waiting_days": cells.waiting_days, "former_mentor_id": cells.person_id_if_given},
    Side.MENTOR: {"months_left": cells.months_left, "was_mentee": lambda cell: bool(cells.flag_if_given(cell))},
}

# problems by the row's place in the table
_Found = dict[int, list[RowProblem]]


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
            return _read(table, side, Mentee)
        case Side.MENTOR:
            return _read(table, side, Mentor)


def _read(table: Table, side: Side, make: Callable[..., Made]) -> tuple[list[Made], list[RowProblem]]:
    problems = list(table.problems)
    missing = [name for name in COLUMNS[side] if name not in table.columns] if table.columns else []
    if missing or not table.columns:
        problems += [RowProblem(0, 1, name, "", "This column is missing; add it.") for name in missing]
        return [], sorted(problems, key=lambda problem: problem.line)
    found: _Found = {}
    optional = {name: read for name, read in OPTIONAL[side].items() if name in table.columns}
    columns = {name: _values(table, name, read, found) for name, read in (COLUMNS[side] | optional).items()}
    people = _people(table, columns, found, make)
    notices: Notices = notices_in(table)
    for place in sorted({*found, *notices}):
        problems += found.get(place, [])
        problems += [replace(notice, kept=place not in found) for notice in notices.get(place, [])]
    return people, sorted(problems, key=lambda problem: problem.line)


def _values(table: Table, name: str, read: Reader, found: _Found) -> list[object]:
    """A value for each row. Equal cells are read once and share their value."""
    known: dict[str, object] = {}
    values: list[object] = []
    for place, cell in enumerate(table.column(name)):
        if cell not in known:
            known[cell] = _tried(read, cell)
        value = known[cell]
        if type(value) is cells.BadCell:
            found.setdefault(place, []).append(_problem(table.rows[place], name, cell, str(value)))
        values.append(value)
    return values


def _tried(read: Reader, cell: str) -> object:
    try:
        return read(cell)
    except cells.BadCell as bad:
        return bad.with_traceback(None)


def _people(table: Table, columns: Mapping[str, Sequence[object]], found: _Found, make: Callable[..., Made]) -> list[Made]:
    """Of the rows without a problem. An id that somebody has already is one."""
    people: list[Made] = []
    first: dict[object, int] = {}
    ids = table.column("id")
    for place, values in enumerate(zip(*columns.values(), strict=True)):
        row, person = table.rows[place], dict(zip(columns, values, strict=True))
        if person["id"] in first:
            cure = f"Row {first[person['id']]} has this id already; give every person an id of their own."
            found.setdefault(place, []).append(_problem(row, "id", ids[place], cure))
        if place not in found:
            people.append(make(**person))
            first[person["id"]] = row.number
    return people


def _problem(row: Row, column: str, cell: str, cure: str) -> RowProblem:
    return RowProblem(row.number, row.line, column, quote(cell), cure)
