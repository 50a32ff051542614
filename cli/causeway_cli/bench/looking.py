"""Looks at the queues of a running system while a load is on."""

import asyncio
import contextlib
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from typing import Any

from pymongo import AsyncMongoClient
from pymongo.errors import PyMongoError

from causeway_cli.bench.queues import Look
from causeway_cli.keeper.plan import SERVICES
from causeway_cli.lag import group_lags
from causeway_cli.running import RunningSystem
from causeway_cli.trouble import Trouble

LOOKS = 16  # in a run: each costs the machine some ten milliseconds
LEAST_PAUSE_SECONDS = 0.5
PATIENCE_MS = 5000


class Looking:
    """What waits in each outbox, and how far each consumer is behind, as often as it was looked at."""

    def __init__(self, system: RunningSystem, client: "AsyncMongoClient[dict[str, Any]]") -> None:
        self._system = system
        self._client = client
        self._hints: dict[str, str] = {}
        self.looks: dict[str, list[Look]] = defaultdict(list)

    async def look(self) -> None:
        """Raises Trouble when a store does not answer."""
        at = time.time()
        for service in SERVICES:
            self.looks[f"outbox of {service}"].append((at, await self._waiting(service)))
        at = time.time()
        for service, lag in (await group_lags(self._system.kafka, SERVICES)).items():
            self.looks[f"events unread by {service}"].append((at, lag))

    async def _waiting(self, service: str) -> int:
        """Events stored and not marked as sent."""
        unsent = {"sent": False}
        steps: list[dict[str, Any]] = [
            {"$match": unsent},
            {"$group": {"_id": None, "events": {"$sum": {"$size": "$events"}}}},
        ]
        outbox = self._client[service]["outbox"]
        try:
            hint = self._hints.get(service) or await _index_of_unsent(outbox)
            self._hints[service] = hint
            rows = await (await outbox.aggregate(steps, hint=hint or None)).to_list()
        except PyMongoError as error:
            raise Trouble(
                f"The outbox of {service} could not be counted ({type(error).__name__}): is the system still up?"
            ) from None
        return int(rows[0]["events"]) if rows else 0


async def _index_of_unsent(outbox: Any) -> str:
    """Without it, counting would read every event that was ever sent."""
    for name, index in (await outbox.index_information()).items():
        if index.get("partialFilterExpression") == {"sent": False}:
            return str(name)
    return ""


@contextlib.asynccontextmanager
async def looking(system: RunningSystem, seconds: float) -> AsyncIterator[Looking]:
    """Looks now and then while the block runs, and once more at its end."""
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(system.mongo_uri, serverSelectionTimeoutMS=PATIENCE_MS)
    watch = Looking(system, client)
    task = asyncio.create_task(_now_and_then(watch, max(LEAST_PAUSE_SECONDS, seconds / LOOKS)))
    try:
        yield watch
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await watch.look()
    finally:
        task.cancel()
        await client.close()


async def _now_and_then(watch: Looking, pause: float) -> None:
    while True:
        await watch.look()
        await asyncio.sleep(pause)


def pids_of(system: RunningSystem) -> Mapping[str, int]:
    return {process.name: process.pid for process in system.state.processes}
