"""Real servers and a store, for relays that share it."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from causeway_cli.testing import database, kafka, mongo, servers_folder, topic  # noqa: F401
from causeway_kit import leases, outbox
from causeway_kit.store import Store

sys.path.insert(0, str(Path(__file__).parent))  # the modules beside this one are shared by the tests of this folder


@pytest.fixture
async def store(request: pytest.FixtureRequest, mongo: str, database: str) -> AsyncIterator[Store]:  # noqa: F811
    opened = Store(mongo, database, getattr(request, "param", "pymongo"))
    await opened.ensure({**outbox.INDEXES, **leases.INDEXES})
    yield opened
    await opened.close()
