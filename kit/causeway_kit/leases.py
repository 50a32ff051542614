"""Leases: which live process sends which shard of the outbox. A new holder has a higher epoch, and only it can mark.

Time is the database's alone; a holder gives up early by its own monotonic clock.
"""

import asyncio
import random
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import structlog
from pymongo import ReturnDocument, UpdateOne

from causeway_kit.errors import Duplicate
from causeway_kit.outbox import SHARDS
from causeway_kit.store import Document, Indexes, Store

log = structlog.get_logger()

LEASES = "relay_leases"
TTL_SECONDS = 3.0  # what a dead process holds is free after that
RENEW_SECONDS = 1.0
TRUSTED = 0.7  # of the TTL: then the holder gives up, well before anybody else may take it
NOW = "$$NOW"  # the time of the database
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

INDEXES: Indexes = {LEASES: []}


class Superseded(Exception):
    """Another process holds this shard now. Nothing was written."""


@dataclass(slots=True)
class _Held:
    epoch: int
    renewed_at: float  # monotonic, taken before the database was asked

    @property
    def trusted(self) -> bool:
        return time.monotonic() < self.renewed_at + TRUSTED * TTL_SECONDS


class Leases:
    """The leases of one process: a home shard that it writes to, and shards whose process is gone."""

    def __init__(self, store: Store, instance: str, ordinal: int) -> None:
        """instance names one process of a deployment: after a restart it may take its own lease again at once."""
        self._store = store
        self._instance = instance
        self._owner = uuid.uuid4().hex
        self._preferred = ordinal % SHARDS
        self._home: int | None = None
        self._started = False
        self._held: dict[int, _Held] = {}
        self._one_at_a_time = asyncio.Lock()  # our own writes must not conflict with each other

    @property
    def home(self) -> int:
        return self._preferred if self._home is None else self._home

    @property
    def shards(self) -> list[int]:
        """What is ours now, for certain."""
        return [shard for shard, held in self._held.items() if held.trusted]

    @property
    def adopted(self) -> list[int]:
        return [shard for shard in self.shards if shard != self._home]

    def epoch(self, shard: int) -> int | None:
        held = self._held.get(shard)
        return held.epoch if held is not None and held.trusted else None

    async def keep(self) -> bool:
        """One round: gives up what was not renewed in time, renews the rest, takes a home if there is none.

        Gives whether the home is a new one.
        """
        self._give_up_late_ones()
        async with self._one_at_a_time:
            await self._renew()
            if self._home is not None:
                return False
            await self._settle()
            return self._home is not None

    def _give_up_late_ones(self) -> None:
        for shard in [shard for shard, held in self._held.items() if not held.trusted]:
            self._lose(shard, "not renewed in time")

    def _lose(self, shard: int, why: str) -> None:
        held = self._held.pop(shard, None)
        if held is None:
            return
        if self._home == shard:
            self._home = None
        log.warning("a lease is given up", shard=shard, epoch=held.epoch, why=why)

    async def _renew(self) -> None:
        now = time.monotonic()
        due = {shard: held for shard, held in self._held.items() if now - held.renewed_at > RENEW_SECONDS / 2}
        if not due:
            return
        renewals = [UpdateOne({"_id": shard, "epoch": held.epoch}, _longer()) for shard, held in due.items()]
        if await self._store.bulk_write(LEASES, renewals) < len(due):
            await self._lose_superseded()
        for held in due.values():
            held.renewed_at = now

    async def _lose_superseded(self) -> None:
        stored = await self._store.find(LEASES, {"_id": {"$in": list(self._held)}})
        epochs = {row["_id"]: row["epoch"] for row in stored}
        for shard, held in list(self._held.items()):
            if epochs.get(shard) != held.epoch:
                self._lose(shard, "taken by another process")

    async def _settle(self) -> None:
        again, self._started = not self._started, True
        if await self._take(self._preferred, again):
            self._home = self._preferred
            return
        for shard in await self._free():
            if await self._take(shard):
                self._home = shard
                return

    async def _free(self) -> list[int]:
        """In an order of its own: many who look at once should not all try the same one."""
        taken = {row["_id"] for row in await self._live()}
        free = [shard for shard in range(SHARDS) if shard not in taken]
        random.shuffle(free)
        return free

    async def adopt(self, shard: int) -> bool:
        """Takes a shard that nobody holds. False: somebody was faster."""
        async with self._one_at_a_time:
            return await self._take(shard)

    async def _take(self, shard: int, again: bool = False) -> bool:
        began = time.monotonic()
        ours = [{"$lte": ["$expires", NOW]}, {"$eq": ["$owner", self._owner]}]
        if again:
            ours.append({"$eq": ["$instance", self._instance]})
        taken = {"owner": self._owner, "instance": self._instance, "epoch": _next_epoch(), "expires": _expiry()}
        change = {name: {"$cond": [{"$or": ours}, value, f"${name}"]} for name, value in taken.items()}
        try:
            row = await self._store.find_one_and_update(
                LEASES, {"_id": shard}, [{"$set": change}], upsert=True, return_document=ReturnDocument.AFTER
            )
        except Duplicate:  # two made the document at the same moment
            return False
        if row is None or row["owner"] != self._owner:
            return False
        self._held[shard] = _Held(row["epoch"], began)
        log.info("a lease is taken", shard=shard, epoch=row["epoch"])
        return True

    async def of_others(self) -> set[int]:
        """Shards that other live processes hold."""
        return {row["_id"] for row in await self._live() if row["owner"] != self._owner}

    async def _live(self) -> list[Document]:
        return await self._store.find(LEASES, {"$expr": {"$gt": ["$expires", NOW]}})

    async def write_under(self, shard: int, write: Callable[[Any], Awaitable[object]]) -> None:
        """Runs write(session) in a transaction that also writes the lease, which renews it.

        To read it would not do: a snapshot may be older than the next holder's. Raises Superseded, Stale or Unavailable.
        """
        epoch, began = self.epoch(shard), time.monotonic()

        async def both(session: Any) -> None:
            if not await self._store.update(LEASES, [{"q": {"_id": shard, "epoch": epoch}, "u": _longer()}], session):
                raise Superseded
            await write(session)

        if epoch is None:
            raise Superseded
        try:
            async with self._one_at_a_time:
                await self._store.transaction(both)
        except Superseded:
            self._lose(shard, "taken by another process")
            raise
        if shard in self._held:
            self._held[shard].renewed_at = began

    async def release(self, shard: int) -> None:
        """Lets the next one take it at once."""
        held = self._held.pop(shard, None)
        if held is not None:
            if self._home == shard:
                self._home = None
            async with self._one_at_a_time:
                await self._store.update_one(LEASES, {"_id": shard, "epoch": held.epoch}, {"$set": {"expires": LONG_AGO}})

    async def release_all(self) -> None:
        for shard in list(self._held):
            await self.release(shard)


def _expiry() -> Document:
    return {"$add": [NOW, int(TTL_SECONDS * 1000)]}


def _longer() -> list[Document]:
    return [{"$set": {"expires": _expiry()}}]


def _next_epoch() -> Document:
    return {"$add": [{"$ifNull": ["$epoch", 0]}, 1]}
