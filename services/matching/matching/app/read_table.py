"""Takes any bytes somebody calls a CSV file apart into rows of cells, and names what cannot be read."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field

from matching.app.unpack_table import Unreadable, lines_of
from matching.domain.roster_problem import RowProblem, quote

MOST_COLUMNS = 1_000
LARGEST_CELL = 10_000_000
# A goal may run over some lines. More than this in one row is a quotation mark that was never closed.
MOST_LINES_OF_A_ROW = 50
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Row:
    """Values come in the order of the table's columns."""

    number: int
    line: int
    values: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns are lower-case names; a table without columns could not be read at all, and `problems` says why."""

    columns: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)

    def column(self, name: str) -> list[str]:
        """The column's cells in the order of rows; empty cells when there is no such column."""
        if name not in self.columns:
            return [""] * len(self.rows)
        place = self.columns.index(name)
        return [row.values[place] for row in self.rows]


def read_table(data: bytes) -> Table:
    """Comma, semicolon or tab; UTF-8 with or without BOM, UTF-16, else Windows-1252; gzip or not. Never raises."""
    try:
        lines = lines_of(data)
    except Unreadable as reason:
        return Table(problems=[_whole(str(reason))])
    records = _records(lines, _separator(lines[0]) if lines else ",")
    header = next(records, None)
    if header is None:
        return Table(problems=[_whole("The file is empty; its first line must name the columns.")])
    if len(header.cells) > MOST_COLUMNS:
        return Table(problems=[_whole(f"The first line names more than {MOST_COLUMNS:,} columns; is this the right file?")])
    columns = tuple(quote(cell).casefold() for cell in header.cells)
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        return Table(problems=[RowProblem(0, 1, twice[0], "", "This column is there twice; remove or rename one.")])
    table = Table(columns)
    for number, record in enumerate(records, start=1):
        _add(table, number, record)
    return table


@dataclass(frozen=True, slots=True)
class _Record:
    line: int
    cells: list[str]
    cut: bool = False


def _add(table: Table, number: int, record: _Record) -> None:
    if len(record.cells) == len(table.columns) and not record.cut:
        table.rows.append(Row(number, record.line, record.cells))
        return
    found = f"{len(record.cells)} cells where the header has {len(table.columns)}"
    cure = f"The row has {found}; check separators and quotation marks."
    table.problems.append(RowProblem(number, record.line, "", quote(record.cells[0]), cure))


def _whole(reason: str) -> RowProblem:
    return RowProblem(0, 1, "", "", reason)


def _separator(header: str) -> str:
    return max(_SEPARATORS, key=header.count)


def _records(lines: list[str], separator: str) -> Iterator[_Record]:
    """Rows that are not blank. A row that never closes its quotation mark costs its own line only."""
    csv.field_size_limit(LARGEST_CELL)
    feed = _Feed(lines)
    width = 0
    while feed.began < len(lines):
        try:
            for cells in csv.reader(feed, delimiter=separator, strict=True):
                if width and len(cells) != width and feed.at > feed.began + 1:
                    break
                if any(cells) and any(cell.strip() for cell in cells):
                    width = width or len(cells)
                    yield _Record(feed.began + 1, cells)
                feed.began = feed.at
        except csv.Error:
            pass
        if feed.began < len(lines):
            line = lines[feed.began]
            width = width or 1
            if line.strip():
                yield _Record(feed.began + 1, [line], cut=True)
            feed.start_at(feed.began + 1)


class _Feed:
    """Hands out the lines of one row after another; a row that wants too many, or too long ones, ends in csv.Error."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self.began = self.at = 0

    def start_at(self, line: int) -> None:
        self.began = self.at = line

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if self.at == len(self._lines) or self.at >= self.began + MOST_LINES_OF_A_ROW:
            raise StopIteration
        line = self._lines[self.at]
        if len(line) > LARGEST_CELL:
            raise csv.Error
        self.at += 1
        return line
