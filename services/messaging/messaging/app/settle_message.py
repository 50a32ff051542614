"""Use case: moderation has decided on a message."""

from causeway.moderation.v1.events import MessageJudged
from messaging.app.ports import FEED_PLACES, MESSAGES, Mailroom
from messaging.domain.message import settle


def needs(judged: MessageJudged) -> list[tuple[str, str]]:
    return [(MESSAGES, judged.message_id), (FEED_PLACES, judged.conversation_id)]


def settle_message(mailroom: Mailroom, judged: MessageJudged) -> None:
    """Raises MessageNotFound."""
    message = mailroom.message(judged.message_id)
    settled, entry, events = settle(message, judged, mailroom.next_feed_place(message.conversation_id), mailroom.now)
    if entry is not None:
        mailroom.save_release(settled, entry, events)
    elif events:
        mailroom.save_message(settled, events)
