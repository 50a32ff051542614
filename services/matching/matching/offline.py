"""Matching from files to files: what `causeway match` does without a running system."""

import gzip
import json
import os
import resource
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from matching.app.match_roster import match_roster
from matching.app.read_blocked import read_blocked
from matching.app.read_roster import read_roster
from matching.app.read_table import Table, read_table
from matching.app.report_run import report_of
from matching.app.write_pairs import pairs_table
from matching.domain.assignment import Assignment
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Counts of pairs and unmatched mentees; problems by the file they were found in. peak_mb is the whole process's."""

    pairs: int
    unmatched: int
    share_of_bound: float
    bound_gap: float
    seconds: float
    peak_mb: float
    problems: Mapping[str, Sequence[RowProblem]]


def match_files(files: Files, seed: int = 0, say: Callable[[str], None] = lambda stage: None) -> Outcome:
    """Read the roster, match it, write the pairs and the report. `say` hears each stage. Raises Refused."""
    started = time.perf_counter()
    _check_places(files)
    say("reading the roster")
    weights, blocked = _weights(files.weights), _blocked(files.blocked)
    mentees, mentors, problems = _people(files)
    say(f"matching {len(mentees):,} mentees with {len(mentors):,} mentors")
    assignment = match_roster(mentees, mentors, blocked, weights, seed)
    say("writing the pairs")
    _write(files.out, pairs_table(assignment.pairs))
    outcome = _outcome(assignment, time.perf_counter() - started, problems)
    if files.report:
        run = {"seconds": outcome.seconds, "peak_mb": outcome.peak_mb}
        _write(files.report, json.dumps(run | report_of(assignment, weights, seed, problems), indent=1))
    return outcome


def _people(files: Files) -> tuple[list[Mentee], list[Mentor], dict[str, list[RowProblem]]]:
    mentees, mentee_problems = read_roster(_table(files.mentees), Side.MENTEE)
    _refuse_unreadable(files.mentees, mentee_problems)
    mentors, mentor_problems = read_roster(_table(files.mentors), Side.MENTOR)
    _refuse_unreadable(files.mentors, mentor_problems)
    return mentees, mentors, {str(files.mentees): mentee_problems, str(files.mentors): mentor_problems}


def _outcome(assignment: Assignment, seconds: float, problems: Mapping[str, Sequence[RowProblem]]) -> Outcome:
    return Outcome(
        pairs=len(assignment.pairs),
        unmatched=len(assignment.unmatched),
        share_of_bound=assignment.share_of_bound,
        bound_gap=assignment.bound_gap,
        seconds=round(seconds, 3),
        peak_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        problems=problems,
    )


def _check_places(files: Files) -> None:
    """Before any work: outputs have a folder to go to and are no inputs."""
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


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read ({error.strerror}); nothing was matched.") from None


def _table(path: Path) -> Table:
    return read_table(_bytes(path))


def _refuse_unreadable(path: Path, problems: Sequence[RowProblem]) -> None:
    whole = [problem for problem in problems if problem.row == 0]
    if whole:
        cures = " ".join(f"{problem.column}: {problem.cure}" if problem.column else problem.cure for problem in whole)
        raise Refused(f"{path} cannot be used. {cures} Nothing was matched.")


def _blocked(path: Path | None) -> set[tuple[str, str]]:
    if path is None:
        return set()
    pairs, problems = read_blocked(_table(path))
    _refuse_unreadable(path, problems)
    if problems:
        # leaving one out could join two people who must never meet
        raise Refused(f"{path} has a block that cannot be read. {problems[0]} Nothing was matched; mend the row first.")
    return pairs


def _weights(path: Path | None) -> Weights:
    if path is None:
        return Weights()
    try:
        return read_weights(json.loads(_bytes(path)))
    except WeightsRefused as refused:
        raise Refused(f"{path}: {refused} Nothing was matched.") from None
    except (ValueError, RecursionError):
        raise Refused(f"{path} is not JSON; write an object of names and numbers. Nothing was matched.") from None


def _write(path: Path, text: str) -> None:
    """The whole file or nothing: written beside its place, then moved there."""
    data = text.encode("utf-8", "replace")
    packed = gzip.compress(data, mtime=0) if path.suffix == ".gz" else data
    try:
        with tempfile.NamedTemporaryFile(dir=path.resolve().parent, prefix=f".{path.name}.", delete=False) as beside:
            beside.write(packed)
        Path(beside.name).chmod(0o666 & ~_umask())
        os.replace(beside.name, path)
    except OSError as error:
        raise Refused(f"{path} could not be written ({error.strerror}); make room or choose another place.") from None


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
