"""The same two servers from container images, for machines where a container engine answers."""

import contextlib
import shutil
import subprocess
import time
from collections.abc import Iterator
from typing import Any

from causeway_cli.embedded.mongo import REPLICA_SET
from causeway_cli.trouble import Trouble

KAFKA_IMAGE = "confluentinc/cp-kafka:7.9.1"
MONGO_IMAGE = "mongo:8.0"
MONGO_PORT = 27017
IMAGE_PATIENCE_SECONDS = 120  # the first start also pulls the image


def engine_answers() -> bool:
    if shutil.which("docker") is None:
        return False
    try:
        asked = subprocess.run(["docker", "info", "--format", "{{.ServerVersion}}"], capture_output=True, timeout=10, check=False)
    except subprocess.TimeoutExpired:
        return False
    return asked.returncode == 0 and bool(asked.stdout.strip())


@contextlib.contextmanager
def kafka_container() -> Iterator[str]:
    """A broker in a container; gives its bootstrap address."""
    from testcontainers.community.kafka import KafkaContainer

    container = KafkaContainer(KAFKA_IMAGE).with_kraft()
    container.with_env("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
    try:
        container.start(timeout=IMAGE_PATIENCE_SECONDS)
        yield str(container.get_bootstrap_server())
    finally:
        container.stop()


@contextlib.contextmanager
def mongo_container() -> Iterator[str]:
    """A replica set of one in a container; gives its URI.

    Its member's address is known inside the container alone, so clients connect directly.
    """
    from testcontainers.core.container import DockerContainer

    container = DockerContainer(MONGO_IMAGE).with_exposed_ports(MONGO_PORT)
    container.with_command(f"--replSet {REPLICA_SET} --bind_ip_all --setParameter transactionLifetimeLimitSeconds=5")
    with container as started:
        uri = f"mongodb://{started.get_container_host_ip()}:{started.get_exposed_port(MONGO_PORT)}/?directConnection=true"
        _initiate(uri)
        yield uri


def _initiate(uri: str, patience_seconds: float = 60) -> None:
    from pymongo import MongoClient
    from pymongo.errors import PyMongoError

    config = {"_id": REPLICA_SET, "members": [{"_id": 0, "host": f"127.0.0.1:{MONGO_PORT}"}]}
    deadline = time.monotonic() + patience_seconds
    with MongoClient[dict[str, Any]](uri, serverSelectionTimeoutMS=1000) as client:
        while time.monotonic() < deadline:
            with contextlib.suppress(PyMongoError):
                hello = client.admin.command("hello")
                if hello["isWritablePrimary"]:
                    return
                if not hello.get("setName"):
                    client.admin.command("replSetInitiate", config)
            time.sleep(0.2)
    raise Trouble(f"MongoDB in its container was not ready within {patience_seconds:.0f} s.")
