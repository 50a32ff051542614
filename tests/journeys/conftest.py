"""The system on which the scenarios run: the one that `causeway journeys` names, else the tests' own."""

import os
from pathlib import Path

import pytest

from causeway_cli.journeying import DATA_VARIABLE
from causeway_cli.running import RunningSystem
from causeway_cli.running import running_system as system_of


@pytest.fixture(scope="session")
def running_system(request: pytest.FixtureRequest) -> RunningSystem:
    if named := os.environ.get(DATA_VARIABLE):
        return system_of(Path(named))
    own: RunningSystem = request.getfixturevalue("system")
    return own
