"""Kafka and MongoDB in the working copy: they keep their data, move ports, and refuse what would harm."""

import asyncio
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import UnknownTopicOrPartitionError
from pymongo import MongoClient

from causeway_cli.embedded.kafka import Kafka, create_topics
from causeway_cli.embedded.mongo import Mongo
from causeway_cli.embedded.ports import accepts, free_ports
from causeway_cli.embedded.server import running
from causeway_cli.trouble import Trouble

pytestmark = pytest.mark.connected


@pytest.fixture
def occupied() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield int(taken.getsockname()[1])


def a_broker(folder: Path) -> Kafka:
    port, controller_port = free_ports(2)
    return Kafka(folder / "kafka", port, controller_port)


def a_database(folder: Path) -> Mongo:
    return Mongo(folder / "mongo", free_ports(1)[0])


async def produce(bootstrap: str, value: bytes) -> None:
    async with AIOKafkaProducer(bootstrap_servers=bootstrap) as producer:
        await producer.send_and_wait("notes.v1", value, partition=0)


async def consume(bootstrap: str, count: int) -> list[bytes]:
    consumer = AIOKafkaConsumer("notes.v1", bootstrap_servers=bootstrap, auto_offset_reset="earliest")
    async with consumer:
        return [(await consumer.getone()).value for _ in range(count)]


async def partitions(bootstrap: str) -> int:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        return len((await admin.describe_topics(["notes.v1"]))[0]["partitions"])
    finally:
        await admin.close()


def test_a_broker_keeps_its_records_over_a_restart_on_other_ports(tmp_path: Path) -> None:
    first = a_broker(tmp_path)
    with running(first, tmp_path / "kafka.log"):
        asyncio.run(create_topics(first.bootstrap, {"notes.v1": 3}))
        asyncio.run(produce(first.bootstrap, b"one"))

    second = a_broker(tmp_path)
    with running(second, tmp_path / "kafka.log"):
        asyncio.run(produce(second.bootstrap, b"two"))

        assert asyncio.run(consume(second.bootstrap, 2)) == [b"one", b"two"]
        assert not accepts(first.port)


def test_topics_are_created_once_and_kept_as_they_are(kafka: str) -> None:
    asyncio.run(create_topics(kafka, {"notes.v1": 3}))

    asyncio.run(create_topics(kafka, {"notes.v1": 5, "other.v1": 1}))

    assert asyncio.run(partitions(kafka)) == 3


def test_a_topic_that_nobody_created_does_not_come_into_being(kafka: str) -> None:
    async def send_to_nowhere() -> None:
        async with AIOKafkaProducer(bootstrap_servers=kafka, request_timeout_ms=1000) as producer:
            await producer.partitions_for("nowhere.v1")

    with pytest.raises(UnknownTopicOrPartitionError):
        asyncio.run(send_to_nowhere())


def test_creating_topics_without_a_broker_is_one_sentence() -> None:
    nobody = f"127.0.0.1:{free_ports(1)[0]}"

    with pytest.raises(Trouble, match=rf"Kafka at {nobody} did not create the topics .* is it running\?"):
        asyncio.run(create_topics(nobody, {"notes.v1": 1}))


def test_a_database_keeps_its_documents_over_a_restart_on_another_port(tmp_path: Path) -> None:
    for expected in (1, 2):
        server = a_database(tmp_path)
        with running(server, tmp_path / "mongod.log"), MongoClient[dict[str, Any]](server.uri) as client:
            with client.start_session() as session, session.start_transaction():
                client.test.notes.insert_one({}, session=session)

            assert client.test.notes.count_documents({}) == expected


def test_a_database_that_was_killed_has_what_it_acknowledged(tmp_path: Path) -> None:
    with running(server := a_database(tmp_path), tmp_path / "mongod.log") as pid:
        with MongoClient[dict[str, Any]](server.uri, journal=True) as client:
            client.test.notes.insert_many([{} for _ in range(100)])
        os.kill(pid, signal.SIGKILL)

    with (
        running(server := a_database(tmp_path), tmp_path / "mongod.log"),
        MongoClient[dict[str, Any]](server.uri) as client,
    ):
        assert client.test.notes.count_documents({}) == 100


def test_a_folder_in_use_by_another_broker_or_database_is_refused(tmp_path: Path) -> None:
    with (
        running(a_database(tmp_path), tmp_path / "one.log"),
        pytest.raises(Trouble, match="in use by another run"),
        running(a_database(tmp_path), tmp_path / "two.log"),
    ):
        pass

    assert not (tmp_path / "two.log").exists()


def test_a_taken_port_is_named_before_anything_is_written(tmp_path: Path, occupied: int) -> None:
    with pytest.raises(Trouble, match=rf"Port {occupied}, which Kafka needs, is taken by .*process {os.getpid()}"):
        Kafka(tmp_path / "kafka", occupied, free_ports(1)[0]).prepare()
    with pytest.raises(Trouble, match=rf"Port {occupied}, which MongoDB needs, is taken"):
        Mongo(tmp_path / "mongo", occupied).prepare()

    assert list(tmp_path.iterdir()) == []


def test_a_server_that_cannot_start_says_where_its_log_is(tmp_path: Path) -> None:
    server = a_database(tmp_path)
    (tmp_path / "mongo" / "db").mkdir(parents=True)
    (tmp_path / "mongo" / "db" / "storage.bson").write_text("not a database")

    with (
        pytest.raises(Trouble, match=r"mongod stopped while it was starting: its log is .*mongod\.log"),
        running(server, tmp_path / "mongod.log"),
    ):
        pass
