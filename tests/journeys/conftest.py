"""The system on which the scenarios run: the one that `causeway journeys` names, else one of their own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from causeway_cli.journeying import DATA_VARIABLE
from causeway_cli.running import RunningSystem, started_system
from causeway_cli.running import running_system as system_of


@pytest.fixture(scope="session")
def running_system() -> Iterator[RunningSystem]:
    if named := os.environ.get(DATA_VARIABLE):
        yield system_of(Path(named))
        return
    with started_system() as system:
        yield system
