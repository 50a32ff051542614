"""Looks at other processes through /proc, so that a signal never reaches a stranger who got an old number."""

from collections.abc import Sequence
from pathlib import Path


def birth(pid: int) -> int | None:
    """When the process began, in clock ticks since the machine's start; None when it is gone or only waits to be reaped."""
    try:
        # The name in brackets may hold blanks, so the fields are counted after it.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (OSError, UnicodeDecodeError):
        return None
    return None if fields[0] in ("Z", "X") else int(fields[19])


def command_line(pid: int) -> tuple[str, ...]:
    try:
        raw = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return ()
    return tuple(part.decode(errors="replace") for part in raw.split(b"\0")[:-1])


def is_still(pid: int, born: int, command: Sequence[str] = ()) -> bool:
    """Whether this number still belongs to the process that began then and was started with this command."""
    line = command_line(pid)
    return birth(pid) == born and line[len(line) - len(command) :] == tuple(command)
