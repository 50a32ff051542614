"""Keeps the list of who waits for a mentor, announces those who wait too long, and repairs as programmes ask for it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import Clock
from causeway_kit.routes import Opens
from causeway_kit.work import UnitOfWork
from matching.app import announce_waiting
from matching.app import ask_for_run as runs
from matching.app.ask_for_run import Asked
from matching.app.run_ports import RunRegister
from matching.app.waiting_ports import WaitingReading, WaitingRegister
from matching.domain.matching_settings import MatchingSettings

AT_ONCE = 200


class WaitingList:
    def __init__(
        self,
        open_work: Callable[[], UnitOfWork],
        opens: Opens[WaitingRegister],
        opens_runs: Opens[RunRegister],
        reading: WaitingReading,
        clock: Clock,
    ) -> None:
        self._open_work = open_work
        self._opens = opens
        self._opens_runs = opens_runs
        self._reading = reading
        self._clock = clock

    async def step(self) -> None:
        """Raises Unavailable."""
        now = self._clock.now()
        await self._reading.follow(now)
        for settings in await self._reading.limited():
            if settings.longest_wait_days:
                await self._announce(settings, now)
            if settings.repair_minutes:
                await self._repair(settings, now)

    async def _announce(self, settings: MatchingSettings, now: datetime) -> None:
        since = now - timedelta(days=settings.longest_wait_days)
        late = await self._reading.too_long(settings.programme_id, since, AT_ONCE)
        if late:
            items = [self._announcing(one.mentee_id) for one in late]
            _raise_first(await run_batch(self._open_work, items))

    def _announcing(self, mentee_id: str) -> Item:
        needs = announce_waiting.needs(mentee_id)
        return Item(needs, lambda work: announce_waiting.announce_waiting(self._opens(work), mentee_id))

    async def _repair(self, settings: MatchingSettings, now: datetime) -> None:
        """One repair in each span of so many minutes, by whichever process asks first: they all use the same key."""
        span = int(now.timestamp()) // (60 * settings.repair_minutes)
        if not await self._reading.waiting(settings.programme_id, 1, 0):
            return
        asked = Asked(settings.programme_id, f"repair {settings.repair_minutes} {span}", repair=True, starts_itself=True)
        item = Item(runs.asked_needs(asked), lambda work: runs.ask_for_run(self._opens_runs(work), asked))
        await run_batch(self._open_work, [item])  # a programme that has closed meanwhile is not repaired


def _raise_first(results: list[object]) -> None:
    for result in results:
        if isinstance(result, Failed):
            raise result.error
