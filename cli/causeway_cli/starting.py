"""Starts the system by the keeper, shows how far it is, and plays the sample once it is ready."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import typer
from rich.console import Console
from rich.live import Live
from rich.table import Table

from causeway_cli.keeper.detach import KEEPER, detach
from causeway_cli.keeper.plan import processes
from causeway_cli.keeper.run import run
from causeway_cli.keeper.spec import ProcessSpec
from causeway_cli.running import running_system
from causeway_cli.trouble import Trouble


def in_background(data: Path, base_port: int, counts: Mapping[str, int], *, sample: bool) -> None:
    """Returns when the system is ready and the sample was played. Raises Trouble; a system that started goes on."""
    asked = [word for name, count in counts.items() for word in ("--replicas", f"{name}={count}")]
    detach(data, base_port, report=_tell, keeper_command=(*KEEPER, *asked))
    if sample:
        asyncio.run(_play(data))
    typer.echo("The system runs in the background. `causeway status` shows it, `causeway down` stops it.")


def in_foreground(data: Path, base_port: int, counts: Mapping[str, int], *, sample: bool) -> None:
    """Runs until Ctrl-C. Raises Trouble when something cannot start, or at the end when the sample failed."""
    board = Board()
    failed: list[Trouble] = []

    async def on_ready() -> None:
        board.close()
        if sample:
            try:
                await _play(data)
            except Trouble as trouble:
                failed.append(trouble)
                _tell(f"The sample was not played to its end. {trouble.sentence}")
        typer.echo("\nThe system runs. Ctrl-C stops it.")

    try:
        run(data, base_port, plan=board.watching(partial(processes, counts=counts)), report=board.tell, on_ready=on_ready)
    finally:
        board.close()
    if failed:
        raise failed[0]


async def _play(data: Path) -> None:
    from causeway_cli.sample.account import lines_of
    from causeway_cli.sample.play import play_sample

    system = running_system(data)
    _tell("Playing the sample programme…")
    account = await play_sample(system, _tell)
    for line in lines_of(account, system):
        typer.echo(line)


def _tell(line: str) -> None:
    typer.echo(line, err=True)


class Board:
    """A table of what is ready, redrawn in place on a terminal; plain lines elsewhere."""

    def __init__(self) -> None:
        self._ready: dict[str, bool] = {}
        self._console = Console(stderr=True)
        self._live: Live | None = None

    def watching(self, plan: Callable[[Path, int], Sequence[ProcessSpec]]) -> Callable[[Path, int], list[ProcessSpec]]:
        """The same plan, whose processes show here when they are ready."""

        def watched(data: Path, base_port: int) -> list[ProcessSpec]:
            specs = [replace(spec, then=self._then(spec)) for spec in plan(data, base_port)]
            self._ready = dict.fromkeys((spec.name for spec in specs), False)
            if sys.stderr.isatty():
                self._live = Live(self._table(), console=self._console, refresh_per_second=4)
                self._live.start()
            return specs

        return watched

    def _then(self, spec: ProcessSpec) -> Callable[[], Awaitable[None]]:
        async def then() -> None:
            await spec.then()
            self._ready[spec.name] = True
            if self._live is not None:
                self._live.update(self._table())

        return then

    def tell(self, line: str) -> None:
        if self._live is None:
            _tell(line)
        else:
            self._live.console.print(line, markup=False, highlight=False)

    def close(self) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = None

    def _table(self) -> Table:
        table = Table("process", "state", box=None)
        for name, ready in self._ready.items():
            table.add_row(name, "[green]ready[/]" if ready else "[yellow]starting[/]")
        return table
