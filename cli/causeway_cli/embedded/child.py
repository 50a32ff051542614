"""Child processes that never outlive their starter, with their output in a log file."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from causeway_cli.embedded import tether
from causeway_cli.embedded.places import private_folder

LOG_KEPT_BYTES = 20_000_000


def spawn(
    command: Sequence[str],
    *,
    log: Path,
    environment: Mapping[str, str] | None = None,
    keep_open: Sequence[int] = (),
    death_signal: signal.Signals = signal.SIGKILL,
) -> subprocess.Popen[bytes]:
    """Start the command in a session of its own; it gets `death_signal` when the calling thread ends.

    So call it from a thread that lives as long as the child should. `keep_open` are descriptors the child inherits.
    """
    private_folder(log.parent)
    _put_aside(log)
    tethered = [sys.executable, "-I", "-S", "-B", tether.__file__, str(os.getpid()), str(int(death_signal)), *command]
    with log.open("ab") as output:
        return subprocess.Popen(
            tethered,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(environment) if environment is not None else None,
            pass_fds=tuple(keep_open),
            start_new_session=True,
        )


def ask_to_end(child: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        child.send_signal(signal.SIGTERM)


def end_now(child: subprocess.Popen[bytes]) -> None:
    """Kill the child and whatever it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def finish(child: subprocess.Popen[bytes], patience_seconds: float) -> None:
    """Ask the child to end, and kill it when it has not done so in time."""
    ask_to_end(child)
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(patience_seconds)
    end_now(child)


def last_line(log: Path) -> str:
    """The last line with text in the log, or nothing."""
    try:
        lines = log.read_bytes()[-8000:].decode(errors="replace").splitlines()
    except OSError:
        return ""
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _put_aside(log: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        if log.stat().st_size > LOG_KEPT_BYTES:
            log.replace(log.with_name(log.name + ".1"))
