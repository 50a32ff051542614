"""Stop a running keeper, and finish by pid what a keeper that died may have left."""

import contextlib
import os
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from causeway_cli.keeper.keep import DRAIN_SECONDS, Report
from causeway_cli.keeper.proc import is_still
from causeway_cli.keeper.spec import Stage
from causeway_cli.keeper.state import Phase, ProcessRecord, State, read_state, write_state
from causeway_cli.trouble import Trouble

LOOK_SECONDS = 0.1
KEEPER_PATIENCE_SECONDS = 60.0


def down(data: Path, report: Report = print) -> bool:
    """Stop everything that runs in the data directory; whether there was anything. Raises Trouble on a pid not ours."""
    data = data.absolute()
    state = read_state(data)
    if state is None:
        return False
    had_keeper = _stop_keeper(state)
    left = [record for record in (read_state(data) or state).processes if _runs(record)]
    for stage in reversed(Stage):
        _finish([record for record in left if record.stage == stage], report)
    if left or state.phase is not Phase.STOPPED:
        write_state(data, state.model_copy(update={"phase": Phase.STOPPED, "processes": ()}))
    return had_keeper or bool(left)


def keeper_runs(state: State) -> bool:
    return is_still(state.keeper, state.keeper_birth)


def _stop_keeper(state: State) -> bool:
    if not keeper_runs(state):
        return False
    _signal(state.keeper, signal.SIGTERM)
    if not _wait_until(lambda: not keeper_runs(state), KEEPER_PATIENCE_SECONDS):
        _signal(state.keeper, signal.SIGKILL)  # its children then get their own signal from the kernel
        _wait_until(lambda: not keeper_runs(state), KEEPER_PATIENCE_SECONDS)
    return True


def _finish(records: Sequence[ProcessRecord], report: Report) -> None:
    for record in records:
        report(f"{record.name} (process {record.pid}) was left over and is stopped.")
        _signal(record.pid, signal.SIGTERM)
    if _wait_until(lambda: not any(_runs(record) for record in records), DRAIN_SECONDS):
        return
    for record in records:
        if _runs(record):
            _signal(record.pid, signal.SIGKILL)
    if not _wait_until(lambda: not any(_runs(record) for record in records), DRAIN_SECONDS):
        names = ", ".join(f"{record.name} (process {record.pid})" for record in records if _runs(record))
        raise Trouble(f"These processes cannot be ended, not even by force: {names}. Look at them with `ps` and try again.")


def _runs(record: ProcessRecord) -> bool:
    return is_still(record.pid, record.birth, record.command)


def _signal(pid: int, number: signal.Signals) -> None:
    try:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
    except PermissionError:
        raise Trouble(f"Process {pid} belongs to another user: run this command as the user who ran `up`.") from None


def _wait_until(check: Callable[[], bool], patience_seconds: float) -> bool:
    deadline = time.monotonic() + patience_seconds
    while time.monotonic() < deadline:
        if check():
            return True
        time.sleep(LOOK_SECONDS)
    return check()
