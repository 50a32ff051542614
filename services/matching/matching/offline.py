"""Matching from files to files: what `causeway match` does without a running system."""

import gc
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from matching.app.match_roster import match_roster
from matching.app.report_run import Asked, report_of, why_empty
from matching.app.write_pairs import pairs_table
from matching.domain.assignment import Assignment
from matching.domain.options import MatchingOptions
from matching.domain.roster_problem import RowProblem
from matching.offline_files import Files, Refused, blocked_in, check_places, mentees_in, mentors_in, weights_in, write
from matching.stage_clock import Stage, StageClock, peak_mb

__all__ = ["Files", "Outcome", "Refused", "match_files"]

AS_USUAL = MatchingOptions()
ROUNDING = 1e-9  # of a sum of weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Problems by the file they were found in. peak_mb is the whole process's. Why empty: one sentence, or None."""

    assignment: Assignment
    seconds: float
    peak_mb: float
    why_empty: str | None
    stages: Sequence[Stage]
    problems: Mapping[str, Sequence[RowProblem]]

    @property
    def pairs(self) -> int:
        return len(self.assignment.pairs)

    @property
    def unmatched(self) -> int:
        return len(self.assignment.unmatched)


def match_files(
    files: Files, options: MatchingOptions = AS_USUAL, seed: int = 0, say: Callable[[str], None] = lambda stage: None
) -> Outcome:
    """Read the roster, match it, write the pairs and the report. `say` hears each stage. Raises Refused."""
    check_places(files)
    clock = StageClock(say)
    with _without_collector():
        clock.begin("reading the roster")
        asked, problems = _asked(files, options, seed)
        clock.begin(f"matching {len(asked.mentees):,} mentees with {len(asked.mentors):,} mentors")
        found = match_roster(asked.mentees, asked.mentors, asked.blocked, asked.weights, seed, options, clock.begin)
        clock.begin("writing the pairs")
        write(files.out, pairs_table(found.pairs))
        report = report_of(found, asked, problems) if files.report else {}
    stages, seconds, peak = clock.stages(), clock.seconds, peak_mb()
    if files.report:
        run = {"seconds": seconds, "peak_mb": peak, "stages": [asdict(stage) for stage in stages]}
        write(files.report, json.dumps(run | report, indent=1))
    return Outcome(
        assignment=found, seconds=seconds, peak_mb=peak, why_empty=why_empty(found, asked), stages=stages, problems=problems
    )


def _asked(files: Files, options: MatchingOptions, seed: int) -> tuple[Asked, dict[str, list[RowProblem]]]:
    weights, blocked = weights_in(files.weights), blocked_in(files.blocked)
    highest = sum(asdict(weights).values())
    if options.minimum_score > highest + ROUNDING:
        raise Refused(
            f"With these weights no pair can score over {highest:g}, so a lowest score of {options.minimum_score:g} would leave "
            "everybody alone. Ask for a lower one; nothing was matched."
        )
    mentees, mentee_problems = mentees_in(files.mentees, options)
    mentors, mentor_problems = mentors_in(files.mentors, options)
    asked = Asked(mentees=mentees, mentors=mentors, blocked=blocked, weights=weights, options=options, seed=seed)
    return asked, {str(files.mentees): mentee_problems, str(files.mentors): mentor_problems}


@contextmanager
def _without_collector() -> Iterator[None]:
    """People are millions of small values and hold no cycles; looking for some would take a third of the reading time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
