"""Any process may be killed at any moment: nothing acknowledged is lost, shown twice, or shown before its verdict."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from causeway_cli.embedded.places import WORKING_COPY
from causeway_cli.keeper.health import health
from causeway_cli.keeper.state import ProcessRecord, read_state
from causeway_cli.running import RunningSystem, started_system

pytestmark = [pytest.mark.connected, pytest.mark.failures, pytest.mark.timeout(600)]

MESSAGES_A_SECOND = 25
RESTART_SECONDS = 60
BETWEEN_KILLS_SECONDS = 2


@pytest.fixture
def doomed() -> Iterator[RunningSystem]:
    """A system of its own: others must not suffer from what happens to it."""
    with started_system() as running:
        yield running


def command(system: RunningSystem, *words: str) -> subprocess.Popen[str]:
    whole = [sys.executable, "-P", "-m", "causeway_cli.main", *words, "--json", "--data", str(system.data)]
    return subprocess.Popen(whole, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def answer(running: subprocess.Popen[str]) -> Any:
    out, err = running.communicate(timeout=400)
    assert out, err
    return json.loads(out)


def processes(data: Path) -> dict[str, ProcessRecord]:
    state = read_state(data)
    assert state is not None
    return {record.name: record for record in state.processes}


def all_healthy(data: Path) -> bool:
    state = read_state(data)
    return state is not None and all(each.healthy for each in asyncio.run(health(data, state)))


def kill(data: Path, name: str) -> None:
    """SIGKILL, then waits until the keeper has brought the process back and everything is healthy again."""
    victim = processes(data)[name]
    os.kill(victim.pid, signal.SIGKILL)
    until = time.monotonic() + RESTART_SECONDS
    while processes(data)[name].pid == victim.pid or not all_healthy(data):
        assert time.monotonic() < until, f"{name} did not come back within {RESTART_SECONDS} s"
        time.sleep(0.2)


def test_killing_each_process_in_turn_while_people_write_loses_and_doubles_nothing(doomed: RunningSystem) -> None:
    victims = list(processes(doomed.data))
    samples = str(WORKING_COPY / "samples" / "conversations.jsonl")
    writing = command(doomed, "replay", samples, "--rate", str(MESSAGES_A_SECOND), "--seconds", str(len(victims) * 8))
    while not list(doomed.ledgers.glob("*.jsonl")):
        assert writing.poll() is None, writing.communicate()[1]
        time.sleep(0.2)

    for name in victims:
        time.sleep(BETWEEN_KILLS_SECONDS)
        kill(doomed.data, name)

    figures = answer(writing)
    assert figures["posted"] == figures["acked"] + figures["failed"] + figures["unknown"]
    assert figures["acked"] > 0
    assert (figures["lost"], figures["duplicated"], figures["early"], figures["waiting"]) == (0, 0, 0, 0)
    assert answer(command(doomed, "check")) == {"differences": []}
    assert answer(command(doomed, "recount")) == {"differences": []}
    assert all(record.restarts >= 1 for record in processes(doomed.data).values())
