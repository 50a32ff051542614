"""Reads the log files that the keeper writes."""

import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from causeway_cli.trouble import Trouble

LOOK_SECONDS = 0.2


def log_of(data: Path, name: str) -> Path:
    """Raises Trouble, naming the logs that exist, when there is none of this name."""
    folder = data / "logs"
    known = sorted(path.stem for path in folder.glob("*.log")) if folder.is_dir() else []
    if name not in known:
        there = f"there are: {', '.join(known)}" if known else "nothing ever ran there; start with `causeway up`"
        raise Trouble(f"There is no log of «{name}» in {folder}; {there}.")
    return folder / f"{name}.log"


def last_lines(log: Path, count: int) -> list[str]:
    with log.open(errors="replace") as file:
        return [line.rstrip("\n") for line in deque(file, count)]


def follow_log(log: Path) -> Iterator[str]:
    """What is added from now on, for ever; a log that was put aside is opened anew."""
    place = log.stat().st_size
    while True:
        size = log.stat().st_size if log.exists() else 0
        place = 0 if size < place else place
        with log.open("rb") as file:
            file.seek(place)
            fresh = file.read()
        whole = fresh[: fresh.rfind(b"\n") + 1]
        place += len(whole)
        yield from whole.decode(errors="replace").splitlines()
        time.sleep(LOOK_SECONDS)
