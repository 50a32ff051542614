"""Reading again from Kafka: groups go back to where they were, and events return to the outbox once each."""

import asyncio
import uuid
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer, ConsumerRecord
from aiokafka.admin import AIOKafkaAdminClient
from pymongo import MongoClient

from causeway_cli.backup.log import records, stretch
from causeway_cli.backup.positions import beginnings, positions, put_back
from causeway_cli.backup.told_outbox import ToldOutbox
from causeway_cli.embedded.kafka import create_topics
from causeway_cli.embedded.server import wait_until
from causeway_kit.ids import new_event_id

pytestmark = pytest.mark.connected

PARTITIONS = 2


@pytest.fixture
async def owner(kafka: str) -> str:
    """The name of a service with one topic, in which 10 events lie."""
    name = f"service-{uuid.uuid4().hex[:8]}"
    await create_topics(kafka, {f"{name}.things.v1": PARTITIONS})
    producer = AIOKafkaProducer(bootstrap_servers=kafka)
    await producer.start()
    for number in range(10):
        await producer.send_and_wait(f"{name}.things.v1", b"%d" % number, partition=number % PARTITIONS)
    await producer.stop()
    return name


async def test_a_group_is_put_back_to_where_it_was(kafka: str, owner: str) -> None:
    topic = f"{owner}.things.v1"
    await put_back(kafka, owner, {topic: {0: 4, 1: 3}})

    await put_back(kafka, owner, {topic: {0: 1, 1: 0}})

    found = await positions(kafka, [owner], [owner])
    assert found.groups == {owner: {topic: {0: 1, 1: 0}}}
    assert found.topics[topic].ends == {0: 5, 1: 5}


async def test_everything_behind_the_known_ends_is_read_in_order(kafka: str, owner: str) -> None:
    topic = f"{owner}.things.v1"
    now = await positions(kafka, [], [owner])
    oldest = await beginnings(kafka, {topic: range(PARTITIONS)})
    known = {topic: {0: 2, 1: 5}}

    found = stretch(known, now, now, oldest, [topic])
    values = [
        record.value async for batch in records(kafka, topic, found.starts[topic], now.topics[topic].ends) for record in batch
    ]

    assert values == [b"4", b"6", b"8"]


async def test_a_topic_that_was_made_anew_bears_another_id(kafka: str, owner: str) -> None:
    topic = f"{owner}.things.v1"
    before = await positions(kafka, [], [owner])
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    try:
        await admin.delete_topics([topic])

        async def gone() -> bool:
            return topic not in await admin.list_topics()

        assert await wait_until(gone, 30)
    finally:
        await admin.close()
    await create_topics(kafka, {topic: PARTITIONS})

    after = await positions(kafka, [], [owner])

    assert after.topics[topic].id != before.topics[topic].id
    found = stretch({topic: {0: 5, 1: 5}}, before, after, {topic: {0: 0, 1: 0}}, [topic])
    assert (found.starts, found.continues) == ({topic: {0: 0, 1: 0}}, False)


def record(id: str) -> ConsumerRecord[bytes, bytes]:
    headers = [("type", b"MessageHeld"), ("event_id", id.encode())]
    return ConsumerRecord("messaging.messages.v1", 0, 1, 0, 0, b"c1", b"{}", None, 2, 2, headers)


def test_events_return_to_the_outbox_once_each_and_as_sent(mongo: str, database: str) -> None:
    known, fresh = new_event_id(), new_event_id()
    with MongoClient[dict[str, Any]](mongo) as client:
        outbox = client[database]["outbox"]
        outbox.insert_one({"_id": new_event_id(), "order": 1, "sent": False, "events": [{"id": known}]})
        told = ToldOutbox(client, database, known)

        first = told.put([record(known), record(fresh), record(fresh)])
        second = told.put([record(fresh)])

        assert (first, second.total()) == ({"MessageHeld": 1}, 0)
        [parcel] = outbox.find({"sent": True})
        assert parcel["events"][0] | {"trace": ""} == {
            "id": fresh,
            "topic": "messaging.messages.v1",
            "key": "c1",
            "type": "MessageHeld",
            "value": b"{}",
            "trace": "",
        }


def test_kafka_that_does_not_answer_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from causeway_cli.trouble import Trouble

    monkeypatch.setattr("causeway_cli.backup.positions.PATIENCE_SECONDS", 0.0)

    with pytest.raises(Trouble, match=r"Kafka at 127\.0\.0\.1:9 did not answer .*: is it running\?"):
        asyncio.run(positions("127.0.0.1:9", ["messaging"], ["messaging"]))
