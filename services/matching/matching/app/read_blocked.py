"""Use case: read the pairs that must never be joined."""

from matching.app.read_table import Table
from matching.domain.roster_problem import RowProblem, quote

COLUMNS = ("mentee_id", "mentor_id")


def read_blocked(table: Table) -> tuple[set[tuple[str, str]], list[RowProblem]]:
    """The blocked pairs and every row that names no whole pair. Ids nobody has yet are kept: they may arrive later."""
    problems = list(table.problems)
    missing = [name for name in COLUMNS if name not in table.columns] if table.columns else []
    problems += [RowProblem(0, 1, name, "", "This column is missing; add it.") for name in missing]
    pairs: set[tuple[str, str]] = set()
    ids = [[cell.strip() for cell in table.column(name)] for name in COLUMNS]
    for row, mentee_id, mentor_id in [] if missing else zip(table.rows, *ids, strict=True):
        if mentee_id and mentor_id:
            pairs.add((mentee_id, mentor_id))
        else:
            column = "mentor_id" if mentee_id else "mentee_id"
            problems.append(RowProblem(row.number, row.line, column, quote(mentee_id + mentor_id), "Name both people."))
    return pairs, sorted(problems, key=lambda problem: problem.line)
