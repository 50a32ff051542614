"""What messaging's use cases need from the outside."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from causeway.event import Event
from messaging.domain.conversation import Conversation, Entry, ReadMark
from messaging.domain.message import Message

# what a use case asks to have loaded: (collection, id)
CONVERSATIONS = "conversations"
MESSAGES = "messages"
READS = "reads"
KEYS = "keys"  # the data key of a person
# dense numbers: (sequence, conversation)
PLACES = "places"  # of messages in their conversation
FEED_PLACES = "feed places"  # of entries in the feed


class MessageNotFound(Exception):
    """No message with this id was ever posted here."""


class Mailroom(Protocol):
    """Conversations, messages and feeds of one unit of work."""

    def conversation(self, conversation_id: str) -> Conversation:
        """Raises NotAParticipant: an unknown conversation and somebody else's look the same."""

    def known_conversation(self, conversation_id: str) -> Conversation | None: ...

    def message(self, message_id: str) -> Message:
        """Raises MessageNotFound."""

    def known_message(self, message_id: str) -> Message | None: ...

    def next_place(self, conversation_id: str) -> int:
        """Where the next message of the conversation stands."""

    def next_feed_place(self, conversation_id: str) -> int:
        """Where the next entry of the conversation's feed stands."""

    def read_mark(self, conversation_id: str, person_id: str) -> ReadMark: ...

    def save_conversation(self, conversation: Conversation, events: Sequence[Event] = ()) -> None:
        """Stores it with the events and the rest of the batch, or nothing of it. So do the others."""

    def save_post(self, message: Message, events: Sequence[Event]) -> None:
        """A new message; its place is taken."""

    def save_message(self, message: Message, events: Sequence[Event]) -> None: ...

    def save_release(self, message: Message, entry: Entry, events: Sequence[Event]) -> None:
        """Its place in the feed is taken; open streams are woken once it is stored."""

    def save_read_mark(self, mark: ReadMark, events: Sequence[Event]) -> None: ...

    @property
    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class ReadableEntry:
    """An entry with the text as its readers see it."""

    entry: Entry
    text: str
    posted_at: datetime


class Reading(Protocol):
    """What can be read, by whom: every query carries the reader's person id."""

    async def conversations_of(self, person_id: str) -> Sequence[Conversation]: ...

    async def conversation(self, person_id: str, conversation_id: str) -> Conversation:
        """Raises NotAParticipant."""

    async def whose(self, person_ids: Collection[str], conversation_id: str) -> str:
        """Which of these takes part. Raises NotAParticipant."""

    async def entries_after(self, cursors: Mapping[str, int], limit: int) -> list[ReadableEntry]:
        """Visible entries of several conversations after a cursor each, in feed order. Who may read them is checked before."""

    async def opened(self, releases: Sequence[tuple[Message, Entry]]) -> list[ReadableEntry]:
        """The same for messages whose release was stored a moment ago."""

    async def hidden_of(self, person_id: str, conversation_id: str) -> list[tuple[Message, str]]:
        """The person's own messages that others cannot read, with their text."""

    async def memberships(self, person_ids: Iterable[str]) -> dict[str, set[str]]:
        """The ids of each person's conversations."""

    async def feed_ends(self, conversation_ids: Iterable[str]) -> dict[str, int]: ...

    async def read_marks(self, person_id: str, conversation_ids: Iterable[str]) -> dict[str, int]: ...

    async def unread(self, person_id: str, conversation_id: str, after: int) -> int:
        """How many entries after the cursor others wrote; 100 means that many or more."""
