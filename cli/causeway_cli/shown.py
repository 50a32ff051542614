"""How commands show that they work: a line on stderr that moves, on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

UPDATES_A_SECOND = 2


def on_terminal() -> bool:
    return sys.stderr.isatty()


@contextmanager
def stages(first: str) -> Iterator[Callable[[str], None]]:
    """Gives a function that names the stage now under way."""
    if not on_terminal():
        yield lambda stage: None
        return
    console = Console(stderr=True)
    with console.status(f"{first}…") as status:
        yield lambda stage: status.update(f"{stage}…")


@contextmanager
def counting(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Gives a function that tells how many of the total are done."""
    if not on_terminal():
        yield lambda done: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), refresh_per_second=UPDATES_A_SECOND) as progress:
        task = progress.add_task(what, total=total)
        yield lambda done: progress.update(task, completed=done)
