"""An old and a new build of a service run side by side while it is rolled out: whoever goes first, nothing is lost (P12)."""

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition
from newer_build import MOOD

from all_events import all_events
from causeway_cli.embedded.places import WORKING_COPY
from causeway_cli.embedded.ports import LOOPBACK
from causeway_cli.failing.processes import wait_until
from causeway_cli.keeper.plan import SERVICES, service_environment
from causeway_cli.keeper.spec import page_ready
from causeway_cli.keeper.state import read_state
from causeway_cli.running import RunningSystem

pytestmark = [pytest.mark.connected, pytest.mark.failures, pytest.mark.long, pytest.mark.timeout(600)]

WRITERS_FIRST = ("matching", "messaging", "moderation")
READERS_FIRST = ("analytics", "notifications", "moderation")
PORTS_FROM = 110  # after the base port
START_SECONDS, DRAIN_SECONDS = 60.0, 20.0
RATE, SECONDS = 25, 20


def start(system: RunningSystem, service: str, log: Path) -> "subprocess.Popen[bytes]":
    """A second process of the service, of the newer build."""
    rpc_port, metrics_port = ports_of(system, service)
    own = {
        "CAUSEWAY_SERVICE_ORDINAL": "1",
        "CAUSEWAY_GRPC_ADDRESS": f"{LOOPBACK}:{rpc_port}",
        "CAUSEWAY_METRICS_ADDRESS": f"{LOOPBACK}:{metrics_port}",
    }
    environment = {**os.environ, **service_environment(service, system.data, system.base_port), **own}
    command = [sys.executable, str(Path(__file__).parent / "newer_build.py"), service]
    with log.open("ab") as output:
        return subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)


def ports_of(system: RunningSystem, service: str) -> tuple[int, int]:
    first = system.base_port + PORTS_FROM + 2 * SERVICES.index(service)
    return first, first + 1


def wait_until_ready(system: RunningSystem, service: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    is_ready = page_ready(ports_of(system, service)[1])

    def ready() -> bool:
        assert process.poll() is None, log.read_text()[-2000:]
        return asyncio.run(is_ready())

    wait_until(ready, START_SECONDS, f"the newer {service} is not ready")


@contextlib.contextmanager
def ended(processes: "Sequence[subprocess.Popen[bytes]]") -> Iterator[None]:
    try:
        yield
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(DRAIN_SECONDS)
            process.kill()


def asked(system: RunningSystem, *words: str) -> Any:
    whole = [sys.executable, "-P", "-m", "causeway_cli.main", *words, "--json", "--data", str(system.data)]
    done = subprocess.run(whole, capture_output=True, text=True, check=False, timeout=300)
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


def replayed(system: RunningSystem) -> dict[str, Any]:
    samples = str(WORKING_COPY / "samples" / "conversations.jsonl")
    options = ("--rate", str(RATE), "--seconds", str(SECONDS), "--conversations", "40")
    figures: dict[str, Any] = asked(system, "replay", samples, *options)
    return figures


def end_old(system: RunningSystem, service: str) -> None:
    """The old process ends; the keeper starts it again after a while, as a roll-back would."""
    state = read_state(system.data)
    assert state is not None
    pid = next(record.pid for record in state.processes if record.name == service)
    os.kill(pid, signal.SIGTERM)


async def events_of(kafka: str) -> dict[bool, int]:
    """How many events have the newer build's field, and how many have not."""
    rows = await all_events(kafka)
    moods = [json.loads(row.value).get("mood") for row in rows]
    return {True: moods.count(MOOD), False: moods.count(None)}


async def letters(kafka: str) -> int:
    """Events that somebody could not apply."""
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka)
    await consumer.start()
    try:
        ends = await consumer.end_offsets([TopicPartition(f"{service}.dead-letters", 0) for service in SERVICES])
        return sum(ends.values())
    finally:
        await consumer.stop()


@pytest.mark.parametrize("order", [WRITERS_FIRST, READERS_FIRST], ids=["writers first", "readers first"])
def test_old_and_new_side_by_side_lose_and_double_nothing(restarted: RunningSystem, order: Sequence[str], tmp_path: Path) -> None:
    logs = {service: tmp_path / f"newer-{service}.log" for service in order}
    newer = {service: start(restarted, service, logs[service]) for service in order}
    with ended(list(newer.values())):
        for service, process in newer.items():
            wait_until_ready(restarted, service, process, logs[service])
        together = replayed(restarted)
        checks = [asked(restarted, "check"), asked(restarted, "recount")]
        for service in order:
            end_old(restarted, service)
        alone = replayed(restarted)
        checks += [asked(restarted, "check"), asked(restarted, "recount")]

    wrong = ("failed", "unknown", "lost", "duplicated", "early", "waiting")
    assert [figures[name] for figures in (together, alone) for name in wrong] == [0] * 12
    assert checks == [{"differences": []}] * 4
    moods = asyncio.run(events_of(restarted.kafka))
    assert moods[True] > 0
    assert moods[False] > 0
    assert asyncio.run(letters(restarted.kafka)) == 0
