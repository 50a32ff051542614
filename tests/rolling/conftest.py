"""Restarts of a system of their own: others must not meet them."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # the module beside this one is used by the tests of this folder

from causeway_cli.running import RunningSystem, started_system


@pytest.fixture
def restarted() -> Iterator[RunningSystem]:
    with started_system() as running:
        yield running
