"""A talk between adults that took place elsewhere: its day and length, and nothing that was said."""

from dataclasses import dataclass
from datetime import date, timedelta

from causeway.event import Event
from causeway.messaging.v1.events import TalkLogged
from messaging.domain.conversation import Conversation, ConversationClosed

LONGEST_MINUTES = 480
LOOKING_BACK = timedelta(days=60)


class TalkNotAccepted(ValueError):
    """A day or a length that cannot be."""


class MinorTakesPart(Exception):
    """Nobody under 18 is talked to where nobody can look after it."""


@dataclass(frozen=True, slots=True)
class Talk:
    id: str
    conversation_id: str
    programme_id: str
    logged_by: str
    held_on: date
    minutes: int


def check_talk(held_on: str, minutes: int, today: date) -> date:
    """Gives the day. Raises TalkNotAccepted."""
    try:
        day = date.fromisoformat(held_on)
    except ValueError:
        raise TalkNotAccepted("held_on must be a day such as 2026-03-02. Nothing was noted.") from None
    if not today - LOOKING_BACK <= day <= today:
        raise TalkNotAccepted(f"held_on must be today or one of the {LOOKING_BACK.days} days before. Nothing was noted.")
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise TalkNotAccepted(f"minutes must be 1 to {LONGEST_MINUTES}. Nothing was noted.")
    return day


def log_talk(conversation: Conversation, talk: Talk) -> list[Event]:
    """Raises NotAParticipant, MinorTakesPart, ConversationClosed."""
    conversation.participant(talk.logged_by)
    if conversation.minor:
        raise MinorTakesPart("Somebody here is under 18, so talk in this conversation. Nothing was noted.")
    if not conversation.open:
        raise ConversationClosed("This conversation has ended. Nothing was noted; what was written stays readable.")
    return [
        TalkLogged(
            talk_id=talk.id,
            conversation_id=talk.conversation_id,
            programme_id=conversation.programme_id,
            logged_by=talk.logged_by,
            held_on=talk.held_on.isoformat(),
            minutes=talk.minutes,
        )
    ]
