"""One running system for all tests that look at it from outside."""

from collections.abc import Iterator

import pytest

from causeway_cli.running import RunningSystem, started_system


@pytest.fixture(scope="session")
def system() -> Iterator[RunningSystem]:
    """The whole system on free ports, without the sample. Tests keep out of each other's way with programmes of their own."""
    with started_system() as running:
        yield running
