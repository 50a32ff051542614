"""Use case: a message can be read, so its readers get a notice, and a timer for when they do not come."""

from datetime import timedelta

from causeway.messaging.v1.events import MessageReleased
from notifications.app.ports import NOTICES, TIMERS, UNREAD, Postroom, reader_id
from notifications.domain.notice import NEW_MESSAGE, Notice, add_one
from notifications.domain.timer import UNREAD_FOR_A_DAY, Timer, due_at, timer_id
from notifications.domain.unread import Unread, release


def needs(released: MessageReleased) -> list[tuple[str, str]]:
    return [need for person_id in released.reader_ids for need in reader_needs(released.conversation_id, person_id)]


def reader_needs(conversation_id: str, person_id: str) -> list[tuple[str, str]]:
    id = reader_id(conversation_id, person_id)
    return [(UNREAD, id), (NOTICES, id), (TIMERS, timer_id(UNREAD_FOR_A_DAY, conversation_id, person_id))]


def notify_readers(postroom: Postroom, released: MessageReleased, unread_after: timedelta) -> None:
    """A message that is not newer than the newest known of this conversation changes nothing."""
    for person_id in released.reader_ids:
        known = postroom.unread(released.conversation_id, person_id)
        before = known or Unread(released.conversation_id, person_id, released.programme_id)
        after = release(before, released.feed_seq, released.occurred_at)
        if after == before:
            continue
        postroom.save_unread(after)
        if after.waiting != before.waiting:
            _tell(postroom, after)
        if after.waiting and not before.waiting:
            _start_timer(postroom, after, unread_after)


def _tell(postroom: Postroom, unread: Unread) -> None:
    id = reader_id(unread.conversation_id, unread.person_id)
    notice = postroom.notice(id) or Notice(
        id, NEW_MESSAGE, unread.person_id, unread.conversation_id, unread.programme_id, postroom.now
    )
    postroom.save_notice(add_one(notice, postroom.now))


def _start_timer(postroom: Postroom, unread: Unread, unread_after: timedelta) -> None:
    oldest = unread.waiting[0]
    due = due_at(oldest.since, postroom.now, unread_after)
    timer = Timer(UNREAD_FOR_A_DAY, unread.person_id, unread.conversation_id, unread.programme_id, due, oldest.feed_seq)
    postroom.save_timer(timer)
