"""Open streams of notices: read once for all streams of this process, each notice in its newest form."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator, Collection
from datetime import datetime, timedelta

import structlog

from causeway_kit.clock import Clock
from causeway_kit.errors import Unavailable
from notifications.app.ports import Reading
from notifications.domain.notice import Notice

log = structlog.get_logger()

LOOK_SECONDS = 0.5  # the truth: what another replica stored is seen within this time
OVERLAP = timedelta(seconds=70)  # replicas' clocks may differ by a minute, and a notice is seen when its transaction has ended


class _Stream:
    """A slow reader misses no notice, only its older counts."""

    def __init__(self, told: dict[str, datetime]) -> None:
        self._told = told  # newest time by notice id
        self._waiting: dict[str, Notice] = {}
        self._woken = asyncio.Event()

    def offer(self, notice: Notice) -> None:
        told = self._told.get(notice.id)
        if told is None or told < notice.made_at:
            self._told[notice.id] = notice.made_at
            self._waiting[notice.id] = notice
            self._woken.set()

    async def some(self) -> list[Notice]:
        await self._woken.wait()
        self._woken.clear()
        notices, self._waiting = list(self._waiting.values()), {}
        return notices


class Watching:
    def __init__(self, reading: Reading, clock: Clock) -> None:
        self._reading = reading
        self._clock = clock
        self._streams: dict[str, set[_Stream]] = defaultdict(set)  # by person
        self._noticed: set[str] = set()
        self._woken = asyncio.Event()

    def noticed(self, person_id: str) -> None:
        """Something in this person's inbox changed."""
        if person_id in self._streams:
            self._noticed.add(person_id)
            self._woken.set()

    async def stream(self, person_ids: Collection[str]) -> AsyncIterator[Notice]:
        """What comes into the inbox of any of them from now on. Raises Unavailable."""
        known = await self._reading.changed(person_ids, self._clock.now() - OVERLAP)
        stream = _Stream({notice.id: notice.made_at for notice in known})
        for person_id in person_ids:
            self._streams[person_id].add(stream)
        try:
            while True:
                for notice in await stream.some():
                    yield notice
        finally:
            for person_id in person_ids:
                self._streams[person_id].discard(stream)
                if not self._streams[person_id]:
                    del self._streams[person_id]

    async def run(self, stop: asyncio.Event) -> None:
        """Hands on what comes until stop is set."""
        loop = asyncio.get_running_loop()
        look_at = loop.time()
        while not stop.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), LOOK_SECONDS)
            self._woken.clear()
            if loop.time() >= look_at:
                look_at = loop.time() + LOOK_SECONDS
                self._noticed.update(self._streams)
            people, self._noticed = self._noticed, set()
            await self._hand_on(people)

    async def _hand_on(self, people: set[str]) -> None:
        if not people:
            return
        try:
            notices = await self._reading.changed(people, self._clock.now() - OVERLAP)
        except Unavailable as error:
            log.warning("open streams wait", why=str(error))
            await asyncio.sleep(1)
            return
        for notice in notices:
            for stream in tuple(self._streams.get(notice.person_id, ())):
                stream.offer(notice)
