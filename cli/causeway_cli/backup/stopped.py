"""Holds the services of a running system down while their stores are restored, and lets them come back."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from causeway_cli.embedded.server import wait_until
from causeway_cli.keeper.down import keeper_runs
from causeway_cli.keeper.health import health
from causeway_cli.keeper.hold import held, hold, release
from causeway_cli.keeper.state import Phase, State, read_state
from causeway_cli.running import RunningSystem
from causeway_cli.trouble import Trouble

NOTE = "restoring"
STOP_SECONDS = 60.0  # a drain, and some patience
START_SECONDS = 120.0
LOOK_SECONDS = 0.1


def system_in(data: Path) -> RunningSystem:
    """The system whose stores run, whether its services are held down or not. Raises Trouble."""
    state = _state(data)
    if state.phase not in (Phase.READY, Phase.HELD):
        raise Trouble(f"The system in {data} is {state.phase.value}: try again in a moment.")
    return RunningSystem(data, state)


def begun(data: Path) -> set[str]:
    """Databases that a restore has begun with and not finished: what is in them is worth nothing."""
    note = held(data) or ""
    return set(note.removeprefix(NOTE).split())


def begin(data: Path, databases: set[str]) -> None:
    hold(data, " ".join([NOTE, *sorted(databases)]))


def stop_services(data: Path) -> None:
    """Return when none runs. Raises Trouble; they are not held down then unless they were before."""
    before = held(data)
    if before is None:
        hold(data, NOTE)
    if not _wait(lambda: _state(data).phase is Phase.HELD, STOP_SECONDS):
        if before is None:
            release(data)
        raise Trouble(f"The services in {data} did not stop within {STOP_SECONDS:.0f} s: look at `causeway status`.")


def start_services(data: Path) -> None:
    """Return when all are healthy. Raises Trouble."""
    release(data)

    async def healthy() -> bool:
        state = _state(data)
        return state.phase is Phase.READY and all(each.healthy for each in await health(data, state))

    if not asyncio.run(wait_until(healthy, START_SECONDS)):
        raise Trouble("The stores are restored, but not every service came back: look at `causeway status`.")


def _state(data: Path) -> State:
    state = read_state(data)
    if state is None or state.phase is Phase.STOPPED or not keeper_runs(state):
        raise Trouble(f"Nothing runs in {data}: start it with `causeway up --detach --no-sample`, then restore into it.")
    return state


def _wait(check: Callable[[], bool], patience_seconds: float) -> bool:
    async def checked() -> bool:
        with suppress(FileNotFoundError):
            return check()
        return False

    return asyncio.run(wait_until(checked, patience_seconds))
