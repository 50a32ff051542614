"""A service whose events cannot be applied: it stops reading, says so, stays up, and goes on after a restart."""

import asyncio
import json
import os
import urllib.error
import urllib.request
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import grpc
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from grpc_health.v1 import health_pb2, health_pb2_grpc
from pymongo import MongoClient

from causeway.messaging.v1.events import ConversationRead
from causeway_cli.embedded.kafka import create_topics
from causeway_cli.embedded.ports import free_ports
from causeway_kit.clock import SystemClock
from causeway_kit.service import Service
from causeway_kit.settings import ServiceSettings
from causeway_kit.spoilage import IN_A_ROW
from causeway_kit.testing import until
from causeway_kit.work import UnitOfWork

pytestmark = pytest.mark.connected
COUNTS = "counts"


class Reader(Service):
    """Counts events; unless it is fixed, it fails at every one with a negative number."""

    def __init__(self, group: str, topic: str, settings: ServiceSettings, fixed: bool) -> None:
        super().__init__(group, settings, {COUNTS: []})
        self._fixed = fixed
        self.event: type[ConversationRead] = type("Noted", (ConversationRead,), {"TOPIC": topic, "__module__": __name__})
        self.consumer.on(self.event, lambda work: work, needs=lambda event: [])(self._count)

    def _count(self, work: UnitOfWork, event: ConversationRead) -> None:
        if event.feed_seq < 0 and not self._fixed:
            raise ValueError("a bug")
        work.increment(COUNTS, event.event_id, {"times": 1})

    def end(self) -> None:
        self._stop.set()


@pytest.fixture
def settings(kafka: str, mongo: str, tmp_path: Path) -> Iterator[ServiceSettings]:
    (tmp_path / "kek").write_bytes(os.urandom(32))
    (tmp_path / "secret").write_text("secret")
    database = f"test-{uuid.uuid4().hex[:8]}"
    rpc, page = free_ports(2)
    yield ServiceSettings(
        grpc_address=f"127.0.0.1:{rpc}",
        metrics_address=f"127.0.0.1:{page}",
        kafka=kafka,
        mongo_uri=mongo,
        mongo_database=database,
        keys_uri=mongo,
        keys_database=database,
        kek_file=tmp_path / "kek",
        issuer="http://127.0.0.1:9",
        jwks_url="http://127.0.0.1:9/jwks.json",
        audience="causeway",
        token_url="http://127.0.0.1:9/token",
        client_id="reader",
        client_secret_file=tmp_path / "secret",
    )
    with MongoClient[dict[str, Any]](mongo) as client:
        client.drop_database(database)


@asynccontextmanager
async def running(service: Reader) -> AsyncIterator["asyncio.Task[None]"]:
    task = asyncio.create_task(service.run())
    try:
        yield task
    finally:
        service.end()
        await asyncio.wait_for(task, 30)


def page(settings: ServiceSettings, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://{settings.metrics_address}/{path}", timeout=30) as answer:
            return int(answer.status), answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except urllib.error.URLError:
        return 0, ""


async def says(settings: ServiceSettings, name: str, code: int, words: str) -> str:
    async with asyncio.timeout(60):
        while True:
            got, text = await asyncio.to_thread(page, settings, name)
            if got == code and words in text:
                return text
            await asyncio.sleep(0.2)


async def test_it_waits_for_an_operator_answers_calls_meanwhile_and_goes_on_after_a_restart(
    kafka: str, settings: ServiceSettings
) -> None:
    group = f"g{uuid.uuid4().hex[:8]}"
    topic = f"{group}.notes"
    await create_topics(kafka, {topic: 1, f"{group}.dead-letters": 1, f"{group}.replays": 1})
    sick = Reader(group, topic, settings, fixed=False)
    async with running(sick) as task, AIOKafkaProducer(bootstrap_servers=kafka) as producer:
        for number in range(IN_A_ROW + 30):
            event = sick.event(conversation_id="c1", programme_id="p", reader_id="maya", feed_seq=-1 - number)
            stamped = event.stamped(uuid.uuid4().hex, SystemClock().now())
            await producer.send(topic, stamped.to_json(), key=b"c1", headers=[("type", b"Noted")])
        await producer.flush()

        told = json.loads(await says(settings, "well", 503, "operator"))

        assert f"{topic}/0, stopped before offset {IN_A_ROW}" in told["waits_for"]["operator"]
        assert "restart the service: it goes on from there" in told["waits_for"]["operator"]
        assert [(await asyncio.to_thread(page, settings, name))[0] for name in ("live", "ready")] == [200, 200]
        assert "causeway_partitions_stopped 1.0" in (await asyncio.to_thread(page, settings, "metrics"))[1]
        async with grpc.aio.insecure_channel(settings.grpc_address) as channel:
            answer = await health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest())
        assert answer.status == health_pb2.HealthCheckResponse.SERVING
        assert not task.done()

    cured = Reader(group, topic, settings, fixed=True)
    async with running(cured):
        await says(settings, "well", 200, "true")

        async def the_rest_counted() -> bool:
            return await cured.store.count(COUNTS, {}) == 30

        await until(the_rest_counted)
        letters = await ends(kafka, f"{group}.dead-letters")
    assert letters == IN_A_ROW


async def ends(kafka: str, topic: str) -> int:
    async with AIOKafkaConsumer(bootstrap_servers=kafka) as reading:
        place = TopicPartition(topic, 0)
        return int((await reading.end_offsets([place]))[place])
