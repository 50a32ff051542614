"""Rosters for tests: the cells that make a person, and CSV files of them."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields

from matching.domain.people import Mentee, Mentor, Person

Cells = dict[str, str]


def cells_of(person: Mentee | Mentor) -> Cells:
    """What somebody writes into a roster who describes this person."""
    return {field.name: _cell(getattr(person, field.name)) for field in fields(person)}


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(int(value))
        case frozenset():
            return "|".join(map(str, sorted(value)))
        case _:
            return str(value)


def roster(people: Iterable[Mentee | Mentor], without: Sequence[str] = ()) -> str:
    return table([{name: cell for name, cell in cells_of(one).items() if name not in without} for one in people])


def table(rows: Sequence[Mapping[str, str]], columns: Sequence[str] = ()) -> str:
    """The columns of the first row unless others are named."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns or list(rows[0]), extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def columns_of(kind: type[Person]) -> list[str]:
    return [field.name for field in fields(kind)]
