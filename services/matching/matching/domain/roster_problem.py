"""What is wrong with one cell of a roster, and how to put it right."""

import unicodedata
from dataclasses import dataclass

LONGEST_QUOTE = 40


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Rows count people from 1 (row 0 is the header, or the file as a whole); lines count lines of the file from 1.

    The value is shortened and free of control characters. `kept` says that the person takes part all the same.
    """

    row: int
    line: int
    column: str
    value: str
    cure: str
    kept: bool = False

    def __str__(self) -> str:
        where = f"Row {self.row} (line {self.line})" if self.row else "Header"
        column = f", column {self.column}" if self.column else ""
        value = f": {self.value!r}" if self.value else ""
        return f"{where}{column}{value}. {self.cure} {'The row was kept.' if self.kept else 'The row was left out.'}"


def quote(value: str) -> str:
    """The value as it can be shown anywhere: one line, no control or direction marks, at most 40 characters."""
    seen = printable(value[: 10 * LONGEST_QUOTE])
    return seen if len(seen) <= LONGEST_QUOTE and len(value) <= 10 * LONGEST_QUOTE else seen[: LONGEST_QUOTE - 1] + "…"


def printable(value: str) -> str:
    """The value without control, direction and unassigned characters; runs of white space become one space."""
    spaced = " ".join(value.split())
    if spaced.isprintable():
        return spaced
    # categories starting with C: control, format (bidi, zero width), surrogate, private use, unassigned
    return "".join(letter for letter in spaced if not unicodedata.category(letter).startswith("C"))
