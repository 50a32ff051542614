"""Use case: two adults talked elsewhere, and one of them notes that they did."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from causeway.event import Event
from messaging.app.ports import CONVERSATIONS
from messaging.domain.conversation import Conversation
from messaging.domain.message import KeyReused
from messaging.domain.talk import Talk, log_talk

TALKS = "talks"
_TALK_IDS = uuid.uuid5(uuid.NAMESPACE_URL, "causeway:talks")


class TalkBook(Protocol):
    """Conversations and talks of one unit of work."""

    def conversation(self, conversation_id: str) -> Conversation:
        """Raises NotAParticipant."""

    def known_talk(self, talk_id: str) -> Talk | None: ...

    def save_talk(self, talk: Talk, events: Sequence[Event]) -> None: ...


@dataclass(frozen=True, slots=True)
class TalkPage:
    talks: Sequence[Talk]
    next_token: str


class TalkReading(Protocol):
    async def talks(self, person_id: str, conversation_id: str, size: int, token: str) -> TalkPage:
        """Newest first. Raises NotAParticipant, and ValueError for a token that it did not give."""


def talk_id_of(person_id: str, client_key: str) -> str:
    return uuid.uuid5(_TALK_IDS, f"{person_id}\0{client_key}").hex


def a_talk(person_id: str, client_key: str, conversation_id: str, held_on: date, minutes: int) -> Talk:
    return Talk(talk_id_of(person_id, client_key), conversation_id, "", person_id, held_on, minutes)


def needs(talk: Talk) -> list[tuple[str, str]]:
    return [(CONVERSATIONS, talk.conversation_id), (TALKS, talk.id)]


def note_talk(book: TalkBook, talk: Talk) -> Talk:
    """The same key gives the first talk. Raises NotAParticipant, MinorTakesPart, ConversationClosed, KeyReused."""
    conversation = book.conversation(talk.conversation_id)
    whole = replace(talk, programme_id=conversation.programme_id)
    known = book.known_talk(talk.id)
    if known is not None and known != whole:
        raise KeyReused("This client_key was used for another talk, which stays as it is. Choose a new key.")
    if known is None:
        book.save_talk(whole, log_talk(conversation, whole))
    return whole
