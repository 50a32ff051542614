"""A small run of the benchmark: every figure is there, and the sums agree. No figure is judged."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from causeway_cli.running import RunningSystem

pytestmark = [pytest.mark.connected, pytest.mark.timeout(600)]

RATE, SECONDS = 20, 5
PROCESSES = {"mongod", "kafka", "matching", "messaging", "moderation", "notifications", "analytics", "load"}
TIMES = {"p50", "p95", "p99"}


def bench(*words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-P", "-m", "causeway_cli.main", "bench", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def written(system: RunningSystem, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    out = tmp_path_factory.mktemp("bench")
    short = ("--rates", str(RATE), "--seconds", str(SECONDS), "--warm-up", "1", "--data", str(system.data))
    done = bench("pipeline", *short, "--json", "--out", str(out))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), out


def test_every_message_is_in_the_sums(written: tuple[dict[str, Any], Path]) -> None:
    [found] = written[0]["rates"]
    ours = found["causeway"]

    assert ours["posted"] == ours["acked"] == RATE * SECONDS
    assert ours["acked"] == ours["readable"] + ours["ended"] + ours["waiting"] + ours["lost"]
    assert (ours["lost"], ours["duplicated"], ours["early"]) == (0, 0, 0)


def test_every_process_has_its_processor_time_and_memory(written: tuple[dict[str, Any], Path]) -> None:
    [found] = written[0]["rates"]
    ours = found["causeway"]

    assert ours["processes"].keys() >= PROCESSES
    assert all(part["peak_mb"] >= part["memory_mb"] > 1 for part in ours["processes"].values())
    assert ours["cpu_ms_a_message"] == pytest.approx(sum(part["cpu_ms_a_message"] for part in ours["processes"].values()))
    assert ours["restarted"] == []


def test_every_queue_was_looked_at(written: tuple[dict[str, Any], Path]) -> None:
    [found] = written[0]["rates"]
    names = {queue["name"] for queue in found["causeway"]["queues"]}

    assert {"outbox of messaging", "events unread by analytics", "posts without an answer", "messages not yet readable"} <= names
    assert found["causeway"]["grew"] == [queue["name"] for queue in found["causeway"]["queues"] if queue["grew"]]


def test_the_floor_ran_beside_it_with_the_same_bytes(written: tuple[dict[str, Any], Path]) -> None:
    report = written[0]
    [found] = report["rates"]
    floor = found["floor"]

    assert len(report["hop_bytes"]) == 3
    assert all(size > 100 for size in report["hop_bytes"])
    assert (floor["posted"], floor["readable"], floor["duplicated"]) == (RATE * SECONDS, RATE * SECONDS, 0)
    assert floor["processes"].keys() == {"kafka", "forwarder 1", "forwarder 2", "load"}
    assert found["ratios"]["floor"]["readable_p50"] == pytest.approx(
        found["causeway"]["readable_ms"]["p50"] / floor["readable_ms"]["p50"], abs=0.01
    )
    for times in (floor["ack_ms"], floor["readable_ms"], found["causeway"]["ack_ms"], found["causeway"]["readable_ms"]):
        assert times.keys() == TIMES
        assert 0 < times["p50"] <= times["p95"] <= times["p99"]


def test_figures_table_and_picture_are_written(written: tuple[dict[str, Any], Path]) -> None:
    report, out = written

    assert json.loads((out / "pipeline.json").read_text()) == report
    assert f"| {RATE} | " in (out / "pipeline.md").read_text()
    assert ElementTree.parse(out / "pipeline.svg").getroot().tag.endswith("svg")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("pipeline", "--rates", "fast"), "--rates takes numbers"),
        (("pipeline", "--sync", "--data", "somewhere"), "leave --data out"),
        (("pipeline", "--data", "/nonexistent"), "Nothing runs in /nonexistent"),
        (("growth", "--conversations", "many"), "--conversations takes whole numbers"),
        (("growth", "--out", "/proc/nowhere"), "--out"),
    ],
)
def test_wrong_orders_end_in_one_sentence(words: tuple[str, ...], sentence: str) -> None:
    done = bench(*words)

    assert done.returncode == 1
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
