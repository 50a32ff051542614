"""The pairs of a run as a CSV table that a spreadsheet can open without running anything."""

import csv
import io
from collections.abc import Iterable

from matching.domain.assignment import Pair

HEADER = ("mentee_id", "mentor_id", "score", "reasons", "reasons_shown")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def pairs_table(pairs: Iterable[Pair]) -> str:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(HEADER)
    for pair in pairs:
        reasons, shown = "|".join(pair.reasons), "|".join(pair.reasons_shown)
        writer.writerow((_inert(pair.mentee_id), _inert(pair.mentor_id), f"{pair.score:.6f}", reasons, shown))
    return table.getvalue()


def _inert(cell: str) -> str:
    """An id that a spreadsheet would run as a formula gets a leading apostrophe, which makes it text there."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
