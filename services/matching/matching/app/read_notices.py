"""Cells of a roster that can be used, but not quite as they were written."""

from collections.abc import Callable

from matching.app.read_cells import LONGEST_LIST
from matching.app.read_table import Table
from matching.domain.roster_problem import RowProblem, printable, quote
from matching.domain.topic_words import LONGEST_GOALS

# by the row's place in the table
Notices = dict[int, list[RowProblem]]

# what a spreadsheet would run as a formula
_FORMULA = ("=", "+", "-", "@")


def notices_in(table: Table) -> Notices:
    """The table has the columns of a roster. The kind of kept problem: its person takes part."""
    notices: Notices = {}
    for column, look in _LOOKS:
        for place, cell in enumerate(table.column(column)):
            cure = look(cell)
            if cure:
                row = table.rows[place]
                notices.setdefault(place, []).append(RowProblem(row.number, row.line, column, quote(cell), cure))
    return notices


def _changed(goals: str) -> str:
    if len(goals) > LONGEST_GOALS:
        return f"{len(goals):,} characters; the first {LONGEST_GOALS:,} count."
    if not goals.isprintable() and printable(goals) != " ".join(goals.split()):
        return "Invisible characters were removed."
    return ""


def _formula(goals: str) -> str:
    return "It starts like a formula and was read as text." if goals.lstrip().startswith(_FORMULA) else ""


def _twice(skills: str) -> str:
    given = [skill for skill in (part.strip() for part in skills.split("|")) if skill]
    return "A skill that is there twice counts once." if len(set(given)) < len(given) else ""


def _many(interests: str) -> str:
    listed = interests.count("|") + 1
    if listed <= LONGEST_LIST:
        return ""
    return f"{listed} interests, so that each counts little; list the ones that matter most."


_LOOKS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("goals", _changed),
    ("goals", _formula),
    ("skills", _twice),
    ("interests", _many),
)
