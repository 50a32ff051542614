"""A system that runs on this machine: where its parts listen, and how to start and stop one for a test."""

import contextlib
import os
import random
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from causeway_cli.embedded.lock import take
from causeway_cli.embedded.places import TEST, private_folder
from causeway_cli.embedded.ports import LOOPBACK, is_taken
from causeway_cli.keeper.down import keeper_runs
from causeway_cli.keeper.plan import service_ports
from causeway_cli.keeper.state import Phase, State, read_state
from causeway_cli.trouble import Trouble

if TYPE_CHECKING:
    from causeway_cli.embedded.issuer import Issuer

PORTS_IN_USE = (*range(1, 6), *range(11, 16), 20, 21, 30, 40, 50, 51, *range(100, 110))
RESERVED = 5  # choices of this process that others keep off; older ones have become servers that listen
LOWEST_BASE, HIGHEST_BASE = 20_000, 32_000  # below the ports that Linux gives to outgoing connections

_reserved: deque[int] = deque()


@dataclass(frozen=True)
class RunningSystem:
    data: Path
    state: State

    @property
    def base_port(self) -> int:
        return self.state.base_port

    def address(self, service: str) -> str:
        """Where the service answers gRPC: one address, or those of all its replicas in the words of gRPC."""
        every = [record for record in self.state.processes if record.name.partition("-")[0] == service]
        addresses = [f"{LOOPBACK}:{record.door or record.ports[0]}" for record in every]
        return addresses[0] if len(addresses) == 1 else f"ipv4:{','.join(addresses)}"

    def metrics_page(self, service: str) -> str:
        return f"http://{metrics_address(service, self.base_port)}/metrics"

    @property
    def kafka_port(self) -> int:
        return self.base_port + 20

    @property
    def kafka(self) -> str:
        return f"{LOOPBACK}:{self.kafka_port}"

    @property
    def mongo_uri(self) -> str:
        return f"mongodb://{LOOPBACK}:{self.base_port + 30}/?replicaSet=causeway"

    @property
    def mail_page(self) -> str:
        return f"http://{LOOPBACK}:{self.base_port + 51}/"

    @cached_property
    def issuer(self) -> "Issuer":
        """Signs tokens in this process with the key of the system's development issuer."""
        from causeway_cli.embedded.issuer import open_issuer

        return open_issuer(self.data / "issuer", f"http://{LOOPBACK}:{self.base_port + 40}")

    @property
    def ledgers(self) -> Path:
        return private_folder(self.data / "ledgers")


def metrics_address(service: str, base_port: int) -> str:
    return f"{LOOPBACK}:{service_ports(service, base_port)[1]}"


def running_system(data: Path) -> RunningSystem:
    """The system of this data directory. Raises Trouble when none runs there."""
    data = data.absolute()
    state = read_state(data)
    if state is None or state.phase is Phase.STOPPED or not keeper_runs(state):
        raise Trouble(f"Nothing runs in {data}: start it with `causeway up`.")
    if state.phase is not Phase.READY:
        raise Trouble(f"The system in {data} is {state.phase.value}: try again in a moment.")
    return RunningSystem(data, state)


@contextlib.contextmanager
def started_system(environment: Mapping[str, str] | None = None, *given: str) -> Iterator[RunningSystem]:
    """A system of its own on free ports in a temporary directory, without the sample; gone at the end. Raises Trouble."""
    with tempfile.TemporaryDirectory(dir=private_folder(TEST), prefix="run-", ignore_cleanup_errors=True) as folder:
        data = Path(folder)
        options = ("--detach", "--no-sample", "--ports", str(free_base_port()), *given)
        try:
            _command("up", *options, "--data", folder, environment=environment)
            yield running_system(data)
        finally:
            _command("down", "--data", folder)


def _command(*arguments: str, environment: Mapping[str, str] | None = None) -> None:
    command = [sys.executable, "-P", "-m", "causeway_cli.main", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **(environment or {})})
    if done.returncode:
        raise Trouble(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"`causeway {arguments[0]}` failed.")


def free_base_port() -> int:
    """A base port at which every port of the system is free now, and which no other process chooses a moment later."""
    for base in random.sample(bases := range(LOWEST_BASE, HIGHEST_BASE, 200), len(bases)):
        if not any(is_taken(base + offset) for offset in PORTS_IN_USE) and _reserve(base):
            return base
    raise Trouble("No free range of ports was found: stop programs that listen on many ports and try again.")


def _reserve(base: int) -> bool:
    try:
        _reserved.append(take(TEST / "ports" / str(base)))
    except Trouble:
        return False
    if len(_reserved) > RESERVED:
        os.close(_reserved.popleft())
    return True
