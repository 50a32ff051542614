"""The command `reconcile` on a running system: it says what a topic lost, brings it back, and makes a lost topic anew."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from pymongo import MongoClient

from causeway_cli.reconciling.topics import missing_topics
from causeway_cli.running import RunningSystem, started_system
from causeway_kit.ids import first_id_at, order_of

pytestmark = [pytest.mark.connected, pytest.mark.timeout(600)]

TOPIC = "matching.programmes.v1"
EVENTS = 30


@pytest.fixture(scope="module")
def system() -> Iterator[RunningSystem]:
    with started_system() as running:
        yield running


@pytest.fixture
def told(system: RunningSystem) -> Iterator[None]:
    """Events that matching sent an hour ago and that are of a type nobody listens to."""
    an_hour_ago = first_id_at(datetime.now(UTC) - timedelta(hours=1))
    ids = [f"{an_hour_ago}{os.urandom(8).hex()}" for _ in range(EVENTS)]
    event = {"topic": TOPIC, "key": "p", "type": "SomethingOld", "value": b'{"type":"SomethingOld"}', "trace": ""}
    with MongoClient[dict[str, Any]](system.mongo_uri) as client:
        outbox = client["matching"]["outbox"]
        outbox.insert_many(
            [{"_id": id, "order": order_of(id), "shard": 0, "sent": True, "events": [{**event, "id": id}]} for id in ids]
        )
        yield
        outbox.delete_many({"_id": {"$in": ids}})


def reconcile(data: Path, *options: str) -> tuple[int, Any]:
    command = [sys.executable, "-P", "-m", "causeway_cli.main", "reconcile", "--json", "--data", str(data), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=200)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def of_topic(answer: Any) -> Any:
    return next(each for each in answer["topics"] if each["topic"] == TOPIC)


async def _delete_topic(bootstrap: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    await admin.delete_topics([TOPIC])
    await admin.close()


def test_what_is_missing_is_told_sent_again_and_then_there(system: RunningSystem, told: None) -> None:
    code, answer = reconcile(system.data, "--dry-run")
    assert (code, answer["missing"]) == (1, EVENTS)
    assert of_topic(answer) == {"topic": TOPIC, "events": EVENTS, "present": 0, "republished": 0, "missing": EVENTS}

    code, answer = reconcile(system.data)
    assert (code, answer["missing"], of_topic(answer)["republished"]) == (0, 0, EVENTS)

    code, answer = reconcile(system.data)
    assert (code, of_topic(answer)["present"], of_topic(answer)["republished"]) == (0, EVENTS, 0)


def test_a_lost_topic_is_made_again_and_filled(system: RunningSystem, told: None) -> None:
    reconcile(system.data)
    asyncio.run(_delete_topic(system.kafka))

    code, answer = reconcile(system.data, "--dry-run")
    assert (code, answer["recreated"], of_topic(answer)["missing"]) == (1, [TOPIC], EVENTS)
    assert asyncio.run(missing_topics(system.kafka, [TOPIC])) == [TOPIC]

    code, answer = reconcile(system.data)
    assert (code, answer["recreated"], answer["missing"]) == (0, [TOPIC], 0)
    assert of_topic(answer)["republished"] == EVENTS
    assert asyncio.run(missing_topics(system.kafka, [TOPIC])) == []
