"""Use case: a reader has read, so the notice and the timer follow."""

from datetime import timedelta

from causeway.messaging.v1.events import ConversationRead
from notifications.app.ports import PIGEONHOLES, Postroom
from notifications.domain.pigeonhole import Pigeonhole, pigeonhole_id, take_out


def needs(seen: ConversationRead) -> list[tuple[str, str]]:
    return [(PIGEONHOLES, pigeonhole_id(seen.conversation_id, seen.reader_id))]


def note_reading(postroom: Postroom, seen: ConversationRead, unread_after: timedelta) -> None:
    """Keeps the cursor also when it comes before the messages. One that is not further than the known changes nothing."""
    known = postroom.pigeonhole(pigeonhole_id(seen.conversation_id, seen.reader_id))
    before = known or Pigeonhole(seen.conversation_id, seen.reader_id, seen.programme_id)
    after = take_out(before, seen.feed_seq, seen.occurred_at, postroom.now, unread_after)
    if after is not before:
        postroom.save_pigeonhole(after)
