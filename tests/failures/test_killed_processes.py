"""Any process may be killed at any moment: nothing acknowledged is lost, shown twice, or shown before its verdict."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from causeway_cli.embedded.places import WORKING_COPY
from causeway_cli.failing.processes import wait_until
from causeway_cli.keeper.health import health
from causeway_cli.keeper.state import ProcessRecord, read_state
from causeway_cli.load.ledger import Attempt, Ledger, Outcome, Seen, newest_ledger, read_ledger
from causeway_cli.running import RunningSystem, started_system

pytestmark = [pytest.mark.connected, pytest.mark.failures, pytest.mark.timeout(600)]

MESSAGES_A_SECOND = 25
RESTART_SECONDS = 60
BETWEEN_KILLS_SECONDS = 2
END_SECONDS = 30
"""After the restart of a killed process, for every message that was acknowledged until then. Seconds in which another victim
was away do not count: kills follow each other within seconds, so the next one may take what a message still needs."""


@dataclass(frozen=True)
class Outage:
    """Unix times: the kill, the keeper's restart, everything healthy again."""

    killed: float
    restarted: float
    healthy: float


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


def kill(data: Path, name: str) -> Outage:
    """SIGKILL, then waits until everything is healthy again."""
    victim = processes(data)[name]
    killed = time.time()
    os.kill(victim.pid, signal.SIGKILL)
    wait_until(lambda: processes(data)[name].pid != victim.pid, RESTART_SECONDS, f"{name} was not started again")
    restarted = time.time()
    wait_until(lambda: all_healthy(data), RESTART_SECONDS, f"not everything is healthy after the restart of {name}")
    return Outage(killed, restarted, time.time())


def late(ledger: Ledger, outage: Outage, others: Sequence[Outage]) -> list[str]:
    """Messages acknowledged before the restart that their reader first saw after it and END_SECONDS more."""
    seen: dict[str, float] = {}
    for sight in ledger.seen:
        seen[sight.message_id] = min(sight.at, seen.get(sight.message_id, sight.at))
    acknowledged = [each for each in ledger.attempts if each.outcome is Outcome.OK and each.end <= outage.restarted]
    return [
        each.message_id
        for each in acknowledged
        if (at := seen.get(each.message_id, 0.0)) - outage.restarted - _away(others, outage.restarted, at) > END_SECONDS
    ]


def _away(outages: Sequence[Outage], since: float, until: float) -> float:
    """Seconds. One victim is killed after the other is back, so outages never overlap."""
    return sum(max(0.0, min(each.healthy, until) - max(each.killed, since)) for each in outages)


def test_the_check_for_late_messages_finds_one_that_came_a_second_too_late() -> None:
    attempt = Attempt("author", "reader", "talk", "key", "sha", start=99.0, end=100.0, outcome=Outcome.OK, message_id="m")
    outage, next_one = Outage(105.0, 110.0, 112.0), Outage(114.0, 118.0, 124.0)
    timely = Ledger([attempt], [Seen("reader", "talk", "m", 1, at=110.0 + END_SECONDS)], [])
    tardy = Ledger([attempt], [Seen("reader", "talk", "m", 1, at=111.0 + END_SECONDS)], [])
    tardy_in_spite_of_the_next = Ledger([attempt], [Seen("reader", "talk", "m", 1, at=121.0 + END_SECONDS)], [])
    assert (late(timely, outage, []), late(tardy, outage, [])) == ([], ["m"])
    assert (late(tardy, outage, [next_one]), late(tardy_in_spite_of_the_next, outage, [next_one])) == ([], ["m"])


def test_killing_each_process_in_turn_while_people_write_loses_and_doubles_nothing(doomed: RunningSystem) -> None:
    victims = list(processes(doomed.data))
    samples = str(WORKING_COPY / "samples" / "conversations.jsonl")
    writing = command(doomed, "replay", samples, "--rate", str(MESSAGES_A_SECOND), "--seconds", str(len(victims) * 8))
    while not list(doomed.ledgers.glob("*.jsonl")):
        assert writing.poll() is None, writing.communicate()[1]
        time.sleep(0.2)

    outages = {}
    for name in victims:
        time.sleep(BETWEEN_KILLS_SECONDS)
        outages[name] = kill(doomed.data, name)

    figures = answer(writing)
    assert figures["posted"] == figures["acked"] + figures["failed"] + figures["unknown"]
    assert figures["acked"] > 0
    assert (figures["lost"], figures["duplicated"], figures["early"], figures["waiting"]) == (0, 0, 0, 0)
    ledger = read_ledger(newest_ledger(doomed.ledgers))
    others = {name: [outage for other, outage in outages.items() if other != name] for name in victims}
    assert {name: late(ledger, outage, others[name]) for name, outage in outages.items()} == {name: [] for name in victims}
    assert answer(command(doomed, "check")) == {"differences": []}
    assert answer(command(doomed, "recount")) == {"differences": []}
    assert all(record.restarts >= 1 for record in processes(doomed.data).values())
