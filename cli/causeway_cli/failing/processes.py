"""The processes of a running system, for whoever wants to hurt them."""

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from causeway_cli.keeper.health import health
from causeway_cli.keeper.proc import birth, is_still
from causeway_cli.keeper.spec import Stage
from causeway_cli.keeper.state import ProcessRecord, State, read_state
from causeway_cli.trouble import Trouble

LOOK_SECONDS = 0.1


class Processes:
    """Read anew from the keeper's state each time: a process that died has another number a moment later."""

    def __init__(self, data: Path) -> None:
        self._data = data

    def all(self) -> dict[str, ProcessRecord]:
        return {record.name: record for record in self._state().processes}

    def signal(self, name: str, number: signal.Signals) -> int:
        """Sends it to the process of this name, if one lives; gives its pid."""
        record = self.all()[name]
        if _lives(record):
            _send(record.pid, number)
        return record.pid

    def go_on(self, pid: int) -> None:
        """A paused process goes on. One that died meanwhile stays dead."""
        _send(pid, signal.SIGCONT)

    @contextlib.contextmanager
    def unkept(self) -> Iterator[None]:
        """The keeper stands still while the block runs: what dies stays dead."""
        keeper = self._state().keeper
        _send(keeper, signal.SIGSTOP)
        try:
            yield
        finally:
            _send(keeper, signal.SIGCONT)

    def wait_until_gone(self, pid: int, seconds: float) -> None:
        wait_until(lambda: not _runs(pid), seconds, f"process {pid} did not end")

    def wait_until_all_run(self, seconds: float) -> None:
        """Every process has been started again; it need not be ready. Raises Trouble."""
        wait_until(lambda: all(_lives(record) for record in self.all().values()), seconds, "a process was not started again")

    def wait_until_stores_answer(self, seconds: float) -> None:
        """Raises Trouble."""
        stores = {record.name for record in self._state().processes if record.stage == Stage.STORES}
        wait_until(lambda: not stores & set(self.sick()), seconds, "a store did not answer again")

    def wait_until_healthy(self, seconds: float) -> None:
        """Raises Trouble, naming those that are not."""
        until = time.monotonic() + seconds
        while sick := self.sick():
            if time.monotonic() > until:
                raise Trouble(f"Not healthy {seconds:.0f} s after everything was healed: {', '.join(sick)}.")
            time.sleep(LOOK_SECONDS)

    def sick(self) -> list[str]:
        return [each.name for each in asyncio.run(health(self._data, self._state())) if not each.healthy]

    def _state(self) -> State:
        state = read_state(self._data)
        if state is None:
            raise Trouble(f"Nothing runs in {self._data}.")
        return state


def wait_until(holds: Callable[[], bool], seconds: float, otherwise: str) -> None:
    """Raises Trouble."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            raise Trouble(f"After {seconds:.0f} s {otherwise}.")
        time.sleep(LOOK_SECONDS)


def _lives(record: ProcessRecord) -> bool:
    return is_still(record.pid, record.birth, record.command)


def _runs(pid: int) -> bool:
    return birth(pid) is not None


def _send(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
