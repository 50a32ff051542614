"""What a process takes on: a number of calls at once, shared by priority, and a pace for each person.

More than that is refused at once, with a time after which it is worth coming again, instead of being queued until it is late.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, cast

import grpc
from google.protobuf.descriptor import MethodDescriptor

from causeway.access.v1 import access_pb2
from causeway.options.v1 import options_pb2
from causeway_kit.errors import Refused

RETRY_AFTER: Final = "retry-after-ms"  # trailing metadata of a refusal
KNOWN_SUBJECTS = 20_000
ROUNDING = 1e-6  # seconds
BUSY_MS = (50, 250)  # drawn at random, so that those who were refused together do not come again together
GOING = "This server is being restarted; nothing was done. Send the same again, or open the stream from your last entry."
SHARES: Final = {
    access_pb2.PRIORITY_SAFEGUARDING: 1.0,
    access_pb2.PRIORITY_MODERATION: 0.95,
    access_pb2.PRIORITY_POSTS: 0.9,
    access_pb2.PRIORITY_READS: 0.75,
    access_pb2.PRIORITY_NUDGES: 0.6,
    access_pb2.PRIORITY_METRICS: 0.5,
}
"""How full a process may be for a call of this priority still to be taken. What lies above is kept for those before it."""


class Busy(Refused):
    """Refused for now: nothing was done, and the same again after a while is right."""

    def __init__(self, sentence: str, retry_after_ms: int) -> None:
        super().__init__(grpc.StatusCode.RESOURCE_EXHAUSTED, sentence)
        self.retry_after_ms = retry_after_ms


@dataclass(frozen=True, slots=True)
class Pace:
    """So many calls a second in the long run, so many at once after a rest. 0 a second means no limit."""

    a_second: float
    burst: float


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one person may ask of one process. Services that call as themselves have none of these limits."""

    posts: Pace = Pace(5, 20)
    calls: Pace = Pace(50, 200)  # everything else together
    streams: int = 50  # open at once


def priority_of(method: MethodDescriptor) -> int:
    """Raises ValueError for a method that states none, so that it cannot be served by mistake."""
    stated: int = method.GetOptions().Extensions[cast(Any, options_pb2.access)].priority
    if stated not in SHARES:
        raise ValueError(f"{method.full_name} has no priority: add it to its option (causeway.options.v1.access)")
    return stated


@dataclass(slots=True)
class Room:
    """Places for calls (or streams) in one process."""

    places: int
    taken: int = 0
    up_to: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.up_to = {priority: max(1, int(self.places * share)) for priority, share in SHARES.items()}

    def full_for(self, priority: int) -> bool:
        return self.taken >= self.up_to[priority]

    def close(self) -> None:
        """From now on there is room for nobody; who is in may stay until they have finished."""
        self.up_to = dict.fromkeys(self.up_to, 0)

    def refusal(self, what: str) -> Refused:
        """What somebody is told for whom it is full."""
        if any(self.up_to.values()):
            return busy(what)
        return Refused(grpc.StatusCode.UNAVAILABLE, GOING)


def busy(what: str) -> Busy:
    return Busy(f"Too many {what} at once; nothing was done. Try again in a moment.", random.randint(*BUSY_MS))


class Paces:
    """Holds each person to a pace. Keeps one number a person: the moment at which all of their burst will be back."""

    def __init__(self, pace: Pace, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._interval = 1 / pace.a_second if pace.a_second > 0 else 0.0
        self._reserve = self._interval * max(0.0, pace.burst - 1)
        self._whole_at: dict[str, float] = {}

    @property
    def known(self) -> int:
        """People whose burst is not whole."""
        return len(self._whole_at)

    def spend(self, subject: str) -> None:
        """Raises Busy. A call that is refused costs nothing."""
        if not self._interval:
            return
        now = self._now()
        whole_at = max(now, self._whole_at.get(subject, now))
        if (wait := whole_at - now - self._reserve) > ROUNDING:
            raise Busy(f"You are too fast; nothing was done. Try again in {max(wait, 0.1):.1f} seconds.", 1 + int(wait * 1000))
        if len(self._whole_at) >= KNOWN_SUBJECTS:
            self._forget(now)
        self._whole_at[subject] = whole_at + self._interval

    def _forget(self, now: float) -> None:
        """Who has rested needs no number. Were nobody rested, everybody would begin anew: the memory stays bounded."""
        self._whole_at = {subject: at for subject, at in self._whole_at.items() if at > now}
        if len(self._whole_at) > KNOWN_SUBJECTS // 2:
            self._whole_at.clear()
