"""The command `test`."""

import json
from typing import Annotated

import typer

from causeway_cli.commands.options import AsJson
from causeway_cli.trouble import Trouble

FAILURES = "failures"


def run_suite(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Only these tests; without, everything is checked. «failures»: break a running system on purpose."),
    ] = None,
    schedule: Annotated[str | None, typer.Option("--schedule", help="With failures: only this schedule.")] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="With failures: the same seed makes the same faults.")] = None,
    seconds: Annotated[float | None, typer.Option("--seconds", min=5, help="With failures: how long people write.")] = None,
    long: Annotated[bool, typer.Option("--long", help="With failures: the long schedules and tests.")] = False,
    as_json: AsJson = False,
) -> None:
    """Run the test suite, against real Kafka and real MongoDB where a test needs them."""
    from causeway_cli.testing_all import run_tests

    chosen = (schedule, seed, seconds) != (None, None, None) or long or as_json
    if paths == [FAILURES]:
        passed = _break(schedule, seed, seconds, long=long, as_json=as_json)
    elif chosen:
        raise Trouble("--schedule, --seed, --seconds, --long and --json belong to `causeway test failures`.")
    else:
        passed = not run_tests(paths or [])
    if not passed:
        raise typer.Exit(1)


def _break(schedule: str | None, seed: int | None, seconds: float | None, *, long: bool, as_json: bool) -> bool:
    from causeway_cli.failing.suite import long_runs, long_tests, one_run, short_tests

    passed = True
    if long and schedule is None:
        reports = long_runs(seed, seconds)
        passed = as_json or long_tests()  # tests have no JSON
    elif schedule is not None or seconds is not None or as_json:
        reports = [one_run(schedule, seed, seconds)]
    else:
        return short_tests(seed)
    if as_json:
        typer.echo(json.dumps([report.as_json() for report in reports]))
    return passed and not any(report.differences for report in reports)
