"""Run the keeper in the background: in a session of its own, until `down`."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from causeway_cli.embedded.child import last_line
from causeway_cli.embedded.places import private_folder
from causeway_cli.keeper.keep import Report
from causeway_cli.keeper.proc import birth
from causeway_cli.keeper.state import Phase, read_state
from causeway_cli.trouble import Trouble

LOOK_SECONDS = 0.1
KEEPER = (sys.executable, "-P", "-m", "causeway_cli.keeper")


def detach(data: Path, base_port: int, report: Report = print, keeper_command: Sequence[str] = KEEPER) -> int:
    """Start the keeper in the background, return its pid when every process is ready.

    Raises Trouble with the keeper's own sentence when it did not come up; nothing is left running then, nor when the
    wait is interrupted.
    """
    data = private_folder(data.absolute())
    log = private_folder(data / "logs") / "keeper.log"
    with log.open("ab") as output:
        start = output.tell()
        keeper = subprocess.Popen(
            [*keeper_command, "--data", str(data), "--ports", str(base_port)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            start_new_session=True,
        )
    try:
        _wait_until_ready(keeper, data, log, start, report)
    except KeyboardInterrupt:
        keeper.send_signal(signal.SIGTERM)
        keeper.wait()
        raise
    return keeper.pid


def _wait_until_ready(keeper: subprocess.Popen[bytes], data: Path, log: Path, position: int, report: Report) -> None:
    while keeper.poll() is None:
        position = _pass_on(log, position, report)
        if _is_ready(keeper.pid, data):
            _pass_on(log, position, report)
            return
        time.sleep(LOOK_SECONDS)
    raise Trouble(last_line(log) or f"The keeper stopped without a reason (exit code {keeper.returncode}).")


def _is_ready(pid: int, data: Path) -> bool:
    with contextlib.suppress(Trouble):  # a file of another version is overwritten in a moment
        state = read_state(data)
        return state is not None and (state.keeper, state.keeper_birth) == (pid, birth(pid)) and state.phase is Phase.READY
    return False


def _pass_on(log: Path, position: int, report: Report) -> int:
    """Report the whole lines that the log gained since, and give the place reached."""
    with log.open("rb") as file:
        file.seek(position)
        fresh = file.read()
    whole = fresh[: fresh.rfind(b"\n") + 1]
    for line in whole.decode(errors="replace").splitlines():
        report(line)
    return position + len(whole)
