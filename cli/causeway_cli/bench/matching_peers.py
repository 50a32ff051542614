"""The open packages that match mentors today, at the sizes they take, each in a throwaway environment of its own.

Both install a top-level package called `matching`, so that they can be neither beside each other nor beside ours.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from causeway_cli.trouble import Trouble

INSTALL_SECONDS = 300.0
RUN_SECONDS = 600.0
LAST_WORDS = 160


@dataclass(frozen=True, slots=True)
class Peer:
    name: str
    packages: tuple[str, ...]
    script: str


# The scripts run in the peer's environment: what every pair is worth comes in, pairs and seconds go out.
MENTOR_MATCH = Peer(
    "mentor-match",
    ("mentor-match==7.0.1", "munkres==1.1.4"),
    """
import json, sys, time
from matching.mentee import Mentee
from matching.mentor import Mentor
from matching.process import process_data
from matching.rules.rule import Disqualify
given = json.load(sys.stdin)
worth, places = given["worth"], [j for j, free in enumerate(given["capacity"]) for _ in range(free)]
def value(match):
    return worth[match.mentee.grade][match.mentor.grade]
class Worth:
    def apply(self, match):
        return int(value(match) * 10_000)
    def evaluate(self, match):
        return True
mentees = [Mentee(grade=row, email=f"e{row}") for row in range(len(worth))]
mentors = [Mentor(grade=mentor, email=f"r{place}") for place, mentor in enumerate(places)]
began = time.perf_counter()
class Rules(list):
    def __iter__(self):
        return iter([Worth(), Disqualify(lambda match: value(match) <= 0)])
process_data(mentors, mentees, [Rules([True])])
seconds = time.perf_counter() - began
print(json.dumps({"seconds": seconds, "pairs": [[one.grade, one.mentors[0].grade] for one in mentees if one.mentors]}))
""",
)
HOSPITAL_RESIDENT = Peer(
    "matching",
    ("matching==1.4.3",),
    """
import json, sys, time
from matching.games import HospitalResident
given = json.load(sys.stdin)
worth, capacity = given["worth"], given["capacity"]
def liked(values):
    return [number for value, number in sorted(((-value, number) for number, value in enumerate(values) if value > 0))]
mentees = {f"e{row}": [f"r{j}" for j in liked(values)] for row, values in enumerate(worth)}
mentees = {name: prefers for name, prefers in mentees.items() if prefers}
columns = list(zip(*worth))
mentors = {f"r{j}": [f"e{row}" for row in liked(values)] for j, values in enumerate(columns) if capacity[j]}
mentors = {name: prefers for name, prefers in mentors.items() if prefers}
places = {name: capacity[int(name[1:])] for name in mentors}
began = time.perf_counter()
game = HospitalResident.create_from_dictionaries(mentees, mentors, places)
solved = game.solve(optimal="resident")
seconds = time.perf_counter() - began
pairs = [[int(one.name[1:]), int(mentor.name[1:])] for mentor, taken in solved.items() for one in taken]
print(json.dumps({"seconds": seconds, "pairs": pairs}))
""",
)
PEERS = (MENTOR_MATCH, HOSPITAL_RESIDENT)


def install(peer: Peer, folder: Path) -> Path:
    """The interpreter of the peer's new environment. Raises Trouble when the packages cannot be had."""
    home = folder / f"peer-{peer.name}"
    uv = shutil.which("uv") or next((str(path) for path in _own_uv() if path.exists()), None)
    if uv is None:
        raise Trouble("uv was not found, so the peer's packages could not be installed.")
    python = home / "bin" / "python"
    _run([uv, "venv", "--quiet", "--python", sys.executable, str(home)], INSTALL_SECONDS, "made no environment")
    _run([uv, "pip", "install", "--quiet", "--python", str(python), *peer.packages], INSTALL_SECONDS, "could not be installed")
    return python


def run(peer: Peer, python: Path, worths: Mapping[str, Any]) -> dict[str, Any]:
    """Seconds, and pairs of mentee and mentor numbers. Raises Trouble when the peer fails, with its own last words."""
    asked = json.dumps({"worth": worths["worth"], "capacity": worths["capacity"]})
    answer = _run([str(python), "-I", "-c", peer.script], RUN_SECONDS, "failed", asked)
    found: dict[str, Any] = json.loads(answer.splitlines()[-1])
    return found


def worth_of_pairs(found: Mapping[str, Any], worths: Mapping[str, Any]) -> float:
    """By our measure; a pair that breaks a rule is worth nothing."""
    return float(sum(worths["worth"][mentee][mentor] for mentee, mentor in found["pairs"]))


def _own_uv() -> list[Path]:
    from causeway_cli.embedded.places import STATE

    return [STATE / "uv" / "bin" / "uv"]


def _run(command: list[str], seconds: float, what: str, given: str = "") -> str:
    try:
        done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise Trouble(f"took longer than {seconds:.0f} s") from None
    if done.returncode != 0:
        words = done.stderr.strip().splitlines() or ["no reason given"]
        raise Trouble(f"{what}: {words[-1][:LAST_WORDS]}")
    return done.stdout
