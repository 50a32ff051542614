"""Builders that state only what matters, and a mailroom in memory."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from causeway.access.v1.access import Role
from causeway.event import Event
from causeway.moderation.v1.events import Judge, MessageJudged, Verdict
from messaging.app.mark_read import read_mark_id
from messaging.app.ports import MessageNotFound
from messaging.domain.conversation import Conversation, Entry, NotAParticipant, Participant, ReadMark
from messaging.domain.message import Draft, Message

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def a_conversation(**changes: Any) -> Conversation:
    people = (Participant("mentee", Role.MENTEE), Participant("mentor", Role.MENTOR))
    return Conversation(**{"id": "c1", "programme_id": "north", "participants": people, "minor": True, **changes})


def a_draft(**changes: Any) -> Draft:
    given = {"message_id": "m1", "author_id": "mentee", "conversation_id": "c1", "text": "s1:mentee:AAAA"}
    return Draft(**{**given, "content_hmac": "h1", "words": 2, "characters": 11, **changes})


def a_message(**changes: Any) -> Message:
    given = {
        "id": "m1",
        "conversation_id": "c1",
        "programme_id": "north",
        "author_id": "mentee",
        "author_role": Role.MENTEE,
        "reader_ids": ("mentor",),
        "seq": 1,
        "text": "s1:mentee:AAAA",
        "content_hmac": "h1",
        "words": 2,
        "characters": 11,
        "posted_at": MONDAY,
    }
    return Message(**{**given, **changes})


def a_verdict(verdict: Verdict = Verdict.ALLOW, **changes: Any) -> MessageJudged:
    given = {
        "message_id": "m1",
        "conversation_id": "c1",
        "programme_id": "north",
        "content_version": 1,
        "content_hmac": "h1",
        "verdict": verdict,
        "version": 1,
        "judged_by": Judge.RULES,
        "rules_version": "r1",
    }
    return MessageJudged(**{**given, **changes})


class FakeMailroom:
    """Keeps what a use case saves, and the events it sends."""

    def __init__(self, *things: Conversation | Message, now: datetime = MONDAY) -> None:
        self.now = now
        self.conversations = {one.id: one for one in things if isinstance(one, Conversation)}
        self.messages = {one.id: one for one in things if isinstance(one, Message)}
        self.entries: list[Entry] = []
        self.marks: dict[str, ReadMark] = {}
        self.sent: list[Event] = []

    def conversation(self, conversation_id: str) -> Conversation:
        if conversation_id not in self.conversations:
            raise NotAParticipant("There is no such conversation.")
        return self.conversations[conversation_id]

    def known_conversation(self, conversation_id: str) -> Conversation | None:
        return self.conversations.get(conversation_id)

    def message(self, message_id: str) -> Message:
        if message_id not in self.messages:
            raise MessageNotFound(message_id)
        return self.messages[message_id]

    def known_message(self, message_id: str) -> Message | None:
        return self.messages.get(message_id)

    def next_place(self, conversation_id: str) -> int:
        return max((one.seq for one in self.messages.values() if one.conversation_id == conversation_id), default=0) + 1

    def next_feed_place(self, conversation_id: str) -> int:
        return sum(entry.conversation_id == conversation_id for entry in self.entries) + 1

    def read_mark(self, conversation_id: str, person_id: str) -> ReadMark:
        return self.marks.get(read_mark_id(conversation_id, person_id), ReadMark(conversation_id, person_id))

    def save_conversation(self, conversation: Conversation, events: Sequence[Event] = ()) -> None:
        self.conversations[conversation.id] = conversation
        self.sent += events

    def save_post(self, message: Message, events: Sequence[Event]) -> None:
        self.save_message(message, events)

    def save_message(self, message: Message, events: Sequence[Event]) -> None:
        self.messages[message.id] = message
        self.sent += events

    def save_release(self, message: Message, entry: Entry, events: Sequence[Event]) -> None:
        self.save_message(message, events)
        self.entries.append(entry)

    def save_read_mark(self, mark: ReadMark, events: Sequence[Event]) -> None:
        self.marks[read_mark_id(mark.conversation_id, mark.person_id)] = mark
        self.sent += events
