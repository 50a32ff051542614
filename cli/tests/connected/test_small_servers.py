"""The issuer and the mail catcher as processes, asked over their sockets."""

import smtplib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from causeway_cli.embedded.child import finish, spawn
from causeway_cli.embedded.issuer import Issuer
from causeway_cli.embedded.ports import accepts, free_ports
from causeway_cli.embedded.server import wait_until
from causeway_cli.keeper.keys import client_secret, clients_folder
from causeway_cli.keeper.plan import processes
from causeway_cli.keeper.spec import ProcessSpec

pytestmark = pytest.mark.connected


@dataclass(frozen=True)
class Place:
    data: Path
    base_port: int

    def url(self, offset: int, path: str) -> str:
        return f"http://127.0.0.1:{self.base_port + offset}{path}"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path, free_ports(1)[0] % 30_000 + 20_000)


def spec_of(name: str, place: Place) -> ProcessSpec:
    return next(spec for spec in processes(place.data, place.base_port) if spec.name == name)


@pytest.fixture
async def issuer_process(place: Place) -> None:
    """Nothing but the name: see `started`."""


@pytest.fixture
def started(place: Place, request: pytest.FixtureRequest) -> Iterator[Place]:
    """The process that the test names, started as the keeper would start it."""
    spec = spec_of(request.param, place)
    child = spawn(spec.command, log=place.data / f"{spec.name}.log")
    yield place
    finish(child, patience_seconds=5)
