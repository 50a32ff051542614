"""Services are restarted one after the other while people write and read: nobody's call fails for good (P19).

A restart is a SIGTERM; the keeper starts the process again. Every call is repeated with the same key, as clients do.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence, Set
from pathlib import Path
from typing import Any

import pytest

from causeway_cli.embedded.places import WORKING_COPY
from causeway_cli.failing.processes import wait_until
from causeway_cli.keeper.health import health
from causeway_cli.keeper.plan import SERVICES
from causeway_cli.keeper.proc import is_still
from causeway_cli.keeper.state import ProcessRecord, read_state
from causeway_cli.running import RunningSystem

pytestmark = [pytest.mark.connected, pytest.mark.failures]

MESSAGES_A_SECOND = 50
CONVERSATIONS = 50
DRAIN_SECONDS = 20.0
BACK_SECONDS = 60.0
CALM_SECONDS = 1.0  # between two restarts
LEG_SECONDS = 30


def processes(system: RunningSystem) -> dict[str, ProcessRecord]:
    state = read_state(system.data)
    assert state is not None
    return {record.name: record for record in state.processes}


def healthy(system: RunningSystem) -> bool:
    state = read_state(system.data)
    return state is not None and all(each.healthy for each in asyncio.run(health(system.data, state)))


def restart(system: RunningSystem, service: str) -> float:
    """Seconds from SIGTERM to the end of the process. Returns when everything is healthy again."""
    old = processes(system)[service]
    os.kill(old.pid, signal.SIGTERM)
    began = time.monotonic()
    wait_until(lambda: not is_still(old.pid, old.birth), DRAIN_SECONDS, f"{service} did not end")
    drained = time.monotonic() - began
    wait_until(lambda: processes(system)[service].pid != old.pid, BACK_SECONDS, f"{service} was not started again")
    wait_until(lambda: healthy(system), BACK_SECONDS, f"not everything is healthy after the restart of {service}")
    return drained


def command(system: RunningSystem, *words: str) -> subprocess.Popen[str]:
    whole = [sys.executable, "-P", "-m", "causeway_cli.main", *words, "--json", "--data", str(system.data)]
    return subprocess.Popen(whole, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def answer(running: subprocess.Popen[str]) -> Any:
    out, err = running.communicate(timeout=900)
    assert out, err
    return json.loads(out)


def restarted_under_load(system: RunningSystem, rounds: Sequence[str]) -> tuple[list[dict[str, Any]], list[float]]:
    """The figures of replays, one after the other until all restarts are done, and the drain times."""
    waiting, legs, drains = list(rounds), [], []
    while waiting:
        writing = writing_begun(system)
        try:
            while waiting and writing.poll() is None:
                drains.append(restart(system, waiting.pop(0)))
                time.sleep(CALM_SECONDS)
            legs.append(answer(writing))
        finally:
            writing.kill()
    return legs, drains


def writing_begun(system: RunningSystem) -> subprocess.Popen[str]:
    """A replay that has posted its first messages."""
    before = set(system.ledgers.glob("*.jsonl"))
    samples = str(WORKING_COPY / "samples" / "conversations.jsonl")
    options = ("--rate", str(MESSAGES_A_SECOND), "--seconds", str(LEG_SECONDS), "--conversations", str(CONVERSATIONS))
    writing = command(system, "replay", samples, *options)
    wait_until(lambda: holds_posts(system, before) or writing.poll() is not None, 120, "nothing was posted")
    return writing


def holds_posts(system: RunningSystem, before: Set[Path]) -> bool:
    return any(path.stat().st_size > 0 for path in set(system.ledgers.glob("*.jsonl")) - before)


def wrongs(figures: dict[str, Any]) -> dict[str, int]:
    """What must not be; empty when all is well."""
    bad = ("failed", "unknown", "lost", "duplicated", "early", "waiting")
    return {name: figures[name] for name in bad if figures[name]}


def assert_nobody_noticed(system: RunningSystem, rounds: Sequence[str]) -> None:
    legs, drains = restarted_under_load(system, rounds)
    sys.stdout.write(json.dumps({"restarts": len(rounds), "drains": [round(each, 2) for each in drains], "replays": legs}) + "\n")

    assert [wrongs(figures) for figures in legs] == [{}] * len(legs)
    assert [figures["acked"] for figures in legs] == [MESSAGES_A_SECOND * LEG_SECONDS] * len(legs)
    assert max(drains) < DRAIN_SECONDS
    assert sum(figures["streams_reopened"] for figures in legs) >= 2 * CONVERSATIONS  # and each went on at its cursor
    assert answer(command(system, "check")) == {"differences": []}
    assert answer(command(system, "recount")) == {"differences": []}


@pytest.mark.timeout(600)
@pytest.mark.long
def test_one_restart_of_each_service_fails_no_call_and_doubles_no_message(restarted: RunningSystem) -> None:
    assert_nobody_noticed(restarted, SERVICES)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_twenty_restarts_of_each_service_fail_no_call_and_double_no_message(restarted: RunningSystem) -> None:
    assert_nobody_noticed(restarted, SERVICES * 20)


def test_the_check_finds_a_call_that_failed_and_a_message_that_came_twice() -> None:
    fine = dict.fromkeys(("failed", "unknown", "lost", "duplicated", "early", "waiting"), 0)

    assert wrongs(fine) == {}
    assert wrongs({**fine, "failed": 1, "duplicated": 2}) == {"failed": 1, "duplicated": 2}
