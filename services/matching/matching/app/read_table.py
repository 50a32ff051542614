"""Takes any bytes somebody calls a CSV file apart into rows of cells, and names what cannot be read."""

import csv
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from matching.domain.roster_problem import RowProblem, quote

GZIP = b"\x1f\x8b"
LARGEST_TABLE = 1 << 30
LARGEST_CELL = 10_000_000
# A goal may run over some lines. More than this in one row is a quotation mark that was never closed.
MOST_LINES_OF_A_ROW = 50
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns are lower-case names; a table without columns could not be read at all, and `problems` says why."""

    columns: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)


def read_table(data: bytes) -> Table:
    """Comma, semicolon or tab; UTF-8 with or without BOM, UTF-16 with BOM, else Windows-1252; gzip or not. Never raises."""
    try:
        lines = _lines(_unpacked(data))
    except _Unreadable as reason:
        return Table(problems=[_whole(str(reason))])
    records = _records(lines, _separator(lines[0]) if lines else ",")
    header = next(records, None)
    if header is None:
        return Table(problems=[_whole("The file is empty; its first line must name the columns.")])
    columns = tuple(quote(cell).casefold() for cell in header.cells)
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        return Table(problems=[RowProblem(0, 1, twice[0], "", "This column is there twice; remove or rename one.")])
    table = Table(columns)
    for number, record in enumerate(records, start=1):
        _add(table, number, record)
    return table


class _Unreadable(Exception):
    pass


@dataclass(frozen=True, slots=True)
class _Record:
    line: int
    cells: list[str]
    cut: bool = False


def _add(table: Table, number: int, record: _Record) -> None:
    if len(record.cells) == len(table.columns) and not record.cut:
        table.rows.append(Row(number, record.line, dict(zip(table.columns, record.cells, strict=True))))
        return
    found = f"{len(record.cells)} cells where the header has {len(table.columns)}"
    cure = f"The row has {found}; check separators and quotation marks."
    table.problems.append(RowProblem(number, record.line, "", quote(record.cells[0]), cure))


def _whole(reason: str) -> RowProblem:
    return RowProblem(0, 1, "", "", reason)


def _unpacked(data: bytes) -> bytes:
    if not data.startswith(GZIP):
        return data
    plain = bytearray()
    while data:
        unpack = zlib.decompressobj(wbits=31)
        try:
            plain += unpack.decompress(data, LARGEST_TABLE)
        except zlib.error:
            raise _Unreadable("The file is not a whole gzip file; pack it again.") from None
        if unpack.unconsumed_tail or len(plain) > LARGEST_TABLE:
            raise _Unreadable("The file is larger than 1 GB when unpacked; split it.")
        if not unpack.eof:
            raise _Unreadable("The file is not a whole gzip file; pack it again.")
        data = unpack.unused_data
    return bytes(plain)


def _lines(data: bytes) -> list[str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return list(io.StringIO(data.decode("utf-16", "replace"), newline=""))
    plain = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return list(io.StringIO(plain.decode("utf-8"), newline=""))
    except UnicodeDecodeError:
        # line by line, so that one foreign line does not spoil the accents of all others
        return list(io.StringIO("".join(map(_decoded, plain.splitlines(keepends=True))), newline=""))


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _separator(header: str) -> str:
    return max(_SEPARATORS, key=header.count)


def _records(lines: list[str], separator: str) -> Iterator[_Record]:
    """Rows that are not blank. A row that never closes its quotation mark costs its own line only."""
    csv.field_size_limit(LARGEST_CELL)
    at, width = 0, 0
    while at < len(lines):
        cells, used, cut = _record(lines, at, separator)
        if used > 1 and width and len(cells) != width:
            cells, used, cut = [lines[at]], 1, True
        if any(cell.strip() for cell in cells):
            width = width or len(cells)
            yield _Record(at + 1, cells, cut)
        at += used


def _record(lines: list[str], at: int, separator: str) -> tuple[list[str], int, bool]:
    reader = csv.reader(islice(lines, at, at + MOST_LINES_OF_A_ROW), delimiter=separator, strict=True)
    try:
        return next(reader, []), reader.line_num, False
    except csv.Error:
        return [lines[at]], 1, True
