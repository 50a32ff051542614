"""One process under the keeper: started, found dead, started again after a growing pause."""

import os
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from causeway_cli.embedded.child import spawn
from causeway_cli.keeper.proc import birth
from causeway_cli.keeper.spec import ProcessSpec
from causeway_cli.keeper.state import ProcessRecord

FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 5.0
STEADY_SECONDS = 30.0
"""A process that ran this long has recovered: its next pause is the first one again."""


def pause_seconds(quick_deaths: int) -> float:
    return min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2.0 ** min(quick_deaths, 10))


class Kept:
    def __init__(self, spec: ProcessSpec, log: Path, keep_open: Sequence[int]) -> None:
        self.spec = spec
        self.log = log
        self.restarts = 0
        self._keep_open = keep_open
        self._child: subprocess.Popen[bytes] | None = None
        self._born = 0
        self._started = datetime.now(UTC)
        self._began_seconds = 0.0
        self._quick_deaths = 0
        self._due_seconds: float | None = None

    @property
    def child(self) -> subprocess.Popen[bytes] | None:
        return self._child

    @property
    def alive(self) -> bool:
        return self._child is not None and self._child.poll() is None

    def start(self, now_seconds: float) -> None:
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", **self.spec.environment}
        self._child = spawn(
            self.spec.command,
            log=self.log,
            environment=environment,
            keep_open=self._keep_open,
            death_signal=self.spec.orphan_signal,
        )
        self._born = birth(self._child.pid) or 0
        self._started = datetime.now(UTC)
        self._began_seconds = now_seconds
        self._due_seconds = None

    def tick(self, now_seconds: float) -> str | None:
        """Notice a death and start again when its pause is over. Gives a line to report when something happened."""
        if self._child is None or self.alive:
            return None
        if self._due_seconds is not None:
            return self._start_again(now_seconds) if now_seconds >= self._due_seconds else None
        if not self.spec.restart:
            return None
        self._quick_deaths = 0 if now_seconds - self._began_seconds > STEADY_SECONDS else self._quick_deaths
        pause = pause_seconds(self._quick_deaths)
        self._quick_deaths += 1
        self._due_seconds = now_seconds + pause
        return f"{self.spec.name} stopped ({_ending(self._child.returncode)}); starting it again in {pause:.1f} s."

    def record(self) -> ProcessRecord | None:
        if self._child is None:
            return None
        return ProcessRecord(
            name=self.spec.name,
            pid=self._child.pid,
            birth=self._born,
            command=self.spec.command,
            stage=self.spec.stage,
            started=self._started,
            ports=self.spec.ports,
            door=self.spec.door,
            restarts=self.restarts,
        )

    def _start_again(self, now_seconds: float) -> str:
        self.restarts += 1
        self.start(now_seconds)
        return f"{self.spec.name} started again (restart {self.restarts})."


def _ending(exit_code: int) -> str:
    return f"by signal {-exit_code}" if exit_code < 0 else f"exit code {exit_code}"
