"""How each process of a data directory is doing, for `status`."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from causeway_cli.keeper.plan import processes
from causeway_cli.keeper.proc import is_still
from causeway_cli.keeper.replicas import counts_of
from causeway_cli.keeper.spec import ProcessSpec
from causeway_cli.keeper.state import ProcessRecord, State


@dataclass(frozen=True)
class Health:
    name: str
    pid: int
    running: bool
    healthy: bool
    since: datetime
    restarts: int


async def health(data: Path, state: State, plan: Callable[[Path, int], Sequence[ProcessSpec]] | None = None) -> list[Health]:
    """One entry a process of the state, all asked at once. A process is healthy when it runs and says it is ready."""
    counts = counts_of(record.name for record in state.processes)
    planned = plan or partial(processes, counts=counts)
    specs = {spec.name: spec for spec in planned(data, state.base_port)}
    return list(await asyncio.gather(*(_look(record, specs.get(record.name)) for record in state.processes)))


async def _look(record: ProcessRecord, spec: ProcessSpec | None) -> Health:
    running = is_still(record.pid, record.birth, record.command)
    healthy = running and spec is not None and await spec.ready()
    return Health(record.name, record.pid, running, healthy, record.started, record.restarts)
