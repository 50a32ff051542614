"""A broker and a mongod that belong to the tests of this folder alone, because those break them."""

import asyncio
import contextlib
import sys
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # the modules beside this one are shared by the tests of this folder

from fault_ledger import Ledger
from fault_locks import LockedKafka
from fault_processes import Workshop
from fault_servers import Breakable, delete_topics
from fault_service import Plan
from pymongo import MongoClient

from causeway_cli.embedded.kafka import create_topics
from causeway_cli.embedded.mongo import Mongo
from causeway_cli.embedded.ports import free_ports
from causeway_cli.embedded.server import Server
from causeway_cli.testing import TEST_PARTITIONS

SMALL_HEAP_MB = 160  # enough with the small cleaner buffer; with Kafka's own a broker dies even at 192


@contextlib.contextmanager
def _breakable(server: Server, address: str, log: Path) -> Iterator[Breakable]:
    made = Breakable(server, address, log)
    made.start()
    asyncio.run(made.serves())
    try:
        yield made
    finally:
        made.release()
        made.kill()


@pytest.fixture(scope="session")
def own_folder(servers_folder: Path) -> Path:
    return servers_folder / "breakable"


@pytest.fixture(scope="session")
def own_broker(own_folder: Path) -> Iterator[Breakable]:
    port, controller_port, guarded, sealed = free_ports(4)
    server = LockedKafka(
        own_folder / "kafka", port, controller_port, heap_mb=SMALL_HEAP_MB, guarded_port=guarded, sealed_port=sealed
    )
    with _breakable(server, server.bootstrap, own_folder / "kafka.log") as broker:
        yield broker


@pytest.fixture(scope="session")
def own_mongod(own_folder: Path) -> Iterator[Breakable]:
    server = Mongo(own_folder / "mongo", free_ports(1)[0])
    with _breakable(server, server.uri, own_folder / "mongod.log") as mongod:
        yield mongod


@pytest.fixture
async def broker(own_broker: Breakable) -> AsyncIterator[Breakable]:
    yield own_broker
    await own_broker.mended()


@pytest.fixture
async def mongod(own_mongod: Breakable) -> AsyncIterator[Breakable]:
    yield own_mongod
    await own_mongod.mended()


@pytest.fixture
async def plan(broker: Breakable) -> AsyncIterator[Plan]:
    """A topic to read and one to write, for a consumer group of its own."""
    name = f"g{uuid.uuid4().hex[:8]}"
    plan = Plan(group=name, topic=f"{name}.in", echoes=f"{name}.out")
    topics = {plan.topic: TEST_PARTITIONS, plan.echoes: TEST_PARTITIONS, f"{name}.dead-letters": 1, f"{name}.replays": 1}
    await create_topics(broker.address, topics)
    yield plan
    await broker.mended()
    await delete_topics(broker.address, lambda topic: topic.startswith(name))  # many folders make a restart slow


@pytest.fixture
async def workshop(tmp_path: Path, broker: Breakable, mongod: Breakable, plan: Plan) -> AsyncIterator[Workshop]:
    made = Workshop(tmp_path, broker.address, mongod.address)
    yield made
    await made.close()
    await mongod.mended()
    with MongoClient[dict[str, Any]](mongod.address) as client:
        for name in client.list_database_names():
            if name.startswith(plan.group):
                client.drop_database(name)


@pytest.fixture
async def ledger(workshop: Workshop, plan: Plan) -> AsyncIterator[Ledger]:
    made = Ledger(workshop.bootstrap, workshop.mongo, plan)
    yield made
    await made.close()
