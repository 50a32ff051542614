"""Runs the scenarios of `tests/journeys` against the running system and sums them up row by row."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from xml.etree import ElementTree

import typer

from causeway_cli.embedded.places import WORKING_COPY
from causeway_cli.running import running_system
from causeway_cli.trouble import Trouble

JOURNEYS = WORKING_COPY / "tests" / "journeys"
DATA_VARIABLE = "CAUSEWAY_JOURNEYS_DATA"
FILE = re.compile(r"test_([a-z]\d+)_\w+\.py")
PART = re.compile(r'^PART = "(.+)"$', re.MULTILINE)
REASON_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class Row:
    row: str
    result: str
    """pass, part or fail."""
    said: str

    def line(self) -> str:
        match self.result:
            case "pass" if not self.said:
                return f"{self.row} pass"
            case _:
                return f"{self.row} {self.result}: {self.said}"


def run_journeys(data: Path, rows: Sequence[str], *, as_json: bool) -> bool:
    """Prints a line when a row is done; whether none failed. Raises Trouble for a row that has no scenario."""
    running_system(data)
    files = _files([row.upper() for row in rows])
    found = []
    for row, file in files.items():
        result = _run(row, file, data)
        found.append(result)
        if not as_json:
            typer.echo(result.line())
    if as_json:
        typer.echo(json.dumps([asdict(result) for result in found]))
    return all(result.result != "fail" for result in found)


def _files(rows: Sequence[str]) -> dict[str, Path]:
    known = {match[1].upper(): path for path in JOURNEYS.glob("test_*.py") if (match := FILE.fullmatch(path.name))}
    known = {row: known[row] for row in sorted(known, key=lambda row: (row[0], int(row[1:])))}
    if missing := [row for row in rows if row not in known]:
        raise Trouble(f"There is no scenario for {', '.join(missing)}; there are {', '.join(known)}.")
    return {row: path for row, path in known.items() if not rows or row in rows}


def _run(row: str, file: Path, data: Path) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [
            sys.executable,
            "-P",
            "-m",
            "pytest",
            "-q",
            "--tb=native",
            "-o",
            "junit_family=xunit1",
            f"--junitxml={report}",
            str(file),
        ]
        environment = {**os.environ, DATA_VARIABLE: str(data)}
        done = subprocess.run(
            command, cwd=WORKING_COPY, env=environment, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        told = report.read_text() if report.exists() else ""
        reason = reason_of(told) if told else "the scenario could not be run"
    if done.returncode:
        return Row(row, "fail", reason or f"pytest ended with {done.returncode}")
    part = PART.search(file.read_text())
    return Row(row, "part", part[1]) if part else Row(row, "pass", said_in(told))


def reason_of(report: str) -> str:
    """The first failure of a JUnit report in one line, or nothing."""
    for case in ElementTree.fromstring(report).iter("testcase"):
        for kind in ("failure", "error"):
            if (broken := case.find(kind)) is not None:
                name = case.get("name", "").removeprefix("test_").replace("_", " ")
                words = (broken.get("message") or "").strip()
                said = words.splitlines()[0] if words else kind
                return f"{name}: {said}"[:REASON_CHARACTERS]
    return ""


def said_in(report: str) -> str:
    """What scenarios recorded as `said`: figures that a reader wants beside the pass."""
    found = ElementTree.fromstring(report).iter("property")
    return "; ".join(one.get("value", "") for one in found if one.get("name") == "said")
