"""Brings a list of processes up stage by stage, keeps them up, and takes them down in the opposite order."""

import asyncio
import os
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from causeway_cli.embedded.child import ask_to_end, end_now
from causeway_cli.embedded.ports import require_free
from causeway_cli.embedded.server import not_ready, wait_until
from causeway_cli.keeper.hold import held
from causeway_cli.keeper.kept import Kept
from causeway_cli.keeper.proc import birth
from causeway_cli.keeper.spec import ProcessSpec, Stage
from causeway_cli.keeper.state import Phase, State, write_state
from causeway_cli.trouble import Trouble

TICK_SECONDS = 0.1
DRAIN_SECONDS = 20.0
DEATHS_WHILE_STARTING = 3

Report = Callable[[str], None]


class Keeper:
    """Holds every child process. Make and use it in one thread that lives as long as they should."""

    def __init__(self, specs: Sequence[ProcessSpec], data: Path, base_port: int, lock: int, report: Report = print) -> None:
        self._data = data
        self._base_port = base_port
        self._report = report
        self._kept = [Kept(spec, data / "logs" / f"{spec.name}.log", [lock]) for spec in specs]
        self._phase = Phase.STARTING
        self._started = datetime.now(UTC)

    async def start(self) -> None:
        """Return when every process is ready. Raises Trouble; what was started then still runs until `stop`."""
        for kept in self._kept:
            for port in kept.spec.ports:
                require_free(port, kept.spec.name)
        self._write()
        for stage in Stage:
            if stage is Stage.SERVICES:
                await self._while_held()
            await self._together(self._of(stage))
        self._enter(Phase.READY)

    async def watch(self) -> None:
        """Start what died again, for ever. While somebody holds the services they are down."""
        while True:
            self._tick(self._kept)
            if self._phase is Phase.READY and held(self._data) is not None:
                await self._end(self._of(Stage.SERVICES), asyncio.Event())
                await self._while_held()
                for kept in self._of(Stage.SERVICES):
                    kept.start(time.monotonic())
                self._enter(Phase.READY)
            await asyncio.sleep(TICK_SECONDS)

    async def _while_held(self) -> None:
        """Return when nobody holds the services down; the stores are kept running meanwhile."""
        note = held(self._data)
        if note is None:
            return
        self._report(f"The services are held down: {note}")
        self._enter(Phase.HELD)
        while held(self._data) is not None:
            self._tick(self._of(Stage.STORES))
            await asyncio.sleep(TICK_SECONDS)
        self._report("The services may start again.")

    def _of(self, stage: Stage) -> list[Kept]:
        return [kept for kept in self._kept if kept.spec.stage is stage]

    def _tick(self, some: Sequence[Kept]) -> None:
        lines = [line for kept in some if (line := kept.tick(time.monotonic()))]
        for line in lines:
            self._report(line)
        if lines:
            self._write()

    async def stop(self, hurry: asyncio.Event) -> None:
        """End every process, services before stores. A process that does not end in time is killed, and in a hurry all are."""
        self._enter(Phase.STOPPING)
        for stage in reversed(Stage):
            await self._end(self._of(stage), hurry)
        self._enter(Phase.STOPPED)

    async def _together(self, stage: list[Kept]) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                for kept in stage:
                    group.create_task(self._bring_up(kept))
        except* Trouble as troubles:
            raise troubles.exceptions[0] from None

    async def _bring_up(self, kept: Kept) -> None:
        spec, since = kept.spec, time.monotonic()
        await asyncio.to_thread(spec.prepare)
        kept.start(time.monotonic())
        self._write()
        if not await wait_until(spec.ready, spec.patience_seconds, unless=lambda: _keeps_ending(kept)):
            raise Trouble(not_ready(spec.name, kept.log, spec.patience_seconds, stopped=_keeps_ending(kept)))
        await spec.then()
        self._report(f"{spec.name} is ready after {time.monotonic() - since:.1f} s.")

    async def _end(self, stage: list[Kept], hurry: asyncio.Event) -> None:
        children = [kept.child for kept in stage if kept.child is not None]
        for child in children:
            if child.poll() is None:
                ask_to_end(child)

        async def gone() -> bool:
            return all(child.poll() is not None for child in children)

        await wait_until(gone, DRAIN_SECONDS, unless=hurry.is_set)
        for kept in stage:
            if kept.alive:
                self._report(f"{kept.spec.name} did not end in time and is killed.")
        for child in children:
            end_now(child)

    def _enter(self, phase: Phase) -> None:
        self._phase = phase
        self._write()

    def _write(self) -> None:
        records = [] if self._phase is Phase.STOPPED else [kept.record() for kept in self._kept]
        state = State(
            keeper=os.getpid(),
            keeper_birth=birth(os.getpid()) or 0,
            base_port=self._base_port,
            phase=self._phase,
            started=self._started,
            processes=tuple(record for record in records if record is not None),
        )
        write_state(self._data, state)


def _keeps_ending(kept: Kept) -> bool:
    return kept.restarts >= DEATHS_WHILE_STARTING or (not kept.spec.restart and not kept.alive)
