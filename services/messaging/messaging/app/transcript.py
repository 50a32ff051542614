"""What was written around a message: read for the service in which people judge it."""

from collections.abc import Sequence
from typing import Protocol

from messaging.domain.message import Message

BEFORE, AFTER = 15, 5


class Transcripts(Protocol):
    async def around(self, conversation_id: str, message_id: str, before: int, after: int) -> Sequence[Message]:
        """The nearest released messages, in the order of the conversation; nothing for a message that is not there."""
