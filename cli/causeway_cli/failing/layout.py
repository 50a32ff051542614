"""Where the lines of a system run: every service reaches Kafka, MongoDB and other services through one of them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from causeway_cli.embedded.kafka import Door, Kafka
from causeway_cli.embedded.ports import LOOPBACK, free_ports
from causeway_cli.failing.line import Line
from causeway_cli.keeper.plan import processes, service_ports
from causeway_cli.keeper.replicas import replicas
from causeway_cli.keeper.spec import ProcessSpec, Stage

FILE = "lines.json"
PORTS_A_PROCESS = 4


class Layout(BaseModel):
    """Ports by process name. `commands` replace what a process is started with: that is how a test plants a bug."""

    model_config = ConfigDict(frozen=True)

    counts: Mapping[str, int]
    clients: Mapping[str, int]
    mongod: Mapping[str, int]
    kafka: Mapping[str, int]
    listeners: Mapping[str, int]
    """The broker's own, behind the lines named in `kafka`."""
    matching: int
    """For what notifications asks matching."""
    commands: Mapping[str, tuple[str, ...]] = {}
    shifts: Mapping[str, float] = {}
    """Seconds by which the clock of a process is wrong."""


def new_layout(
    base_port: int,
    counts: Mapping[str, int],
    commands: Mapping[str, tuple[str, ...]] | None = None,
    shifts: Mapping[str, float] | None = None,
) -> Layout:
    """Raises Trouble where no ports are free."""
    names = [replica.name for replica in replicas(base_port, counts)]
    ports = iter(free_ports(PORTS_A_PROCESS * len(names) + 1))
    clients, mongod, kafka, listeners = (dict(zip(names, ports, strict=False)) for _ in range(PORTS_A_PROCESS))
    return Layout(
        counts=counts,
        clients=clients,
        mongod=mongod,
        kafka=kafka,
        listeners=listeners,
        matching=next(ports),
        commands=commands or {},
        shifts=shifts or {},
    )


def lines_of(layout: Layout, base_port: int) -> list[Line]:
    """Not open yet."""
    own = {replica.name: replica.rpc_port for replica in replicas(base_port, layout.counts)}
    lines = [Line("notifications>matching", layout.matching, service_ports("matching", base_port)[0])]
    for name in own:
        lines.append(Line(f"clients>{name}", layout.clients[name], own[name]))
        lines.append(Line(f"{name}>mongod", layout.mongod[name], base_port + 30))
        lines.append(Line(f"{name}>kafka", layout.kafka[name], layout.listeners[name]))
    return lines


def planned(data: Path, base_port: int, layout: Layout) -> list[ProcessSpec]:
    """The processes of `up`, each service behind its lines."""
    plan = processes(data, base_port, counts=layout.counts)
    return [_changed(spec, data, layout) for spec in plan]


def _changed(spec: ProcessSpec, data: Path, layout: Layout) -> ProcessSpec:
    match spec.stage:
        case Stage.SERVICES:
            return _behind_lines(spec, data, layout)
        case Stage.STORES:
            return _with_doors(spec, data, layout)


def crash_folder(data: Path, name: str) -> Path:
    return data / "crash" / name


def _behind_lines(spec: ProcessSpec, data: Path, layout: Layout) -> ProcessSpec:
    # A direct connection: a client that asks for the replica set would go on to the member's own port.
    mongo = f"mongodb://{LOOPBACK}:{layout.mongod[spec.name]}/?directConnection=true"
    environment = {
        "CAUSEWAY_KAFKA": f"{LOOPBACK}:{layout.kafka[spec.name]}",
        "CAUSEWAY_MONGO_URI": mongo,
        "CAUSEWAY_KEYS_URI": mongo,
        "CAUSEWAY_CRASH_AT": str(crash_folder(data, spec.name)),
        "CAUSEWAY_CLOCK_SHIFT_SECONDS": str(layout.shifts.get(spec.name, 0.0)),
    }
    if "CAUSEWAY_MATCHING_ADDRESS" in spec.environment:
        environment["CAUSEWAY_MATCHING_ADDRESS"] = f"{LOOPBACK}:{layout.matching}"
    command = layout.commands.get(spec.name, spec.command)
    return replace(spec, command=command, environment={**spec.environment, **environment}, door=layout.clients[spec.name])


def _with_doors(spec: ProcessSpec, data: Path, layout: Layout) -> ProcessSpec:
    """The broker, with a listener for each process that tells it to come back through its line."""
    if spec.name != "kafka":
        return spec
    doors = tuple(Door(name.replace("-", "_").upper(), layout.listeners[name], layout.kafka[name]) for name in layout.kafka)
    port, controller_port = spec.ports
    kafka = Kafka(data / "kafka", port, controller_port, doors=doors)
    return replace(spec, command=tuple(kafka.command()), prepare=kafka.prepare)
