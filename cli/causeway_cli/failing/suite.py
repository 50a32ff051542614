"""What `causeway test failures` runs: the short tests of `tests/failures`, one schedule, or the long ones one after the other."""

import os
import random
from collections.abc import Sequence

import typer

from causeway_cli.embedded.places import WORKING_COPY
from causeway_cli.failing.run import Report, command_line, run_schedule
from causeway_cli.failing.schedules import LONG, shape_named
from causeway_cli.failing.told import told
from causeway_cli.testing_all import run_long_tests, run_tests

SEED_VARIABLE = "CAUSEWAY_FAILURES_SEED"
LONG_SECONDS = 300.0
DEFAULT = "mixed"
LARGEST_SEED = 1_000_000


def short_tests(seed: int | None) -> bool:
    """Whether all passed. The seed is the one of their random schedule."""
    chosen = _or_any(seed)
    typer.echo(f"Seed {chosen}; the same again: ./causeway test failures --seed {chosen}", err=True)
    os.environ[SEED_VARIABLE] = str(chosen)
    return not run_tests([str(WORKING_COPY / "tests" / "failures")])


def one_run(schedule: str | None, seed: int | None, seconds: float | None) -> Report:
    """Raises Trouble."""
    name = schedule or DEFAULT
    length = seconds or shape_named(name).seconds
    chosen = _or_any(seed)
    typer.echo(f"\n{command_line(name, chosen, length)}", err=True)
    report = run_schedule(name, chosen, length, tell=lambda line: typer.echo(line, err=True))
    typer.echo(told(report), err=True)
    return report


def long_runs(seed: int | None, seconds: float | None) -> Sequence[Report]:
    """Each long schedule once, with seeds of their own. Raises Trouble."""
    first = _or_any(seed)
    return [one_run(name, first + place, seconds or LONG_SECONDS) for place, name in enumerate(LONG)]


def long_tests() -> bool:
    """Whether all tests passed that are marked `long`."""
    return not run_long_tests()


def _or_any(seed: int | None) -> int:
    return random.randrange(LARGEST_SEED) if seed is None else seed
