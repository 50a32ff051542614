"""The gate for every text that one participant writes and another reads: kept sealed, judged, and only then shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from causeway.event import Event
from matching.app.ports import KEYS
from matching.domain.writing import Judgement, Writing, WritingState, settle

WRITINGS = "writings"


class Writings(Protocol):
    """Texts of one unit of work, stored with the rest of it or not at all."""

    @property
    def now(self) -> datetime: ...

    def known_writing(self, writing_id: str) -> Writing | None: ...

    def sealed_writing(self, writing_id: str, author_id: str, text: str) -> str: ...

    def save_writing(self, writing: Writing, events: Sequence[Event] = ()) -> None: ...


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as one reader may see it: empty for others while it is not shown, and when its author's key is gone."""

    text: str = ""
    state: WritingState = WritingState.PENDING


class WritingReading(Protocol):
    async def shown(self, writing_ids: Iterable[str], reader_id: str) -> Mapping[str, Shown]:
        """Authors see their own whatever the state, everybody else only what moderation allowed. Unknown ids are left out."""

    async def pending(self, now: datetime, limit: int) -> Sequence[tuple[Writing, str | None]]:
        """Texts to ask about now, the longest waiting first, opened; None where the author's key is gone."""


class Screening(Protocol):
    async def judge(self, programme_id: str, text: str) -> Judgement:
        """Raises Unavailable when moderation gives no answer: then the text stays pending."""


def writing_needs(writing_id: str, author_id: str) -> list[tuple[str, str]]:
    return [(WRITINGS, writing_id), (KEYS, author_id)]


def write(writings: Writings, writing_id: str, programme_id: str, author_id: str, text: str) -> Writing:
    """Keeps the text sealed and pending. The same id again changes nothing, whatever the text."""
    known = writings.known_writing(writing_id)
    if known is not None:
        return known
    sealed = writings.sealed_writing(writing_id, author_id, text)
    writing = Writing(writing_id, programme_id, author_id, sealed, written_at=writings.now, ask_at=writings.now)
    writings.save_writing(writing)
    return writing


def settle_writing(writings: Writings, writing_id: str, judgement: Judgement) -> None:
    """A text that was settled before stays as it is."""
    known = writings.known_writing(writing_id)
    if known is None:
        return
    settled, events = settle(known, judgement, writings.now)
    if settled != known:
        writings.save_writing(settled, events)
