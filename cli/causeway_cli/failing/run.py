"""One run: a system of its own, people who write, faults by a schedule, everything healed, everything checked."""

import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from causeway_cli.checking.evidence import Difference
from causeway_cli.embedded.places import STATE, WORKING_COPY, private_folder
from causeway_cli.failing.findings import findings, recovered
from causeway_cli.failing.recovery import Recovery
from causeway_cli.failing.schedules import Shape, plan, shape_named
from causeway_cli.failing.system import Breakable, breakable_system
from causeway_cli.failing.timeline import Tell, play
from causeway_cli.load.ledger import read_ledger
from causeway_cli.trouble import Trouble

SAMPLES = WORKING_COPY / "samples" / "conversations.jsonl"
KEPT = STATE / "failures"
SETTING_UP_SECONDS = 180.0
HEALING_SECONDS = 120.0
SETTLING_SECONDS = 240.0
AFTER_SECONDS = 5.0
"""People write a little longer than faults begin, so that some write to a system that has just been healed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    schedule: str
    seed: int
    seconds: float
    faults: Sequence[str]
    figures: Mapping[str, Any]
    """As `replay` prints them."""
    recovery: Recovery
    restarts: Mapping[str, int]
    """Of each process that was started again."""
    differences: Sequence[Difference]
    kept: str
    """Where the logs and the ledger of a run with differences lie; empty for any other."""

    @property
    def again(self) -> str:
        return command_line(self.schedule, self.seed, self.seconds)

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "again": self.again}


def command_line(schedule: str, seed: int, seconds: float) -> str:
    return f"./causeway test failures --schedule '{schedule}' --seed {seed} --seconds {seconds:g}"


def run_schedule(
    name: str,
    seed: int,
    seconds: float | None = None,
    tell: Tell = lambda line: None,
    commands: Mapping[str, tuple[str, ...]] | None = None,
) -> Report:
    """Raises Trouble when the run itself could not be made."""
    shape = shape_named(name)
    length = seconds or shape.seconds
    with breakable_system(shape.counts, commands, shape.shifts) as system:
        planned = plan(shape, seed, length, sorted(system.processes.all()), system.lines.names)
        writing = _write(system, shape, length)
        try:
            _wait_for_the_first_post(system, writing)
            play(system, planned, tell)
            healed = heal(system, shape, tell)
            figures = _figures(writing)
        finally:
            writing.kill()
            writing.wait()
        system.processes.wait_until_healthy(HEALING_SECONDS)
        ledger = read_ledger(Path(figures["ledger"]))
        back = recovered(system, ledger, healed)
        found = findings(system, shape, figures, ledger, back, random.Random(seed))
        return Report(
            schedule=name,
            seed=seed,
            seconds=length,
            faults=[f"{each.at:.1f} s: {each.fault}" for each in planned],
            figures=figures,
            recovery=back,
            restarts={name: record.restarts for name, record in system.processes.all().items() if record.restarts},
            differences=found,
            kept=str(_keep(system.data, name, seed)) if found else "",
        )


def heal(system: Breakable, shape: Shape, tell: Tell) -> float:
    """Undoes what is left. Gives the moment (seconds since 1970) at which all processes ran and the stores answered again.

    From then on the time of the services counts, their own start with it; how long a broker starts is not theirs.
    """
    system.lines.clear()
    system.processes.wait_until_all_run(HEALING_SECONDS)
    system.processes.wait_until_stores_answer(HEALING_SECONDS)
    healed = time.time()
    tell("everything is healed")
    if shape.refill:
        system.processes.wait_until_healthy(HEALING_SECONDS)
        _command(system, "reconcile")
        healed = time.time()
    return healed


def _write(system: Breakable, shape: Shape, seconds: float) -> "subprocess.Popen[str]":
    options = ("--rate", f"{shape.rate:g}", "--seconds", f"{seconds + AFTER_SECONDS:g}", "--json", "--data", str(system.data))
    command = [sys.executable, "-P", "-m", "causeway_cli.main", "replay", str(SAMPLES), *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _wait_for_the_first_post(system: Breakable, writing: "subprocess.Popen[str]") -> None:
    until = time.monotonic() + SETTING_UP_SECONDS
    while not any(path.stat().st_size for path in system.running.ledgers.glob("*.jsonl")):
        if writing.poll() is not None or time.monotonic() > until:
            raise Trouble(f"Nobody began to write: {_last_words(writing)}")
        time.sleep(0.1)


def _last_words(writing: "subprocess.Popen[str]") -> str:
    writing.kill()
    said = writing.communicate()[1].strip().splitlines()
    return said[-1] if said else "the replay said nothing."


def _figures(writing: "subprocess.Popen[str]") -> Mapping[str, Any]:
    try:
        printed, complaints = writing.communicate(timeout=SETTLING_SECONDS)
    except subprocess.TimeoutExpired:
        raise Trouble(f"The replay did not come to its end within {SETTLING_SECONDS:.0f} s.") from None
    if not printed:
        raise Trouble(f"The replay failed: {complaints.strip().splitlines()[-1:]}")
    figures: Mapping[str, Any] = json.loads(printed)
    return figures


def _command(system: Breakable, *words: str) -> None:
    command = [sys.executable, "-P", "-m", "causeway_cli.main", *words, "--data", str(system.data)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(f"`causeway {words[0]}` failed: {done.stderr.strip()[-300:]}")


def _keep(data: Path, name: str, seed: int) -> Path:
    """Copies what explains a failed run."""
    folder = private_folder(KEPT) / f"{name.replace(' ', '-')}-{seed}"
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("logs", "ledgers"):
        shutil.copytree(data / part, folder / part)
    return folder
