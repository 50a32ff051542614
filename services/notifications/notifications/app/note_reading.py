"""Use case: a reader has read, so the notice and the timer follow."""

from dataclasses import replace
from datetime import timedelta

from causeway.messaging.v1.events import ConversationRead
from notifications.app.notify_readers import reader_needs
from notifications.app.ports import Postroom, reader_id
from notifications.domain.notice import leave
from notifications.domain.timer import UNREAD_FOR_A_DAY, Timer, due_at, timer_id
from notifications.domain.unread import Unread, read


def needs(seen: ConversationRead) -> list[tuple[str, str]]:
    return reader_needs(seen.conversation_id, seen.reader_id)


def note_reading(postroom: Postroom, seen: ConversationRead, unread_after: timedelta) -> None:
    """Keeps the cursor also when it comes before the messages. One that is not further than the known changes nothing."""
    known = postroom.unread(seen.conversation_id, seen.reader_id)
    before = known or Unread(seen.conversation_id, seen.reader_id, seen.programme_id)
    after = read(before, seen.feed_seq)
    if after == before:
        return
    postroom.save_unread(after)
    notice = postroom.notice(reader_id(seen.conversation_id, seen.reader_id))
    if notice is not None and notice.count:
        postroom.save_notice(leave(notice, len(after.waiting)))
    if after.waiting:
        _wait_again(postroom, after, seen, unread_after)
    else:
        _stop_timer(postroom, seen)


def _wait_again(postroom: Postroom, unread: Unread, seen: ConversationRead, unread_after: timedelta) -> None:
    """They were here: what is left unread waits a day from now on."""
    due = due_at(seen.occurred_at, postroom.now, unread_after)
    oldest = unread.waiting[0].feed_seq
    postroom.save_timer(Timer(UNREAD_FOR_A_DAY, unread.person_id, unread.conversation_id, unread.programme_id, due, oldest))


def _stop_timer(postroom: Postroom, seen: ConversationRead) -> None:
    timer = postroom.timer(timer_id(UNREAD_FOR_A_DAY, seen.conversation_id, seen.reader_id))
    if timer is not None and timer.active:
        postroom.save_timer(replace(timer, active=False))
