"""Use case: read how somebody can be reached from a roster's optional columns."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import available_timezones

from matching.app.read_cells import LONGEST_NAME, BadCell
from matching.app.read_table import Row, Table
from matching.domain.roster_problem import RowProblem, printable, quote

LONGEST_ADDRESS = 254
_ADDRESS = re.compile(r"[^\s@<>(),;:\"\\\[\]]{1,64}@([^\W_]([\w-]{0,61}[^\W_])?\.)+[^\W_]([\w-]{0,61}[^\W_])")
_ZONES = frozenset(zone for zone in available_timezones() if "/" in zone) | {"UTC"}


@dataclass(frozen=True, slots=True)
class Contact:
    """Empty: not given."""

    name: str = ""
    email: str = ""
    time_zone: str = ""


def read_contacts(table: Table) -> tuple[dict[int, Contact], list[RowProblem]]:
    """By row number. A row with a bad cell has no contact and a problem for each."""
    contacts: dict[int, Contact] = {}
    problems: list[RowProblem] = []
    columns = [table.column(name) for name in _COLUMNS]
    for row, *cells in zip(table.rows, *columns, strict=True):
        values, found = _values(row, cells)
        problems += found
        if not found:
            contacts[row.number] = Contact(**values)
    return contacts, problems


def _values(row: Row, cells: Sequence[str]) -> tuple[dict[str, str], list[RowProblem]]:
    values: dict[str, str] = {}
    problems = []
    for (column, read), cell in zip(_COLUMNS.items(), cells, strict=True):
        try:
            values[column] = read(cell) if cell.strip() else ""
        except BadCell as bad:
            problems.append(RowProblem(row.number, row.line, column, quote(cell), str(bad)))
    return values, problems


def _name(cell: str) -> str:
    given = printable(cell)
    if len(given) > LONGEST_NAME:
        raise BadCell(f"Write at most {LONGEST_NAME} characters.")
    return given


def _email(cell: str) -> str:
    given = cell.strip()
    if len(given) > LONGEST_ADDRESS or printable(given) != given or not _ADDRESS.fullmatch(given):
        raise BadCell("Write one e-mail address such as maya@school.example, or leave it empty.")
    return given


def _time_zone(cell: str) -> str:
    given = cell.strip()
    if given not in _ZONES:
        raise BadCell("Write an IANA time zone such as Europe/London, or leave it empty.")
    return given


_COLUMNS: dict[str, Callable[[str], str]] = {"name": _name, "email": _email, "time_zone": _time_zone}
