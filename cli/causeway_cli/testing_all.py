"""Runs every check of the working copy, one after the other, and counts what passed and what failed."""

import contextlib
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
AT_ONCE = 2  # parts; with more, two processors are so full that tests of faults and times wait in vain
NO_TESTS_FOUND = 5
SLOWEST = 25  # tests whose times are shown at the end
APART = (
    ("tests/failures", "tests/rolling", "tests/performance"),
    ("tests/journeys", "tests/telemetry", "cli/tests/connected"),
    ("kit/tests",),
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
    tally = _pytest(["-m", "long", *map(str, folders_of_tests())])
    typer.echo(f"\n{tally.passed} passed, {tally.failed} failed")
    return tally.failed


def folders_of_tests() -> list[Path]:
    return [*WORKING_COPY.glob("*/tests"), WORKING_COPY / "services", WORKING_COPY / "tests"]


def _everything() -> Tally:
    tally = Tally(0, 0)
    for name, command in CHECKS.items():
        tally += _check(name, command)
    units = sorted(path for path in WORKING_COPY.glob("services/*/tests/unit") if any(path.glob("**/test_*.py")))
    for unit in units:
        typer.echo(f"\n== unit tests of {unit.parts[-3]}, installed alone")
        tally += _pytest([str(unit)], alone(f"causeway-{unit.parts[-3]}"))
    typer.echo("\n== everything else, in four parts, two at a time")
    return tally + _side_by_side(parts(units))


def parts(done: Sequence[Path]) -> list[list[str]]:
    """What pytest is given each time: the tests that break, watch or start systems of their own, and all others but those done.

    All of them wait most of the time: for a broker that starts, a lease that ends, a message that arrives.
    """
    apart = [[str(WORKING_COPY / path) for path in part] for part in APART]
    named = [path for part in apart for path in part]
    folders = [path for path in map(str, folders_of_tests()) if path not in named]
    return [*apart, [*folders, *(f"--ignore={path}" for path in (*named, *done))]]


def _side_by_side(parts: Sequence[Sequence[str]]) -> Tally:
    """The output of the first part as it comes, that of the others when they have ended."""
    options = (f"--durations={SLOWEST}",)
    with ThreadPoolExecutor(AT_ONCE) as together, contextlib.ExitStack() as files:
        kept = [files.enter_context(tempfile.TemporaryFile("w+")) for _ in parts[1:]]
        first = together.submit(_pytest, [*parts[0], *options])
        others = [
            together.submit(_pytest, [*part, *options], output=output) for part, output in zip(parts[1:], kept, strict=True)
        ]
        tallies = [each.result() for each in (first, *others)]
        for output in kept:
            output.seek(0)
            typer.echo(output.read())
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
