"""What one reader has not read yet in one conversation."""

from dataclasses import dataclass, replace
from datetime import datetime

MOST_WAITING = 200  # the newest ones are kept; more than that is only «many»


@dataclass(frozen=True, slots=True)
class Waiting:
    feed_seq: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Unread:
    conversation_id: str
    person_id: str
    programme_id: str
    released: int = 0  # the newest feed_seq that was applied
    read_up_to: int = 0
    waiting: tuple[Waiting, ...] = ()  # oldest first


def release(unread: Unread, feed_seq: int, at: datetime) -> Unread:
    """A message can be read. One that is not newer than the newest known changes nothing."""
    if feed_seq <= unread.released:
        return unread
    unread = replace(unread, released=feed_seq)
    if feed_seq <= unread.read_up_to:  # the news that it was read came first
        return unread
    return replace(unread, waiting=(*unread.waiting, Waiting(feed_seq, at))[-MOST_WAITING:])


def read(unread: Unread, up_to: int) -> Unread:
    """The reader's cursor moved. One that is not further than the known one changes nothing."""
    if up_to <= unread.read_up_to:
        return unread
    left = tuple(waiting for waiting in unread.waiting if waiting.feed_seq > up_to)
    return replace(unread, read_up_to=up_to, waiting=left)
