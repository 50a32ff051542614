"""The relay: sends stored events to Kafka in their writer's order, and marks them sent. Twice may happen, never may not.

What this process stores comes from memory, in the order of its commits. A look at the database each half second is the
truth for everything else: what a lost process left behind, what nobody was told of, what memory had no room for.
"""

import asyncio
import contextlib
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

import structlog

from causeway_kit import crash_points, metrics
from causeway_kit.errors import Stale, Unavailable
from causeway_kit.leases import RENEW_SECONDS, Leases, Superseded
from causeway_kit.outbox import OUTBOX, events_in, in_shards, outside_shards, shard_in
from causeway_kit.sender import Sender
from causeway_kit.store import Document, Store

log = structlog.get_logger()

LOOK_SECONDS = 0.5
PARCELS = 40  # of up to 4 MB each, far less in practice
HELD_BYTES = 16_000_000  # of parcels in memory; with more waiting they are read back from the database
MARK_SECONDS = 0.25
UNMARKED = 200  # parcels
DOUBT_SECONDS = 60  # as long as MongoDB lets a transaction live: then a commit without an answer is decided
CLOSE_SECONDS = 3
CANCEL_SECONDS = 0.5


class Relay:
    """Owns every event that is stored and not yet sent. At least once; consumers drop repeats.

    It is the outbox.Writer of its process.
    """

    def __init__(
        self, store: Store, bootstrap: str, instance: str = "relay-0", ordinal: int = 0, sender: Sender | None = None
    ) -> None:
        self._store = store
        self._sender = sender or Sender(bootstrap)
        self._leases = Leases(store, instance, ordinal)
        self._woken = asyncio.Event()
        self._handed: dict[str, Document] = {}  # stored by this process and not yet sent, in the order of commits
        self._handed_bytes = 0
        self._behind = False  # more waits than memory may hold
        self._look_at = 0.0
        self._doubtful_until = 0.0
        self._under_way: set[str] = set()
        self._sent: dict[str, int] = {}  # parcel and its shard; not yet marked
        self._marking: asyncio.Task[None] | None = None

    @property
    def shard(self) -> int:
        return self._leases.home

    def stored(self, parcels: Sequence[Document]) -> None:
        for parcel in parcels:
            self._remember(parcel)
        self._woken.set()

    def doubtful(self) -> None:
        self._doubtful_until = time.monotonic() + DOUBT_SECONDS

    def wake(self) -> None:
        """Looks at the database now."""
        self._look_at = 0.0
        self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Runs until stop is set, then sends what is left, gives its leases back and returns."""
        sending, keeping = asyncio.create_task(self._keep_sending(stop)), asyncio.create_task(self._keep_leases())
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({sending, keeping, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if stop.is_set():
                self.wake()
                await asyncio.wait({sending}, timeout=CLOSE_SECONDS)
            for task in (sending, keeping):
                if task.done():
                    task.result()
        finally:
            await _cancelled(sending, keeping, stopping, self._marking)
            await self._close()

    async def _close(self) -> None:
        await self._sender.close()
        with contextlib.suppress(Unavailable):  # leases run out by themselves
            await self._mark()
            await self._leases.release_all()

    async def _keep_sending(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            await self._rest()
            await _surviving(self.send_waiting)
        await _surviving(self.send_waiting)

    async def _rest(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), max(0.0, self._look_at - time.monotonic()))
        self._woken.clear()

    async def send_waiting(self) -> None:
        """Sends all that waits, batch by batch. Raises Unavailable when the database is away."""
        while parcels := await self._next():
            self._under_way = {parcel["_id"] for parcel in parcels}
            events = list(events_in(parcels))
            metrics.outbox_waiting.set(len(events) + sum(len(parcel["events"]) for parcel in self._handed.values()))
            crash_points.reached("after_commit_before_publish")
            await self._sender.send(events)
            crash_points.reached("after_publish_before_mark")
            metrics.outbox_sent.inc(len(events))
            await self._mark_later(parcels)
        metrics.outbox_waiting.set(0)

    async def _next(self) -> list[Document]:
        now = time.monotonic()
        if self._behind or now >= self._look_at or now < self._doubtful_until:
            return await self._look()
        return self._take(list(self._handed)[:PARCELS])

    async def _look(self) -> list[Document]:
        """What is stored for good in our shards, and not sent by us already, together with what memory holds."""
        self._look_at = time.monotonic() + LOOK_SECONDS
        shards = self._leases.shards
        if not shards:
            return self._take(list(self._handed)[:PARCELS])
        self._behind = False  # before we read: what is stored from here on is remembered
        query = {"sent": False, "shard": in_shards(shards), "_id": {"$nin": list(self._sent)}}
        try:
            found = await self._store.find(OUTBOX, query, sort=[("order", 1)], limit=PARCELS)
        except BaseException:
            self._fall_behind(self._handed)  # what waits there may be older than what memory got meanwhile
            raise
        if len(found) == PARCELS:
            self._fall_behind([id for id, parcel in self._handed.items() if shard_in(parcel) in shards])
            return found
        waiting = {parcel["_id"]: parcel for parcel in (*found, *self._take(list(self._handed)))}
        return sorted(waiting.values(), key=_order)

    def _remember(self, parcel: Document) -> None:
        if self._behind or parcel["_id"] in self._under_way or parcel["_id"] in self._sent:
            return  # a look may find what was stored before the one who stored it has its answer
        self._handed[parcel["_id"]] = parcel
        self._handed_bytes += _size(parcel)
        if self._handed_bytes > HELD_BYTES:
            self._fall_behind(self._handed)

    def _fall_behind(self, ids: Iterable[str]) -> None:
        """Leaves these to be read back from the database, in order, with all that waits there."""
        self._take(list(ids))
        self._behind = True

    def _take(self, ids: Sequence[str]) -> list[Document]:
        taken = [self._handed.pop(id) for id in ids]
        self._handed_bytes -= sum(map(_size, taken))
        return taken

    async def _mark_later(self, parcels: Sequence[Document]) -> None:
        """Many parcels share a mark; a crash before it sends them again, and consumers know them."""
        self._sent.update((parcel["_id"], shard_in(parcel)) for parcel in parcels)
        if len(self._sent) > UNMARKED:
            await self._mark()
        elif self._marking is None:
            self._marking = asyncio.create_task(self._mark_in_a_moment())

    async def _mark_in_a_moment(self) -> None:
        await asyncio.sleep(MARK_SECONDS)
        self._marking = None
        await self._mark()

    async def _mark(self) -> None:
        """What is in a shard that we hold. The rest waits until we hold it again, or somebody else sends it once more."""
        by_shard: dict[int, list[str]] = defaultdict(list)
        for id, shard in self._sent.items():
            by_shard[shard].append(id)
        for shard in self._leases.shards:
            if shard in by_shard:
                await self._mark_in(shard, by_shard[shard])

    async def _mark_in(self, shard: int, ids: Sequence[str]) -> None:
        mark = {"q": {"_id": {"$in": ids}}, "u": {"$set": {"sent": True}}, "multi": True}
        try:
            await self._leases.write_under(shard, lambda session: self._store.update(OUTBOX, [mark], session))
        except Superseded:
            log.warning("sent events are left to the shard's next holder", shard=shard, parcels=len(ids))
        except (Stale, Unavailable) as error:
            log.warning("sent events are not marked yet", error=type(error).__name__, parcels=len(ids))
            return
        self._forget(ids)

    def _forget(self, ids: Sequence[str]) -> None:
        for id in ids:
            self._sent.pop(id, None)

    async def _keep_leases(self) -> None:
        while True:
            try:
                if await self._leases.keep():
                    self.wake()
                await self._leave_finished()
                await self._adopt_orphans()
            except (Stale, Unavailable) as error:
                log.warning("leases cannot be kept, trying again", error=str(error))
            await asyncio.sleep(RENEW_SECONDS)

    async def _adopt_orphans(self) -> None:
        """Takes every shard in which parcels wait and whose process is gone."""
        while True:
            others = await self._leases.of_others()
            self._forget([id for id, shard in self._sent.items() if shard in others])
            looked_after = others.union(self._leases.shards)
            query = {"sent": False, "shard": outside_shards(looked_after)}
            orphans = await self._store.find(OUTBOX, query, projection={"shard": 1}, sort=[("shard", 1)], limit=1)
            if not orphans or not await self._leases.adopt(shard_in(orphans[0])):
                return
            self.wake()

    async def _leave_finished(self) -> None:
        """Gives back adopted shards in which nothing waits any more, so that a process that comes back finds its own."""
        for shard in self._leases.adopted:
            if shard in self._sent.values():
                continue
            query = {"sent": False, "shard": in_shards([shard])}
            if not await self._store.find(OUTBOX, query, projection={"_id": 1}, limit=1):
                await self._leases.release(shard)


def _order(parcel: Document) -> int:
    return int(parcel["order"])


def _size(parcel: Document) -> int:
    return sum(len(event["value"]) for event in parcel["events"])


async def _cancelled(*tasks: asyncio.Task[Any] | None) -> None:
    """Asks again: a cancellation that meets an answer from the database at the same moment is lost (Python 3.11)."""
    running = {task for task in tasks if task is not None}
    while running:
        for task in running:
            task.cancel()
        _, running = await asyncio.wait(running, timeout=CANCEL_SECONDS)


async def _surviving(step: Callable[[], Awaitable[None]]) -> None:
    try:
        await step()
    except Unavailable as error:
        log.warning("the outbox cannot be read, trying again", error=str(error))
        await asyncio.sleep(1)
