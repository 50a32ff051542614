"""Turns and replies: who wrote after whom, and how long the other side waited.

A turn is a run of messages by one side, in order of their places. Every turn but the first begins with a reply; its time
runs from the first message of the turn before (the earliest unanswered one) to the reply.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Side(IntEnum):
    MENTEE = 1
    MENTOR = 2

    @property
    def other(self) -> "Side":
        return Side.MENTOR if self is Side.MENTEE else Side.MENTEE


@dataclass(frozen=True, slots=True)
class Post:
    side: Side
    at: int  # microseconds since 1970


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring messages as seen from outside: all that decides how they join what stands before and after them."""

    first: Post
    turn_at: int | None  # the first message of the other side; None: one side wrote all of it
    last: Post  # the message that began the last turn

    @classmethod
    def of(cls, post: Post) -> "Stretch":
        return cls(post, None, post)


def join(left: Stretch | None, right: Stretch | None) -> Stretch | None:
    if left is None or right is None:
        return left or right
    continues = right.first.side is left.last.side
    turn_at = left.turn_at
    if turn_at is None:
        turn_at = right.turn_at if continues else right.first.at
    last = left.last if continues and right.turn_at is None else right.last
    return Stretch(left.first, turn_at, last)


def join_all(stretches: Iterable[Stretch]) -> Stretch | None:
    whole: Stretch | None = None
    for stretch in stretches:
        whole = join(whole, stretch)
    return whole


def reply_times(posts: Iterable[Post]) -> list[int]:
    """Microseconds of each reply, in order. A clock that was set back gives 0, never less."""
    times: list[int] = []
    turn: Post | None = None
    for post in posts:
        if turn is not None and post.side is turn.side:
            continue
        if turn is not None:
            times.append(max(0, post.at - turn.at))
        turn = post
    return times


def replies_changed(before: Stretch | None, post: Post, after: Stretch | None) -> dict[int, int]:
    """What a message between two stretches changes: how many replies of each time come (or, below 0, go).

    Only the turn before, the turn after and the reply to that one can change, so these few messages decide.
    """
    left = [before.last] if before else []
    right = [after.first] if after else []
    if after and after.turn_at is not None:
        right.append(Post(after.first.side.other, after.turn_at))
    changes: dict[int, int] = {}
    for sign, posts in ((1, [*left, post, *right]), (-1, [*left, *right])):
        for time in reply_times(posts):
            changes[time] = changes.get(time, 0) + sign
    return {time: change for time, change in changes.items() if change}
