"""Use case: a message can be read, so its readers get a notice, and a timer for when they do not come."""

from datetime import timedelta

from causeway.messaging.v1.events import MessageReleased
from notifications.app.ports import PIGEONHOLES, Postroom
from notifications.domain.pigeonhole import Pigeonhole, pigeonhole_id, put_in


def needs(released: MessageReleased) -> list[tuple[str, str]]:
    return [(PIGEONHOLES, pigeonhole_id(released.conversation_id, person_id)) for person_id in released.reader_ids]


def notify_readers(postroom: Postroom, released: MessageReleased, unread_after: timedelta) -> None:
    """A message that is not newer than the newest known of this conversation changes nothing."""
    for person_id in released.reader_ids:
        known = postroom.pigeonhole(pigeonhole_id(released.conversation_id, person_id))
        before = known or Pigeonhole(released.conversation_id, person_id, released.programme_id)
        after = put_in(before, released.feed_seq, released.occurred_at, postroom.now, unread_after)
        if after is not before:
            postroom.save_pigeonhole(after)
