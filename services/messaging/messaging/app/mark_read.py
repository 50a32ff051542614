"""Use case: a reader has seen a conversation up to an entry."""

from dataclasses import dataclass

from messaging.app.ports import CONVERSATIONS, READS, Mailroom
from messaging.domain.conversation import mark_read


@dataclass(frozen=True, slots=True)
class SeenUpTo:
    person_id: str
    conversation_id: str
    feed_seq: int
    feed_end: int  # as it was read for this call


def read_mark_id(conversation_id: str, person_id: str) -> str:
    return f"{conversation_id}|{person_id}"


def needs(seen: SeenUpTo) -> list[tuple[str, str]]:
    read_mark = (READS, read_mark_id(seen.conversation_id, seen.person_id))
    return [(CONVERSATIONS, seen.conversation_id), read_mark]


def mark_conversation_read(mailroom: Mailroom, seen: SeenUpTo) -> int:
    """Gives the reader's cursor. Raises NotAParticipant, NoSuchEntry."""
    conversation = mailroom.conversation(seen.conversation_id)
    mark = mailroom.read_mark(seen.conversation_id, seen.person_id)
    mark, events = mark_read(mark, conversation, seen.feed_end, seen.feed_seq)
    if events:
        mailroom.save_read_mark(mark, events)
    return mark.feed_seq
