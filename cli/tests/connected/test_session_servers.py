"""The fixtures that every connected test in the project stands on."""

from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from pymongo import AsyncMongoClient

pytestmark = pytest.mark.connected


async def test_what_is_written_to_a_fresh_topic_can_be_read(kafka: str, topic: str) -> None:
    async with AIOKafkaProducer(bootstrap_servers=kafka) as producer:
        await producer.send_and_wait(topic, b"hello", key=b"k")

    async with AIOKafkaConsumer(topic, bootstrap_servers=kafka, auto_offset_reset="earliest") as consumer:
        assert (await consumer.getone()).value == b"hello"
        assert len(consumer.assignment()) == 3


async def test_a_transaction_leaves_nothing_behind_when_it_is_aborted(mongo: str, database: str) -> None:
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(mongo)
    async with client:
        notes = client[database]["notes"]
        await notes.insert_one({"_id": "first"})
        async with client.start_session() as session, await session.start_transaction():
            await notes.insert_one({"_id": "second"}, session=session)
            await session.abort_transaction()

        assert await notes.distinct("_id") == ["first"]
