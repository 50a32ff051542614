"""Keeps processors from sleeping while something is measured.

On a virtual machine a processor that slept comes back with cold caches, because its host gave it to others meanwhile: the same
work then takes up to twice as long. A system that is woken some thousand times a second pays that each time. Operators avoid it
with the kernel's `idle=poll` or a longer `haltpoll`; here a spinning process of the lowest scheduling class has the same effect.
"""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median

ROUND = 200_000
WORK = 1_000
TRIES = 40
NAP_SECONDS = 0.005


@contextlib.contextmanager
def kept_awake(wanted: bool) -> Iterator[None]:
    """One spinning process a processor, which gives way to every other one."""
    spinning = [_spinner(processor) for processor in sorted(os.sched_getaffinity(0))] if wanted else []
    try:
        yield
    finally:
        for process in spinning:
            process.kill()
            process.wait()


def _spinner(processor: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-P", "-m", "causeway_cli.bench.awake", str(processor), str(os.getpid())])


def slower_after_sleep() -> float:
    """How many times as long the same work takes after a nap of 5 ms, in medians."""
    straight = [_work_seconds() for _ in range(TRIES)]
    rested = []
    for _ in range(TRIES):
        time.sleep(NAP_SECONDS)
        rested.append(_work_seconds())
    return round(median(rested) / median(straight), 2)


def _work_seconds() -> float:
    began = time.perf_counter()
    known: dict[int, str] = {}
    for number in range(WORK):
        known[number % 97] = str(number)
    return time.perf_counter() - began


def _spin(processor: int, parent: int) -> None:
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    os.sched_setaffinity(0, {processor})
    while os.getppid() == parent:
        for _ in range(ROUND):
            pass


if __name__ == "__main__":
    _spin(int(sys.argv[1]), int(sys.argv[2]))
