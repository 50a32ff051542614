"""Processor time and memory of processes, as the kernel counts them."""

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
KIB_A_MB = 1000 * 1000 / 1024


@dataclass(frozen=True, slots=True)
class Usage:
    cpu_seconds: float
    """Since the process began, of all its threads."""
    memory_mb: float
    peak_mb: float
    """Since it began, or since `forget_peaks`."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What one process used between two looks."""

    cpu_ms_a_message: float
    memory_mb: float
    peak_mb: float


def usage_of(pid: int) -> Usage | None:
    """None for a process that is gone."""
    try:
        # The name in brackets may hold blanks, so the fields are counted after it.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        lines = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    except OSError:
        return None
    if "VmRSS" not in lines:
        return None
    ticks = int(fields[11]) + int(fields[12])
    return Usage(ticks / TICKS_A_SECOND, _mb(lines["VmRSS"]), _mb(lines["VmHWM"]))


def _mb(kib: str) -> float:
    return round(int(kib.split()[0]) / KIB_A_MB, 1)


def usages(pids: Mapping[str, int]) -> dict[str, Usage]:
    """By name; processes that are gone are left out."""
    return {name: found for name, pid in pids.items() if (found := usage_of(pid)) is not None}


def families(pids: Mapping[str, int]) -> dict[str, Usage]:
    """Each with all its children, which is how PostgreSQL works: times and memory are summed, shared pages more than once."""
    parents = _parents()
    found = {}
    for name, pid in pids.items():
        members = [usage for one in _descendants(pid, parents) if (usage := usage_of(one)) is not None]
        if members:
            sums = zip(*((each.cpu_seconds, each.memory_mb, each.peak_mb) for each in members), strict=True)
            found[name] = Usage(*(round(sum(column), 2) for column in sums))
    return found


def _parents() -> dict[int, int]:
    found = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            found[int(place.parent.name)] = int(place.read_text().rpartition(")")[2].split()[1])
    return found


def _descendants(pid: int, parents: Mapping[int, int]) -> list[int]:
    children = [one for one, parent in parents.items() if parent == pid]
    return [pid, *(each for one in children for each in _descendants(one, parents))]


def forget_peaks(pids: Mapping[str, int]) -> None:
    """Peaks count from now on, for processes of the same user."""
    for pid in pids.values():
        with contextlib.suppress(OSError):
            Path(f"/proc/{pid}/clear_refs").write_text("5")


def spent(before: Mapping[str, Usage], after: Mapping[str, Usage], messages: int) -> dict[str, Spent]:
    """Of each process that was there at both looks."""
    return {
        name: Spent(
            round(1000 * (after[name].cpu_seconds - usage.cpu_seconds) / max(1, messages), 3),
            after[name].memory_mb,
            after[name].peak_mb,
        )
        for name, usage in before.items()
        if name in after
    }


def cpu_in_all(parts: Mapping[str, Spent]) -> float:
    return round(sum(part.cpu_ms_a_message for part in parts.values()), 3)
