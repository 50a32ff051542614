"""A notice in the in-app inbox: one per conversation and reader, which counts until it is seen."""

from dataclasses import dataclass, replace
from datetime import datetime

NEW_MESSAGE = "new_message"


class NoSuchNotice(Exception):
    """To this person the notice does not exist."""


@dataclass(frozen=True, slots=True)
class Notice:
    id: str
    kind: str
    person_id: str
    conversation_id: str
    programme_id: str
    made_at: datetime  # when the newest thing it speaks of came
    count: int = 0  # a notice of nothing is not shown
    seen: bool = True


def add_one(notice: Notice, now: datetime) -> Notice:
    """Counts on while unseen; after that it starts again at one."""
    return replace(notice, count=1 if notice.seen else notice.count + 1, seen=False, made_at=now)


def leave(notice: Notice, left: int) -> Notice:
    """The conversation was read and so many messages are left; nothing left is nothing to tell."""
    return replace(notice, count=min(notice.count, left), seen=notice.seen or left == 0)


def see(notice: Notice) -> Notice:
    return replace(notice, seen=True)
