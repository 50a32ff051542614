"""Matching as it is wired in production, on a real database."""

import os
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from causeway_cli.embedded.issuer import Issuer
from causeway_cli.testing import database, issuer, issuer_clients, kafka, mongo, servers_folder
from causeway_kit.clock import ShiftedClock
from causeway_kit.service import PLUMBING_INDEXES
from matching.adapters.indexes import INDEXES
from matching.main import build
from matching.settings import Settings
from matching.testing_process import Process, serving

__all__ = ["database", "issuer", "issuer_clients", "kafka", "mongo", "servers_folder"]
Start = Callable[[], Awaitable[Process]]


@pytest.fixture
def settings(mongo: str, database: str, issuer: Issuer, tmp_path: Path) -> Settings:
    key, secret = tmp_path / "key", tmp_path / "secret"
    key.write_bytes(os.urandom(32))
    secret.write_text(uuid.uuid4().hex)
    return Settings(
        grpc_address="127.0.0.1:0",
        metrics_address="127.0.0.1:0",
        kafka="127.0.0.1:1",  # nothing here speaks to Kafka
        mongo_uri=mongo,
        mongo_database=database,
        new_store=True,  # the broker knows the group from other tests
        keys_uri=mongo,
        keys_database=database,
        kek_file=key,
        issuer=issuer.url,
        jwks_url=f"{issuer.url}/jwks.json",
        audience="causeway",
        token_url=f"{issuer.url}/token",
        client_id="matching",
        client_secret_file=secret,
        moderation_address="127.0.0.1:1",  # texts stay pending where a test does not bring a moderation
    )


@pytest.fixture
def clock() -> ShiftedClock:
    return ShiftedClock()


@pytest.fixture
async def begin(settings: Settings, issuer: Issuer, clock: ShiftedClock) -> AsyncIterator[Start]:
    """Gives one more matching process on the same database."""
    async with AsyncExitStack() as stack:

        async def start() -> Process:
            service = build(settings, clock)
            stack.push_async_callback(service.store.close)
            await service.store.ensure({**INDEXES, **PLUMBING_INDEXES})
            return await stack.enter_async_context(serving(service, issuer))

        yield start


@pytest.fixture
async def matching(begin: Start) -> Process:
    return await begin()
