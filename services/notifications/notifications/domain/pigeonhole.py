"""All that waits for one reader in one conversation: what is unread, the notice of it, and one durable timer."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from notifications.domain.notice import NEW_MESSAGE, Notice
from notifications.domain.timer import due_at
from notifications.domain.unread import Runs, add, after, size


@dataclass(frozen=True, slots=True)
class Pigeonhole:
    conversation_id: str
    person_id: str
    programme_id: str
    released: int = 0  # the newest feed_seq that was applied
    read_up_to: int = 0
    unread: Runs = ()
    count: int = 0  # what the notice tells of; a notice of nothing is not shown
    seen: bool = True
    made_at: datetime | None = None  # when the newest thing came that the notice tells of; None: there was never one
    due: datetime | None = None  # of the timer; None: it does not run
    kind: str = NEW_MESSAGE  # of the notice

    @property
    def id(self) -> str:
        return pigeonhole_id(self.conversation_id, self.person_id, self.kind)

    @property
    def oldest(self) -> int:
        """The feed_seq that has waited longest; 0 if nothing waits."""
        return self.unread[0].first if self.unread else 0


def pigeonhole_id(conversation_id: str, person_id: str, kind: str = NEW_MESSAGE) -> str:
    """Notices of other kinds lie beside that of the messages."""
    usual = f"{conversation_id}|{person_id}"
    return usual if kind == NEW_MESSAGE else f"{usual}|{kind}"


def put_in(hole: Pigeonhole, feed_seq: int, since: datetime, now: datetime, unread_after: timedelta) -> Pigeonhole:
    """A message can be read since then. One that is not newer than the newest known changes nothing."""
    if feed_seq <= hole.released:
        return hole
    if feed_seq <= hole.read_up_to:  # the news that it was read came first
        return replace(hole, released=feed_seq)
    return replace(
        hole,
        released=feed_seq,
        unread=add(hole.unread, feed_seq),
        count=1 if hole.seen else hole.count + 1,
        seen=False,
        made_at=now,
        due=hole.due if hole.unread else due_at(since, now, unread_after),
    )


def take_out(hole: Pigeonhole, up_to: int, at: datetime, now: datetime, unread_after: timedelta) -> Pigeonhole:
    """The reader has read up to there. A place that is not further than the known one changes nothing.

    They were here: what is left unread waits a day from then on.
    """
    if up_to <= hole.read_up_to:
        return hole
    unread = after(hole.unread, up_to)
    return replace(
        hole,
        read_up_to=up_to,
        unread=unread,
        count=min(hole.count, size(unread)),
        seen=hole.seen or not unread,
        due=due_at(at, now, unread_after) if unread else None,
    )


def see(hole: Pigeonhole) -> Pigeonhole:
    return replace(hole, seen=True)


def ring_at(hole: Pigeonhole, moment: datetime) -> Pigeonhole:
    return replace(hole, due=moment)


def stop_timer(hole: Pigeonhole) -> Pigeonhole:
    return replace(hole, due=None)


def notice_in(hole: Pigeonhole) -> Notice | None:
    """As the inbox shows it."""
    if hole.made_at is None:
        return None
    return Notice(
        hole.id, hole.kind, hole.person_id, hole.conversation_id, hole.programme_id, hole.made_at, hole.count, hole.seen
    )
