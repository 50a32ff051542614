"""Time, passed in: nothing else in the system asks the machine what time it is."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, UTC, whole milliseconds: what is answered and what is stored are the same moment."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.fromtimestamp(int(time.time() * 1000) / 1000, UTC)


class ShiftedClock:
    """The system's time moved by a fixed amount, or stopped at one moment."""

    def __init__(self, shift: timedelta = timedelta(), fixed: datetime | None = None) -> None:
        self._shift = shift
        self._fixed = fixed

    def now(self) -> datetime:
        return self._fixed if self._fixed is not None else SystemClock().now() + self._shift

    def advance(self, by: timedelta) -> None:
        if self._fixed is not None:
            self._fixed += by
        else:
            self._shift += by


def clock_of(shift_seconds: float) -> Clock:
    """The machine's, or for a test one that is wrong."""
    return ShiftedClock(timedelta(seconds=shift_seconds)) if shift_seconds else SystemClock()
