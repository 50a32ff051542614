"""Starts services for a test, in its own process or in one that can be killed, and ends them after it."""

import asyncio
import contextlib
import subprocess
import urllib.request
from dataclasses import dataclass, replace
from pathlib import Path

from fault_service import CountingService, Plan, command_of, database_of

from causeway_cli.embedded.child import end_now, finish, spawn
from causeway_cli.embedded.ports import free_ports
from causeway_kit.settings import ServiceSettings
from causeway_kit.testing import PATIENCE_SECONDS, settings_for, until


@dataclass
class Running:
    """A service in the test's own process."""

    service: CountingService
    task: asyncio.Task[None]

    async def ready(self, seconds: float = PATIENCE_SECONDS) -> None:
        async def is_ready() -> bool:
            assert not self.task.done(), self.task
            return self.service.status.ready and (not self.service.plan.topic or self.service.partitions > 0)

        await until(is_ready, seconds)

    async def ended(self) -> None:
        self.service.end()
        await asyncio.wait_for(self.task, 30)


@dataclass
class Killable:
    """A service in a process of its own."""

    child: subprocess.Popen[bytes]
    settings: ServiceSettings
    log: Path

    async def metric(self, name: str) -> float:
        """The sum over all labels; 0 while the page is not there."""
        page = await asyncio.to_thread(self._page)
        return sum(float(line.rpartition(" ")[2]) for line in page.splitlines() if line.startswith(name))

    def _page(self) -> str:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://{self.settings.metrics_address}/metrics") as page:
            return str(page.read().decode())
        return ""

    def kill(self) -> None:
        end_now(self.child)

    async def says(self, words: str, seconds: float = PATIENCE_SECONDS) -> None:
        """Waits for words in its log."""

        async def said() -> bool:
            assert self.child.poll() is None, self.log.read_text()
            return words in self.log.read_text()

        await until(said, seconds)

    async def ended(self, seconds: float = PATIENCE_SECONDS) -> int:
        """Waits until it has ended by itself; the exit code. Raises TimeoutExpired."""
        return await asyncio.to_thread(self.child.wait, seconds)

    async def terminated(self, within: float) -> int:
        """SIGTERM; the exit code. Raises TimeoutExpired."""
        self.child.terminate()
        return await asyncio.to_thread(self.child.wait, within)


class Workshop:
    """Everything that a test starts; the members of a group share a database."""

    def __init__(self, folder: Path, bootstrap: str, mongo: str) -> None:
        self.bootstrap, self.mongo = bootstrap, mongo
        self._folder = folder
        self._running: list[Running] = []
        self._children: list[Killable] = []

    def settings(self, plan: Plan, ordinal: int = 0) -> ServiceSettings:
        grpc, metrics = free_ports(2)
        made = settings_for(
            self._folder, service=plan.group, kafka=self.bootstrap, mongo=self.mongo, database=database_of(plan),
            issuer="http://127.0.0.1:1", grpc=grpc, metrics=metrics,
        )  # fmt: skip
        return made.model_copy(update={"service_ordinal": ordinal})

    def begin(self, plan: Plan, ordinal: int = 0, settings: ServiceSettings | None = None) -> Running:
        """Starts a service here, with a plan of its own that the test may change, and does not wait."""
        service = CountingService(replace(plan), settings or self.settings(plan, ordinal))
        running = Running(service, asyncio.create_task(service.run()))
        self._running.append(running)
        return running

    async def begun(self, plan: Plan, ordinal: int = 0) -> Running:
        running = self.begin(plan, ordinal)
        await running.ready()
        return running

    def process(self, plan: Plan, ordinal: int = 0, **changed: object) -> Killable:
        """Starts a service in a process of its own, with some settings changed, and does not wait."""
        settings = self.settings(plan, ordinal).model_copy(update=changed)
        log = self._folder / f"service-{len(self._children)}.log"
        child = Killable(spawn(command_of(plan, settings), log=log), settings, log)
        self._children.append(child)
        return child

    async def close(self) -> None:
        for running in self._running:
            if not running.task.done():
                await running.ended()
        for each in self._children:
            finish(each.child, patience_seconds=5)
