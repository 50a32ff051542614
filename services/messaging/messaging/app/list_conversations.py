"""Use case: a person opens the list of their conversations."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from messaging.app.ports import Reading
from messaging.domain.conversation import Conversation


@dataclass(frozen=True, slots=True)
class Overview:
    conversation: Conversation
    feed_seq: int
    read_up_to: int
    unread: int


async def list_conversations(reading: Reading, person_ids: Collection[str]) -> Sequence[Overview]:
    """Of everybody who the caller is: one person in each programme."""
    lists = await asyncio.gather(*(_list_of(reading, person_id) for person_id in sorted(person_ids)))
    return [overview for each in lists for overview in each]


async def _list_of(reading: Reading, person_id: str) -> Sequence[Overview]:
    conversations = await reading.conversations_of(person_id)
    ids = [conversation.id for conversation in conversations]
    ends, marks = await asyncio.gather(reading.feed_ends(ids), reading.read_marks(person_id, ids))
    unread = await asyncio.gather(*(reading.unread(person_id, id, marks.get(id, 0)) for id in ids))
    return [
        Overview(conversation, ends.get(conversation.id, 0), marks.get(conversation.id, 0), count)
        for conversation, count in zip(conversations, unread, strict=True)
    ]
