"""A system of its own that may be broken: behind lines, with its keeper bound to this process."""

import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from causeway_cli.embedded import tether
from causeway_cli.embedded.places import TEST, private_folder, write_whole
from causeway_cli.failing.layout import FILE, crash_folder, lines_of, new_layout
from causeway_cli.failing.lines import Lines, serving
from causeway_cli.failing.processes import Processes
from causeway_cli.keeper.detach import detach
from causeway_cli.keeper.down import down
from causeway_cli.running import RunningSystem, free_base_port, running_system

KEEPING = (sys.executable, "-P", "-m", "causeway_cli.failing.keeping")
UNREAD_AFTER_SECONDS = "5"  # so that nudges are sent during a run


@dataclass(frozen=True)
class Breakable:
    running: RunningSystem
    processes: Processes
    lines: Lines

    @property
    def data(self) -> Path:
        return self.running.data


@contextmanager
def breakable_system(
    counts: Mapping[str, int] | None = None,
    commands: Mapping[str, tuple[str, ...]] | None = None,
    shifts: Mapping[str, float] | None = None,
) -> Iterator[Breakable]:
    """On free ports, without the sample; gone at the end, also when this process is killed. Raises Trouble."""
    with tempfile.TemporaryDirectory(dir=private_folder(TEST), prefix="broken-", ignore_cleanup_errors=True) as folder:
        data, base_port = Path(folder), free_base_port()
        layout = new_layout(base_port, counts or {}, commands, shifts)
        write_whole(data / FILE, layout.model_dump_json().encode())
        for name in layout.clients:
            private_folder(crash_folder(data, name))
        os.environ.setdefault("CAUSEWAY_UNREAD_AFTER_SECONDS", UNREAD_AFTER_SECONDS)
        with serving(lines_of(layout, base_port)) as lines:
            try:
                detach(data, base_port, report=lambda line: None, keeper_command=_bound(KEEPING))
                yield Breakable(running_system(data), Processes(data), lines)
            finally:
                lines.clear()
                down(data, report=lambda line: None)


def _bound(command: tuple[str, ...]) -> tuple[str, ...]:
    """It gets SIGTERM when this process ends, however that happens."""
    return (sys.executable, "-I", "-S", "-B", tether.__file__, str(os.getpid()), str(int(signal.SIGTERM)), *command)
