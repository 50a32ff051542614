"""What the keeper runs, in a file that other commands read: `state.json` in the data directory."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from causeway_cli.embedded.places import write_whole
from causeway_cli.trouble import Trouble

NAME = "state.json"


class Phase(StrEnum):
    STARTING = "starting"
    READY = "ready"
    HELD = "held"
    """The stores run, the services do not: see `hold.py`."""
    STOPPING = "stopping"
    STOPPED = "stopped"


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True)


class ProcessRecord(_Record):
    name: str
    pid: int
    birth: int
    """When the process began, in clock ticks since the machine's start: with the pid it names one process for ever."""
    command: tuple[str, ...]
    stage: int
    started: datetime
    ports: tuple[int, ...]
    door: int | None = None
    restarts: int


class State(_Record):
    keeper: int
    keeper_birth: int
    base_port: int
    phase: Phase
    started: datetime
    processes: tuple[ProcessRecord, ...] = ()


def write_state(data: Path, state: State) -> None:
    write_whole(data / NAME, state.model_dump_json(indent=1).encode())


def read_state(data: Path) -> State | None:
    """The state as last written, or None where nothing ever ran. Raises Trouble on a file that is not one."""
    try:
        return State.model_validate_json((data / NAME).read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError:
        raise Trouble(f"{data / NAME} is not a state file of this version: delete it and run the command again.") from None
