"""A consumer of the test's own topics, on the session's real servers."""

import sys
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # the modules beside this one are shared by the tests of this folder

from aiokafka import AIOKafkaProducer
from letter_office import Office
from pymongo import MongoClient

from causeway_cli.embedded.kafka import create_topics
from causeway_cli.testing import TEST_PARTITIONS


@pytest.fixture
def databases(mongo: str) -> Iterator[list[str]]:
    """Names of databases that are dropped after the test."""
    names: list[str] = []
    yield names
    with MongoClient[dict[str, Any]](mongo) as client:
        for name in names:
            client.drop_database(name)


@pytest.fixture
async def office(kafka: str, mongo: str, databases: list[str], tmp_path: Path) -> AsyncIterator[Office]:
    group = f"g{uuid.uuid4().hex[:10]}"
    topics = {f"{group}.notes": TEST_PARTITIONS, f"{group}.tales": TEST_PARTITIONS}
    await create_topics(kafka, {**topics, f"{group}.dead-letters": 1, f"{group}.replays": 1})
    databases.append(group)
    made = Office(kafka, mongo, group, tmp_path)
    await made.prepare()
    yield made
    await made.close()


@pytest.fixture
async def producer(kafka: str) -> AsyncIterator[AIOKafkaProducer]:
    async with AIOKafkaProducer(bootstrap_servers=kafka, max_request_size=1_048_000) as opened:
        yield opened
