"""Real servers for the tests of notifications: database, broker, issuer, mail server, and matching's address book."""

import os
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any

import grpc
import pytest

from causeway_cli.embedded.issuer import Issuer
from causeway_cli.keeper.keys import client_secret
from causeway_cli.testing import database, issuer, issuer_clients, kafka, mongo, servers_folder
from causeway_kit.clock import ShiftedClock
from notifications.settings import Settings
from notifications.testing import MONDAY
from notifications.testing_process import Process, a_process
from notifications.testing_servers import AddressBook, MailServer

__all__ = ["database", "issuer", "issuer_clients", "kafka", "mongo", "servers_folder"]


@pytest.fixture
async def mail() -> AsyncIterator[MailServer]:
    server = MailServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def addresses() -> AsyncIterator[AddressBook]:
    book = AddressBook()
    server = grpc.aio.server()
    book.answer_on(server)
    book.target = f"127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
    await server.start()
    yield book
    await server.stop(0)


@pytest.fixture
def environment(
    mongo: str,
    database: str,
    issuer: Issuer,
    issuer_clients: Path,
    tmp_path: Path,
    mail: MailServer,
    addresses: AddressBook,
) -> dict[str, Any]:
    """The settings of one notifications process, without Kafka."""
    kek = tmp_path / "kek"
    kek.write_bytes(os.urandom(32))
    return {
        "grpc_address": "127.0.0.1:0",
        "metrics_address": "127.0.0.1:0",
        "kafka": "127.0.0.1:1",
        "mongo_uri": mongo,
        "mongo_database": database,
        "new_store": True,  # the broker knows the group from other tests
        "keys_uri": mongo,
        "keys_database": database,
        "kek_file": kek,
        "issuer": issuer.url,
        "jwks_url": f"{issuer.url}/jwks.json",
        "audience": "causeway",
        "token_url": f"{issuer.url}/token",
        "client_id": "notifications",
        "client_secret_file": client_secret(issuer_clients, "notifications"),
        "matching_address": addresses.target,
        "smtp_host": "127.0.0.1",
        "smtp_port": mail.port,
        "sender": "Causeway <no-reply@north.example>",
    }


@pytest.fixture
def settings(environment: dict[str, Any]) -> Callable[..., Settings]:
    def make(**changes: Any) -> Settings:
        return Settings(**{**environment, **changes})

    return make


@pytest.fixture
def clock() -> ShiftedClock:
    return ShiftedClock(fixed=MONDAY)


@pytest.fixture
async def processes(settings: Callable[..., Settings], clock: ShiftedClock) -> AsyncIterator[Sequence[Process]]:
    made = [a_process(settings(), clock) for _ in range(2)]
    await made[0].service.store.ensure(made[0].service._indexes)
    yield made
    for process in made:
        await process.service.store.close()
