"""Use case: a reader asks what became visible after a cursor."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from messaging.app.ports import ReadableEntry, Reading
from messaging.domain.message import Message

DEFAULT_LIMIT = 50
LARGEST_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Page:
    entries: Sequence[ReadableEntry]
    next: int  # cursor for the next call
    more: bool
    own: Sequence[tuple[Message, str]]  # the reader's own messages that others cannot read, with their text
    unread: int


async def sync_conversation(reading: Reading, person_id: str, conversation_id: str, after: int, limit: int) -> Page:
    """Raises NotAParticipant."""
    limit = min(limit or DEFAULT_LIMIT, LARGEST_LIMIT)
    await reading.conversation(person_id, conversation_id)
    entries, own, marks = await asyncio.gather(
        reading.entries_after({conversation_id: after}, limit + 1),
        reading.hidden_of(person_id, conversation_id),
        reading.read_marks(person_id, [conversation_id]),
    )
    page = entries[:limit]
    unread = await reading.unread(person_id, conversation_id, marks.get(conversation_id, 0))
    cursor = page[-1].entry.feed_seq if page else after
    return Page(page, cursor, len(entries) > limit, own, unread)
