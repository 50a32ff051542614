"""Conversations, messages and feeds in MongoDB, for use cases that change them."""

from collections.abc import Callable, Sequence
from datetime import datetime

from causeway.access.v1.access import Role
from causeway.event import Event
from causeway_kit.store import Document, Indexes
from causeway_kit.work import UnitOfWork
from messaging.app.mark_read import read_mark_id
from messaging.app.ports import CONVERSATIONS, FEED_PLACES, MESSAGES, PLACES, READS, MessageNotFound
from messaging.domain.conversation import Conversation, Entry, NotAParticipant, Participant, ReadMark
from messaging.domain.message import Message, State

ENTRIES = "entries"
END_OF_FEED = 9_999_999_999

INDEXES: Indexes = {
    CONVERSATIONS: [([("participants.person_id", 1)], {})],
    MESSAGES: [
        ([("conversation_id", 1), ("seq", -1)], {"unique": True}),  # the guard of the places
        ([("conversation_id", 1), ("author_id", 1), ("seq", 1)], {"partialFilterExpression": {"hidden": True}}),
    ],
    ENTRIES: [],
    READS: [],
}


class MongoMailroom:
    """What one batch sees and changes; written together when its unit of work commits."""

    def __init__(self, work: UnitOfWork, released: Callable[[Message, Entry], None] = lambda message, entry: None) -> None:
        self._work = work
        self._released = released

    @property
    def now(self) -> datetime:
        return self._work.now

    def conversation(self, conversation_id: str) -> Conversation:
        known = self.known_conversation(conversation_id)
        if known is None:
            raise NotAParticipant("There is no such conversation.")
        return known

    def known_conversation(self, conversation_id: str) -> Conversation | None:
        document = self._work.get(CONVERSATIONS, conversation_id)
        return to_conversation(document) if document else None

    def message(self, message_id: str) -> Message:
        known = self.known_message(message_id)
        if known is None:
            raise MessageNotFound(message_id)
        return known

    def known_message(self, message_id: str) -> Message | None:
        document = self._work.get(MESSAGES, message_id)
        return to_message(document) if document else None

    def next_place(self, conversation_id: str) -> int:
        return self._work.newest(PLACES, conversation_id) + 1

    def next_feed_place(self, conversation_id: str) -> int:
        return self._work.newest(FEED_PLACES, conversation_id) + 1

    def read_mark(self, conversation_id: str, person_id: str) -> ReadMark:
        document = self._work.get(READS, read_mark_id(conversation_id, person_id))
        return ReadMark(conversation_id, person_id, document["feed_seq"] if document else 0)

    def save_conversation(self, conversation: Conversation, events: Sequence[Event] = ()) -> None:
        self._work.save(CONVERSATIONS, _from_conversation(conversation))
        self._work.publish(events)

    def save_post(self, message: Message, events: Sequence[Event]) -> None:
        self.save_message(message, events)
        self._work.advance(PLACES, message.conversation_id, message.seq)

    def save_message(self, message: Message, events: Sequence[Event]) -> None:
        self._work.save(MESSAGES, from_message(message))
        self._work.publish(events)

    def save_release(self, message: Message, entry: Entry, events: Sequence[Event]) -> None:
        self.save_message(message, events)
        self._work.save(ENTRIES, _from_entry(entry))
        self._work.advance(FEED_PLACES, entry.conversation_id, entry.feed_seq)
        self._work.after_commit(lambda: self._released(message, entry))

    def save_read_mark(self, mark: ReadMark, events: Sequence[Event]) -> None:
        id = read_mark_id(mark.conversation_id, mark.person_id)
        whose = {"conversation_id": mark.conversation_id, "person_id": mark.person_id}
        self._work.save(READS, {"_id": id, **whose, "feed_seq": mark.feed_seq})
        self._work.publish(events)


def entry_id(conversation_id: str, feed_seq: int) -> str:
    """Sorts by conversation and place, so that a feed is a range of ids and needs no other index."""
    return f"{conversation_id}/{feed_seq:010}"


def feed_range(conversation_id: str, after: int) -> Document:
    """Selects a feed's entries after a place."""
    return {"_id": {"$gt": entry_id(conversation_id, after), "$lt": entry_id(conversation_id, END_OF_FEED)}}


def to_conversation(document: Document) -> Conversation:
    return Conversation(
        id=document["_id"],
        programme_id=document["programme_id"],
        participants=tuple(Participant(one["person_id"], Role(one["role"])) for one in document["participants"]),
        minor=document["minor"],
        open=document["open"],
        version=document["version"],
    )


def _from_conversation(conversation: Conversation) -> Document:
    return {
        "_id": conversation.id,
        "programme_id": conversation.programme_id,
        "participants": [{"person_id": one.person_id, "role": one.role.value} for one in conversation.participants],
        "minor": conversation.minor,
        "open": conversation.open,
        "version": conversation.version,
    }


def to_message(document: Document) -> Message:
    return Message(
        id=document["_id"],
        conversation_id=document["conversation_id"],
        programme_id=document["programme_id"],
        author_id=document["author_id"],
        author_role=Role(document["author_role"]),
        reader_ids=tuple(document["reader_ids"]),
        seq=document["seq"],
        text=document["text"],
        content_hmac=document["content_hmac"],
        words=document["words"],
        characters=document["characters"],
        posted_at=document["posted_at"],
        state=State(document["state"]),
        content_version=document["content_version"],
        verdict_version=document["verdict_version"],
    )


def from_message(message: Message) -> Document:
    return {
        "_id": message.id,
        "conversation_id": message.conversation_id,
        "programme_id": message.programme_id,
        "author_id": message.author_id,
        "author_role": message.author_role.value,
        "reader_ids": list(message.reader_ids),
        "seq": message.seq,
        "text": message.text,
        "content_hmac": message.content_hmac,
        "words": message.words,
        "characters": message.characters,
        "posted_at": message.posted_at,
        "state": message.state.value,
        "hidden": message.state is not State.RELEASED,
        "content_version": message.content_version,
        "verdict_version": message.verdict_version,
    }


def _from_entry(entry: Entry) -> Document:
    return {
        "_id": entry_id(entry.conversation_id, entry.feed_seq),
        "conversation_id": entry.conversation_id,
        "feed_seq": entry.feed_seq,
        "message_id": entry.message_id,
        "seq": entry.seq,
        "author_id": entry.author_id,
        "released_at": entry.released_at,
    }


def to_entry(document: Document) -> Entry:
    return Entry(
        document["conversation_id"],
        document["feed_seq"],
        document["message_id"],
        document["seq"],
        document["author_id"],
        document["released_at"],
    )
