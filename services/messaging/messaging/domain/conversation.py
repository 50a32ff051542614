"""Who may write where, and the feed of what became visible."""

from dataclasses import dataclass, replace
from datetime import datetime

from causeway.access.v1.access import Role
from causeway.event import Event
from causeway.messaging.v1.events import ConversationOpened, ConversationRead


class ConversationClosed(Exception):
    """The conversation takes no new posts; what was written stays readable."""


class NotAParticipant(Exception):
    """To this person the conversation does not exist."""


class NoSuchEntry(Exception):
    """A cursor points past the end of the feed."""


@dataclass(frozen=True, slots=True)
class Participant:
    person_id: str
    role: Role


@dataclass(frozen=True, slots=True)
class Conversation:
    id: str
    programme_id: str
    participants: tuple[Participant, ...]
    minor: bool  # a participant is under 18
    open: bool = True
    version: int = 0  # of the pair's event that was applied last

    def participant(self, person_id: str) -> Participant:
        """Raises NotAParticipant."""
        for participant in self.participants:
            if participant.person_id == person_id:
                return participant
        raise NotAParticipant("There is no such conversation.")

    def readers_besides(self, person_id: str) -> tuple[str, ...]:
        return tuple(other.person_id for other in self.participants if other.person_id != person_id)


@dataclass(frozen=True, slots=True)
class Entry:
    """One visible change: this message can be read from here on."""

    conversation_id: str
    feed_seq: int
    message_id: str
    seq: int
    author_id: str
    released_at: datetime


@dataclass(frozen=True, slots=True)
class ReadMark:
    conversation_id: str
    person_id: str
    feed_seq: int = 0


def open_conversation(conversation: Conversation) -> tuple[Conversation, list[Event]]:
    opened = ConversationOpened(
        conversation_id=conversation.id,
        programme_id=conversation.programme_id,
        participant_ids=tuple(participant.person_id for participant in conversation.participants),
    )
    return conversation, [opened]


def close_conversation(conversation: Conversation, version: int) -> Conversation:
    """An older version than the one applied changes nothing."""
    if version <= conversation.version:
        return conversation
    return replace(conversation, open=False, version=version)


def mark_read(mark: ReadMark, conversation: Conversation, feed_end: int, up_to: int) -> tuple[ReadMark, list[Event]]:
    """Moves the reader's cursor forwards, never back. Raises NotAParticipant, NoSuchEntry."""
    conversation.participant(mark.person_id)
    if up_to > feed_end:
        raise NoSuchEntry(f"The feed ends at {feed_end}; {up_to} cannot be marked as read.")
    if up_to <= mark.feed_seq:
        return mark, []
    read = ConversationRead(
        conversation_id=conversation.id, programme_id=conversation.programme_id, reader_id=mark.person_id, feed_seq=up_to
    )
    return replace(mark, feed_seq=up_to), [read]
