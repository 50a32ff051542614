"""Runs every check of the working copy, one after the other, and counts what passed and what failed."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

import typer

from causeway_cli.embedded.places import CACHE, STATE, WORKING_COPY
from causeway_cli.keeper.plan import SERVICES
from causeway_cli.trouble import Trouble

BIN = Path(sys.executable).parent
TYPED = (
    *("proto/python/causeway/event.py", "kit/causeway_kit", "cli/causeway_cli"),
    *(f"services/{name}/{name}" for name in SERVICES),
)
CHECKS = {
    "ruff check": (str(BIN / "ruff"), "check", "."),
    "ruff format": (str(BIN / "ruff"), "format", "--check", "."),
    "types": (str(BIN / "mypy"), *TYPED),
    "imports": (str(BIN / "lint-imports"),),
    "contracts": (str(BIN / "buf"), "lint", "proto"),
    "generated code": (sys.executable, "proto/generate.py", "--check"),
}
NO_TESTS_FOUND = 5
SLOWEST = 25  # tests whose times are shown at the end
WITH_SYSTEMS = (
    "tests/failures",
    "tests/journeys",
    "tests/rolling",
    "tests/telemetry",
    "tests/performance",
    "cli/tests/connected",
)


@dataclass(frozen=True)
class Tally:
    passed: int
    failed: int

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.passed + other.passed, self.failed + other.failed)


def run_tests(paths: Sequence[str]) -> int:
    """How many checks failed. With paths, only pytest on them. Raises Trouble for a path that does not exist."""
    if missing := [path for path in paths if not Path(path.partition("::")[0]).exists()]:
        raise Trouble(f"There is no {missing[0]}: name a file or folder of tests, or nothing to run everything.")
    tally = _pytest(paths) if paths else _everything()
    typer.echo(f"\n{tally.passed} passed, {tally.failed} failed")
    return tally.failed


def run_long_tests() -> int:
    """How many of the tests failed that take too long for every day."""
    tally = _pytest(["-m", "long", *map(str, _folders())])
    typer.echo(f"\n{tally.passed} passed, {tally.failed} failed")
    return tally.failed


def _folders() -> list[Path]:
    return [*WORKING_COPY.glob("*/tests"), WORKING_COPY / "services", WORKING_COPY / "tests"]


def _everything() -> Tally:
    tally = Tally(0, 0)
    for name, command in CHECKS.items():
        tally += _check(name, command)
    units = sorted(path for path in WORKING_COPY.glob("services/*/tests/unit") if any(path.glob("**/test_*.py")))
    for unit in units:
        typer.echo(f"\n== unit tests of {unit.parts[-3]}, installed alone")
        tally += _pytest([str(unit)], alone(f"causeway-{unit.parts[-3]}"))
    typer.echo("\n== everything else, in two halves side by side")
    return tally + _side_by_side(halves(units))


def halves(apart: Sequence[Path]) -> list[list[str]]:
    """What pytest is given twice: tests that start systems of their own, and all others but those that run apart.

    Both halves wait most of the time: for a broker that starts, a lease that ends, a message that arrives.
    """
    own = [str(WORKING_COPY / path) for path in WITH_SYSTEMS]
    others = [*map(str, _folders()), *(f"--ignore={path}" for path in (*own, *apart))]
    return [own, others]


def _side_by_side(halves: Sequence[Sequence[str]]) -> Tally:
    """The output of the first half as it comes, that of the others when they have ended."""
    options = (f"--durations={SLOWEST}",)
    with ThreadPoolExecutor(len(halves)) as together, tempfile.TemporaryFile("w+") as kept:
        first = together.submit(_pytest, [*halves[0], *options])
        others = [together.submit(_pytest, [*half, *options], output=kept) for half in halves[1:]]
        tallies = [each.result() for each in (first, *others)]
        kept.seek(0)
        typer.echo(kept.read())
    return sum(tallies, Tally(0, 0))


def _check(name: str, command: Sequence[str]) -> Tally:
    typer.echo(f"\n== {name}")
    failed = subprocess.run(command, cwd=WORKING_COPY, check=False).returncode != 0
    return Tally(0, 1) if failed else Tally(1, 0)


def alone(package: str) -> list[str]:
    """Python with this package and what it declares: an import that it does not declare fails."""
    chosen = ["--package", package, "--no-default-groups", "--group", "unit"]
    return [str(STATE / "uv" / "bin" / "uv"), "run", "--quiet", "--locked", "--isolated", *chosen, "python"]


def _pytest(arguments: Sequence[str], python: Sequence[str] = (sys.executable,), output: IO[str] | None = None) -> Tally:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [*python, "-P", "-m", "pytest", "-q", f"--junitxml={report}", *arguments]
        environment = {"UV_CACHE_DIR": str(CACHE / "uv"), **os.environ}
        code = subprocess.run(command, cwd=WORKING_COPY, check=False, env=environment, stdout=output, stderr=output).returncode
        counted = tally_of(report.read_text()) if report.exists() else Tally(0, 0)
    if code in (0, NO_TESTS_FOUND) or counted.failed:
        return counted
    return counted + Tally(0, 1)  # pytest itself failed


def tally_of(report: str) -> Tally:
    """Counts of a JUnit report. A test that was skipped did not pass: it counts as failed."""
    suites = ElementTree.fromstring(report).iter("testsuite")
    counts = [(int(suite.get("tests", 0)), _not_passed(suite)) for suite in suites]
    return Tally(sum(tests - bad for tests, bad in counts), sum(bad for _, bad in counts))


def _not_passed(suite: ElementTree.Element) -> int:
    return sum(int(suite.get(kind, 0)) for kind in ("failures", "errors", "skipped"))
