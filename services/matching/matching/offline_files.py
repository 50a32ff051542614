"""The files of an offline run: what is read from them, what is refused, and how results are written whole or not at all."""

import gzip
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from matching.app.read_blocked import read_blocked
from matching.app.read_roster import read_roster
from matching.app.read_table import Table, read_table
from matching.app.unpack_table import LARGEST_TABLE
from matching.domain.options import MatchingOptions
from matching.domain.people import Mentee, Mentor, Side
from matching.domain.roster_problem import RowProblem
from matching.domain.weights import Weights, WeightsRefused, read_weights


class Refused(Exception):
    """Nothing was matched or written; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Any of them may end in .gz. Without weights the reference weights count."""

    mentees: Path
    mentors: Path
    out: Path
    blocked: Path | None = None
    weights: Path | None = None
    report: Path | None = None


def check_places(files: Files) -> None:
    """Before any work: outputs have a folder to go to and are no inputs. Raises Refused."""
    given = (files.mentees, files.mentors, files.blocked, files.weights)
    inputs = {path.resolve() for path in given if path}
    outputs = [path for path in (files.out, files.report) if path]
    for path in outputs:
        if path.resolve() in inputs:
            raise Refused(f"{path} is one of the input files; give the output another name.")
        if path.is_dir() or not path.resolve().parent.is_dir():
            raise Refused(f"{path} cannot be written; name a file in a folder that exists.")
    if len({path.resolve() for path in outputs}) < len(outputs):
        raise Refused(f"The pairs and the report would both go to {files.out}; give the report another name.")


def mentees_in(path: Path, options: MatchingOptions) -> tuple[list[Mentee], list[RowProblem]]:
    """Raises Refused."""
    table = _table(path)
    asked = {"waiting_days": options.waiting_priority, "former_mentor_id": options.continuity}
    _require(path, table, [column for column, value in asked.items() if value])
    mentees, problems = read_roster(table, Side.MENTEE)
    _refuse_unreadable(path, problems)
    return mentees, problems


def mentors_in(path: Path, options: MatchingOptions) -> tuple[list[Mentor], list[RowProblem]]:
    """Raises Refused."""
    table = _table(path)
    asked = {"months_left": options.months_needed, "was_mentee": options.was_mentee}
    _require(path, table, [column for column, value in asked.items() if value])
    mentors, problems = read_roster(table, Side.MENTOR)
    _refuse_unreadable(path, problems)
    return mentors, problems


def blocked_in(path: Path | None) -> set[tuple[str, str]]:
    """Raises Refused."""
    if path is None:
        return set()
    pairs, problems = read_blocked(_table(path))
    _refuse_unreadable(path, problems)
    if problems:
        # leaving one out could join two people who must never meet
        raise Refused(f"{path} has a block that cannot be read. {problems[0]} Nothing was matched; mend the row first.")
    return pairs


def weights_in(path: Path | None) -> Weights:
    """Raises Refused."""
    if path is None:
        return Weights()
    try:
        return read_weights(json.loads(_bytes(path)))
    except WeightsRefused as refused:
        raise Refused(f"{path}: {refused} Nothing was matched.") from None
    except (ValueError, RecursionError):
        raise Refused(f"{path} is not JSON; write an object of names and numbers. Nothing was matched.") from None


def write(path: Path, text: str) -> None:
    """The whole file or nothing: written beside its place, then moved there. Raises Refused."""
    data = text.encode("utf-8", "replace")
    packed = gzip.compress(data, compresslevel=6, mtime=0) if path.suffix == ".gz" else data
    try:
        with tempfile.NamedTemporaryFile(dir=path.resolve().parent, prefix=f".{path.name}.", delete=False) as beside:
            beside.write(packed)
        Path(beside.name).chmod(0o666 & ~_umask())
        os.replace(beside.name, path)
    except OSError as error:
        raise Refused(f"{path} could not be written ({error.strerror}); make room or choose another place.") from None


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_TABLE + 1)
    except OSError as error:
        raise Refused(f"{path} cannot be read ({error.strerror}); nothing was matched.") from None


def _table(path: Path) -> Table:
    return read_table(_bytes(path))


def _require(path: Path, table: Table, columns: Sequence[str]) -> None:
    for column in columns:
        if table.columns and column not in table.columns:
            raise Refused(
                f"{path} has no column {column}, which one of the options needs; add the column or leave the option out. "
                "Nothing was matched."
            )


def _refuse_unreadable(path: Path, problems: Sequence[RowProblem]) -> None:
    whole = [problem for problem in problems if problem.row == 0]
    if whole:
        cures = " ".join(f"{problem.column}: {problem.cure}" if problem.column else problem.cure for problem in whole)
        raise Refused(f"{path} cannot be used. {cures} Nothing was matched.")


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
