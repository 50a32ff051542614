"""Which machine a benchmark ran on."""

import os
import platform
from collections.abc import Iterable
from pathlib import Path

from causeway_cli.bench.awake import slower_after_sleep


def machine() -> dict[str, str | int | float]:
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "processors": len(os.sched_getaffinity(0)),
        "model": processor_model(Path("/proc/cpuinfo").read_text().splitlines()),
        "memory_gb": round(pages / 1e9, 1),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 2),
        "slower_after_sleep": slower_after_sleep(),
    }


def processor_model(lines: Iterable[str]) -> str:
    for line in lines:
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine()
