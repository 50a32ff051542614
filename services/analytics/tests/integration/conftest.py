"""Analytics as it is wired in production, on a real database."""

import os
import uuid
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from analytics.adapters.mongo import INDEXES
from analytics.main import build
from analytics.settings import AnalyticsSettings
from causeway_cli.embedded.issuer import Issuer
from causeway_cli.testing import database, issuer, issuer_clients, kafka, mongo, servers_folder
from causeway_kit.service import PLUMBING_INDEXES, Service

__all__ = ["database", "issuer", "issuer_clients", "kafka", "mongo", "servers_folder"]


@pytest.fixture
def settings(mongo: str, database: str, issuer: Issuer, tmp_path: Path) -> AnalyticsSettings:
    key, secret = tmp_path / "key", tmp_path / "secret"
    key.write_bytes(os.urandom(32))
    secret.write_text(uuid.uuid4().hex)
    return AnalyticsSettings(
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
        client_id="analytics",
        client_secret_file=secret,
    )


@pytest.fixture
async def start(settings: AnalyticsSettings) -> AsyncIterator[Callable[[], Service]]:
    """Gives one more process' worth of analytics on the same database."""
    started: list[Service] = []

    def begin() -> Service:
        started.append(build(settings))
        return started[-1]

    await begin().store.ensure({**INDEXES, **PLUMBING_INDEXES})
    yield begin
    for service in started:
        await service.store.close()


@pytest.fixture
def service(start: Callable[[], Service]) -> Service:
    return start()
