"""Has pending texts judged, again and again while moderation is away. What two processes ask about is settled once."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog

from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import Clock
from causeway_kit.errors import Unavailable
from causeway_kit.routes import Opens
from causeway_kit.work import UnitOfWork
from matching.app.screening import WRITINGS, Screening, WritingReading, Writings, settle_writing
from matching.domain.writing import Judgement, Writing, WritingState

log = structlog.get_logger()
TEXTS_AT_ONCE = 50
ASKED_AT_ONCE = 8
REST = timedelta(seconds=5)  # after moderation gave no answer
SAY_AGAIN_AFTER = timedelta(minutes=1)
UNREADABLE = Judgement(WritingState.REFUSED)  # its author's key is gone: nobody can ever read it


class Screened:
    """One round a step; the caller repeats it."""

    def __init__(
        self,
        open_work: Callable[[], UnitOfWork],
        opens: Opens[Writings],
        reading: WritingReading,
        screening: Screening,
        clock: Clock,
    ) -> None:
        self._open_work = open_work
        self._opens = opens
        self._reading = reading
        self._screening = screening
        self._clock = clock
        self._rests_until: datetime | None = None
        self._said_at: datetime | None = None

    async def step(self) -> None:
        """Raises Unavailable when the database is away; moderation being away only makes texts wait."""
        now = self._clock.now()
        if self._rests_until is not None and now < self._rests_until:
            return
        self._rests_until = None
        while pending := await self._reading.pending(self._clock.now(), TEXTS_AT_ONCE):
            if not await self._settle(pending) or len(pending) < TEXTS_AT_ONCE:
                return

    async def _settle(self, pending: Sequence[tuple[Writing, str | None]]) -> bool:
        """Whether everything got an answer."""
        places = asyncio.Semaphore(ASKED_AT_ONCE)
        judged = await asyncio.gather(*(self._judge(places, writing, text) for writing, text in pending))
        settled = [(writing, judgement) for (writing, _), judgement in zip(pending, judged, strict=True) if judgement is not None]
        results = await run_batch(self._open_work, [self._item(writing.id, judgement) for writing, judgement in settled])
        for result in results:
            if isinstance(result, Failed):
                raise result.error
        if len(settled) < len(pending):
            self._rests_until = self._clock.now() + REST
        return len(settled) == len(pending)

    async def _judge(self, places: asyncio.Semaphore, writing: Writing, text: str | None) -> Judgement | None:
        """None: no answer."""
        if text is None:
            return UNREADABLE
        async with places:
            try:
                return await self._screening.judge(writing.programme_id, text)
            except Unavailable as error:
                self._say(str(error))
                return None

    def _item(self, writing_id: str, judgement: Judgement) -> Item:
        return Item([(WRITINGS, writing_id)], lambda work: settle_writing(self._opens(work), writing_id, judgement))

    def _say(self, why: str) -> None:
        now = self._clock.now()
        if self._said_at is None or now - self._said_at >= SAY_AGAIN_AFTER:
            self._said_at = now
            log.warning("texts wait for moderation", why=why)
