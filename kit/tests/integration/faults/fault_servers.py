"""Servers that a test may kill, hold and start again, and what it does to their topics."""

import contextlib
import os
import signal
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.records_to_delete import RecordsToDelete
from aiokafka.structs import TopicPartition

from causeway_cli.embedded.child import end_now, finish, spawn
from causeway_cli.embedded.lock import take
from causeway_cli.embedded.server import Server, serving


class Breakable:
    """One server of its own, which a test may break in any way; `mended` brings it back whatever happened."""

    def __init__(self, server: Server, address: str, log: Path) -> None:
        self.server = server
        self.address = address
        self.log = log
        self._child: subprocess.Popen[bytes] | None = None
        self._held = False

    @property
    def runs(self) -> bool:
        return self._child is not None and self._child.poll() is None

    def start(self) -> None:
        """Starts the process, and does not wait until it serves."""
        lock = take(self.server.folder)
        try:
            self.server.prepare()
            self._child = spawn(self.server.command(), log=self.log, keep_open=[lock])
        finally:
            os.close(lock)

    async def serves(self) -> None:
        assert self._child is not None
        await serving(self.server, self._child, self.log)

    async def mended(self) -> None:
        self.release()
        if not self.runs:
            self.start()
        await self.serves()

    def kill(self) -> None:
        """SIGKILL: nothing is flushed, nothing is said goodbye to."""
        if self._child is not None:
            end_now(self._child)

    def stop(self) -> None:
        """SIGTERM, and until the process has ended."""
        if self._child is not None:
            finish(self._child, patience_seconds=20)

    def hold(self) -> None:
        """SIGSTOP: connections stay open, and nobody answers."""
        assert self._child is not None
        os.killpg(self._child.pid, signal.SIGSTOP)
        self._held = True

    def release(self) -> None:
        if self._held and self._child is not None:
            os.killpg(self._child.pid, signal.SIGCONT)
        self._held = False

    @contextlib.contextmanager
    def killed(self) -> Iterator[None]:
        """Down inside the block; started again after it, however it ends."""
        self.kill()
        try:
            yield
        finally:
            self.start()


@contextlib.asynccontextmanager
async def admin_of(bootstrap: str) -> AsyncIterator[AIOKafkaAdminClient]:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    try:
        await admin.start()
        yield admin
    finally:
        await admin.close()


async def delete_topics(bootstrap: str, wanted: Callable[[str], bool]) -> None:
    async with admin_of(bootstrap) as admin:
        if names := [name for name in await admin.list_topics() if wanted(name)]:
            await admin.delete_topics(names)


async def partitions_of(bootstrap: str, topic: str) -> int:
    """0 when there is no such topic."""
    async with admin_of(bootstrap) as admin:
        if topic not in await admin.list_topics():
            return 0
        return len((await admin.describe_topics([topic]))[0]["partitions"])


async def delete_records(bootstrap: str, ends: Mapping[TopicPartition, int]) -> None:
    """Every record before these offsets is gone, as after the retention time."""
    async with admin_of(bootstrap) as admin:
        await admin.delete_records({place: RecordsToDelete(before_offset=end) for place, end in ends.items() if end})


def cut_tail(log: Path, topic: str, cut_bytes: int) -> TopicPartition:
    """What a power cut may leave: the end of the fullest partition's newest segment and the producers' state are gone.

    The broker must not run.
    """
    folder = max(log.glob(f"{topic}-*"), key=lambda each: sum(segment.stat().st_size for segment in each.glob("*.log")))
    segment = max(folder.glob("*.log"))
    os.truncate(segment, max(0, segment.stat().st_size - cut_bytes))
    for snapshot in folder.glob("*.snapshot"):
        snapshot.unlink()
    name, _, partition = folder.name.rpartition("-")
    return TopicPartition(name, int(partition))
