"""Keeps the mentors of programmes that are asked about as columns in memory, and follows their changes."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from causeway_kit.sealed import Keyring
from causeway_kit.store import Store
from matching.adapters.documents import profile_place
from matching.adapters.opening import Opening
from matching.app.choosing_ports import PoolNotReady
from matching.app.mentor_pool import MentorPool
from matching.app.ports import PEOPLE
from matching.app.profile_json import profile_of
from matching.domain.matching_settings import MatchingSettings
from matching.domain.people import Mentor, Side

PEOPLE_AT_ONCE = 500  # opening that many keeps other calls waiting for some milliseconds only
POOLS = 20
WAIT_SECONDS = 8.0  # a call has 10
QUICK_SECONDS = 0.05  # a pool that is made as quickly is compared for each call
SLOW_SECONDS = 1.0  # one that takes longer is made anew while the old one still answers
SHARE = 20.0  # others are made again at most for a twentieth of the time
Stamp = tuple[int, int]


@dataclass(slots=True)
class _Kept:
    pool: MentorPool
    stamp: Stamp
    looked_at: float
    seconds: float

    @property
    def rests(self) -> bool:
        return self.seconds > QUICK_SECONDS and time.monotonic() - self.looked_at < SHARE * self.seconds


class KeptPools:
    """The newest pool that is there at once; one that is being renewed in the background meanwhile still answers."""

    def __init__(self, store: Store, keyring: Keyring, settings: Callable[[str], Awaitable[MatchingSettings]]) -> None:
        self._store = store
        self._opening = Opening(keyring)
        self._settings = settings
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._making: dict[str, asyncio.Task[MentorPool]] = {}

    async def settings(self, programme_id: str) -> MatchingSettings:
        return await self._settings(programme_id)

    async def pool(self, programme_id: str) -> MentorPool:
        """Raises PoolNotReady, Unavailable."""
        kept = self._kept.get(programme_id)
        if kept is not None and (kept.rests or await self._still_true(programme_id, kept)):
            self._kept.move_to_end(programme_id)
            return kept.pool
        making = self._making.get(programme_id)
        if making is None:
            making = self._making[programme_id] = asyncio.create_task(self._make(programme_id))
            making.add_done_callback(lambda done: self._made(programme_id, done))
        if kept is not None and kept.seconds > SLOW_SECONDS:
            return kept.pool
        try:
            return await asyncio.wait_for(asyncio.shield(making), WAIT_SECONDS)
        except TimeoutError:
            raise PoolNotReady("The programme's mentors are still being read; ask again in a moment.") from None

    def _made(self, programme_id: str, task: asyncio.Task[MentorPool]) -> None:
        self._making.pop(programme_id, None)
        if not task.cancelled():
            task.exception()  # whoever waited has it; the next call tries again

    async def _still_true(self, programme_id: str, kept: _Kept) -> bool:
        if await self._stamp(programme_id) != kept.stamp:
            return False
        kept.looked_at = time.monotonic()
        return True

    async def _stamp(self, programme_id: str) -> Stamp:
        """Changes with every change of a mentor: how many there are, and how often they were changed in all."""
        group = {"_id": None, "people": {"$sum": 1}, "versions": {"$sum": "$version"}}
        match = {"programme_id": programme_id, "side": Side.MENTOR.value}
        rows = await self._store.aggregate(PEOPLE, [{"$match": match}, {"$group": group}])
        return (rows[0]["people"], rows[0]["versions"]) if rows else (0, 0)

    async def _make(self, programme_id: str) -> MentorPool:
        began, stamp = time.monotonic(), await self._stamp(programme_id)
        pool, after = MentorPool(), ""
        while True:
            query = {"programme_id": programme_id, "side": Side.MENTOR.value, "_id": {"$gt": after}}
            rows = await self._store.find(PEOPLE, query, sort=[("_id", 1)], limit=PEOPLE_AT_ONCE, projection={"profile": 1})
            if not rows:
                break
            await self._opening.keys_of(row["profile"] for row in rows)
            for row in rows:
                line = self._opening.open(row["profile"], profile_place(row["_id"]))
                person = profile_of(line).person if line is not None else None
                if isinstance(person, Mentor):
                    pool.add(row["_id"], person)
            after = rows[-1]["_id"]
        made = await asyncio.to_thread(pool.close)
        now = time.monotonic()
        self._kept[programme_id] = _Kept(made, stamp, now, now - began)
        if len(self._kept) > POOLS:
            self._kept.popitem(last=False)
        return made
