"""Generated from causeway/messaging/v1/events.proto by proto/generate.py. Do not edit."""

from typing import ClassVar

from pydantic import AwareDatetime
from causeway.access.v1.access import Role
from causeway.event import Event


class MessagePosted(Event):
    """Somebody posted a message. Nobody else can read it yet."""

    TOPIC: ClassVar[str] = "messaging.posted.v1"
    KEY: ClassVar[str] = "conversation_id"

    message_id: str
    conversation_id: str
    programme_id: str
    author_id: str
    author_role: Role
    seq: int
    content_version: int
    content_hmac: str
    text: str
    minor: bool


class MessageReleased(Event):
    """A message can be read now: a new entry in the conversation's feed."""

    TOPIC: ClassVar[str] = "messaging.messages.v1"
    KEY: ClassVar[str] = "conversation_id"

    message_id: str
    conversation_id: str
    programme_id: str
    author_id: str
    author_role: Role
    reader_ids: tuple[str, ...] = ()
    seq: int
    feed_seq: int
    content_version: int
    words: int
    characters: int
    posted_at: AwareDatetime
    was_blocked: bool = False


class MessageHeld(Event):
    """A message waits for a person's decision."""

    TOPIC: ClassVar[str] = "messaging.messages.v1"
    KEY: ClassVar[str] = "conversation_id"

    message_id: str
    conversation_id: str
    programme_id: str
    author_id: str
    seq: int
    content_version: int


class MessageBlocked(Event):
    """A message will not be shown. Its author sees that, and why."""

    TOPIC: ClassVar[str] = "messaging.messages.v1"
    KEY: ClassVar[str] = "conversation_id"

    message_id: str
    conversation_id: str
    programme_id: str
    author_id: str
    seq: int
    content_version: int


class ConversationOpened(Event):
    """A conversation can be written in from now on."""

    TOPIC: ClassVar[str] = "messaging.activity.v1"
    KEY: ClassVar[str] = "conversation_id"

    conversation_id: str
    programme_id: str
    participant_ids: tuple[str, ...] = ()


class ConversationRead(Event):
    """A reader has seen the feed up to this entry."""

    TOPIC: ClassVar[str] = "messaging.activity.v1"
    KEY: ClassVar[str] = "conversation_id"

    conversation_id: str
    programme_id: str
    reader_id: str
    feed_seq: int


class TalkLogged(Event):
    """Two adults talked elsewhere, unrecorded. Nothing is known of what they said."""

    TOPIC: ClassVar[str] = "messaging.activity.v1"
    KEY: ClassVar[str] = "conversation_id"

    talk_id: str
    conversation_id: str
    programme_id: str
    logged_by: str
    held_on: str
    minutes: int
