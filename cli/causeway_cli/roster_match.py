"""Matches a roster from files to files, by the same code as the service."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import typer

from causeway_cli.problems import tell_problems
from causeway_cli.shown import stages
from causeway_cli.trouble import Trouble
from matching.domain.options import MatchingOptions, OptionsRefused
from matching.domain.targets import Grouping, Targets, TargetsRefused
from matching.offline import Files, Outcome, Refused, match_files

__all__ = ["Files", "Wishes", "match_roster_files"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the command line asks for, as it was typed."""

    seed: int
    minimum_score: float
    months_needed: int
    min_stages_ahead: int | None
    max_stages_ahead: int | None
    same_path: bool
    waiting_priority: float
    continuity: float
    was_mentee: float
    equal_placement: str
    cross_background: float | None
    max_loss: float
    site_pools: bool


def match_roster_files(files: Files, wishes: Wishes, *, as_json: bool) -> dict[str, float]:
    """The figures of the run. Raises Trouble when nothing was matched."""
    try:
        options = _options(wishes)
        with stages("matching") as say:
            told = say if as_json else _both(say, _timed(time.perf_counter()))
            outcome = match_files(files, options, wishes.seed, told)
    except (Refused, OptionsRefused, TargetsRefused) as refused:
        raise Trouble(str(refused)) from None
    if not as_json:
        _tell(outcome)
    return {
        "pairs": outcome.pairs,
        "unmatched": outcome.unmatched,
        "share_of_bound": outcome.assignment.share_of_bound,
        "bound_gap": outcome.assignment.bound_gap,
        "seconds": outcome.seconds,
        "peak_mb": outcome.peak_mb,
    }


def _options(wishes: Wishes) -> MatchingOptions:
    return MatchingOptions(
        waiting_priority=wishes.waiting_priority,
        continuity=wishes.continuity,
        was_mentee=wishes.was_mentee,
        minimum_score=wishes.minimum_score,
        months_needed=wishes.months_needed,
        min_stages_ahead=wishes.min_stages_ahead,
        max_stages_ahead=wishes.max_stages_ahead,
        same_path=wishes.same_path,
        site_pools=wishes.site_pools,
        targets=Targets(
            equal_placement=_grouping(wishes.equal_placement),
            cross_background=wishes.cross_background,
            max_loss=wishes.max_loss,
        ),
    )


def _grouping(given: str) -> Grouping | None:
    if given and given not in tuple(Grouping):
        raise Trouble(f"Groups can be placed equally by {' or '.join(Grouping)}, not by {given[:40]!r}. Nothing was matched.")
    return Grouping(given) if given else None


def _timed(began: float) -> Callable[[str], None]:
    return lambda stage: typer.echo(f"{time.perf_counter() - began:7.1f} s  {stage}", err=True)


def _both(one: Callable[[str], None], other: Callable[[str], None]) -> Callable[[str], None]:
    def say(stage: str) -> None:
        one(stage)
        other(stage)

    return say


def _tell(outcome: Outcome) -> None:
    for name, problems in outcome.problems.items():
        tell_problems(name, [str(problem) for problem in problems])
    if outcome.why_empty:
        typer.echo(outcome.why_empty)
    for baseline in outcome.assignment.baselines:
        typer.echo(
            f"{baseline.name.replace('_', ' ')}: {baseline.pairs:,} pairs, {baseline.unmatched:,} without, "
            f"{baseline.share_of_bound:.2%} of the most."
        )
    for target in outcome.assignment.targets:
        typer.echo(target.says)
