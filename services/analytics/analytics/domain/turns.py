"""Turns and replies: who wrote after whom, and how long the other side waited.

A turn is a run of messages by one side, in order of their places. Every turn but the first begins with a reply; its time
runs from the first message of the turn before (the earliest unanswered one) to the reply.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Side(IntEnum):
    MENTEE = 1
    MENTOR = 2


@dataclass(frozen=True, slots=True)
class Post:
    side: Side
    at: int  # microseconds since 1970


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


def replies_changed(before: Iterable[Post], after: Iterable[Post]) -> dict[int, int]:
    """How many replies of each time (in microseconds) come or, below 0, go."""
    changes = Counter(reply_times(after))
    changes.subtract(reply_times(before))
    return {time: change for time, change in changes.items() if change}
