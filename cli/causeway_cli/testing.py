"""pytest fixtures: real Kafka and real MongoDB for a test session, and fresh names in them for each test.

A conftest.py takes what it needs: `from causeway_cli.testing import database, kafka, mongo, servers_folder, topic`.
The servers run from container images where a container engine answers, and as plain processes elsewhere;
CAUSEWAY_TEST_SERVERS=embedded or =containers decides it by hand.
"""

import asyncio
import contextlib
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest

from causeway_cli.embedded.containers import engine_answers, kafka_container, mongo_container
from causeway_cli.embedded.issuer import Issuer, served
from causeway_cli.embedded.kafka import Kafka, create_topics
from causeway_cli.embedded.mongo import Mongo
from causeway_cli.embedded.places import TEST, private_folder
from causeway_cli.embedded.ports import free_ports
from causeway_cli.embedded.server import running

T = TypeVar("T")
TEST_PARTITIONS = 3


_shared: dict[str, tuple[contextlib.ExitStack, Any, int]] = {}


@contextlib.contextmanager
def shared(name: str, start: Callable[[], contextlib.AbstractContextManager[T]]) -> Iterator[T]:
    """The same for everybody in this process, from the first who asks until the last who leaves.

    Each conftest.py that imports a session fixture has one of its own; they must not each start a broker.
    """
    if name not in _shared:
        stack = contextlib.ExitStack()
        _shared[name] = (stack, stack.enter_context(start()), 0)
    stack, value, users = _shared[name]
    _shared[name] = (stack, value, users + 1)
    try:
        yield value
    finally:
        stack, value, users = _shared[name]
        _shared[name] = (stack, value, users - 1)
        if users == 1:
            del _shared[name]
            stack.close()


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(dir=private_folder(TEST), prefix="servers-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def servers_folder() -> Iterator[Path]:
    """A folder for the session's servers, removed at its end; logs of a failed start stay readable until then."""
    with shared("folder", _folder) as folder:
        yield folder


@pytest.fixture(scope="session")
def kafka(servers_folder: Path) -> Iterator[str]:
    """The bootstrap address of a broker that creates no topics by itself."""
    with shared("kafka", kafka_container if _in_containers() else partial(embedded_kafka, servers_folder)) as bootstrap:
        yield bootstrap


@pytest.fixture(scope="session")
def mongo(servers_folder: Path) -> Iterator[str]:
    """The URI of a replica set of one."""
    with shared("mongo", mongo_container if _in_containers() else partial(embedded_mongo, servers_folder)) as uri:
        yield uri


@pytest.fixture(scope="session")
def issuer(servers_folder: Path) -> Iterator[Issuer]:
    """An issuer in this process: its `token` makes right and wrong tokens, and its `url` serves `/jwks.json` and `/token`.

    A client's secret is what `client_secret(issuer_clients, name)` of the keeper's keys writes.
    """
    with served(servers_folder / "issuer", servers_folder / "clients") as running_issuer:
        yield running_issuer


@pytest.fixture(scope="session")
def issuer_clients(servers_folder: Path) -> Path:
    """The folder of the client secrets that the session's issuer accepts."""
    return private_folder(servers_folder / "clients")


@pytest.fixture
def topic(kafka: str) -> str:
    """A topic of its own for the test, with 3 partitions."""
    name = f"test-{uuid.uuid4().hex[:12]}"
    asyncio.run(create_topics(kafka, {name: TEST_PARTITIONS}))
    return name


@pytest.fixture
def database(mongo: str) -> Iterator[str]:
    """The name of a database of its own for the test, dropped after it."""
    from pymongo import MongoClient

    name = f"test-{uuid.uuid4().hex[:12]}"
    yield name
    with MongoClient[dict[str, Any]](mongo) as client:
        client.drop_database(name)


@contextlib.contextmanager
def embedded_kafka(folder: Path) -> Iterator[str]:
    port, controller_port = free_ports(2)
    server = Kafka(folder / "kafka", port, controller_port)
    with running(server, folder / "kafka.log"):
        yield server.bootstrap


@contextlib.contextmanager
def embedded_mongo(folder: Path) -> Iterator[str]:
    server = Mongo(folder / "mongo", free_ports(1)[0])
    with running(server, folder / "mongod.log"):
        yield server.uri


def _in_containers() -> bool:
    return os.environ.get("CAUSEWAY_TEST_SERVERS") == "containers" or (
        os.environ.get("CAUSEWAY_TEST_SERVERS") != "embedded" and engine_answers()
    )
