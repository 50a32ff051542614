"""Use case: moderation has decided on a message."""

from causeway.moderation.v1.events import MessageJudged
from messaging.app.ports import FEEDS, MESSAGES, Mailroom
from messaging.domain.message import settle


def needs(judged: MessageJudged) -> list[tuple[str, str]]:
    return [(MESSAGES, judged.message_id), (FEEDS, judged.conversation_id)]


def settle_message(mailroom: Mailroom, judged: MessageJudged) -> None:
    """Raises MessageNotFound."""
    message = mailroom.message(judged.message_id)
    settled, feed, entry, events = settle(message, mailroom.feed(message.conversation_id), judged, mailroom.now)
    if entry is not None:
        mailroom.save_release(settled, feed, entry, events)
    elif events:
        mailroom.save_message(settled, events)
