"""Tells which stage of a long piece of work has begun, and keeps how long each took and how much memory it all had by then."""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass

KILOBYTES_IN_A_MEGABYTE = 1024


@dataclass(frozen=True, slots=True)
class Stage:
    """Seconds by the wall clock and of processor time; peak_mb is the most the whole process had up to the stage's end."""

    name: str
    seconds: float
    processor_seconds: float
    peak_mb: float


class StageClock:
    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._began = time.perf_counter()
        self._name = ""
        self._since = self._now()
        self._done: list[Stage] = []

    def begin(self, name: str) -> None:
        self._end()
        self._name, self._since = name, self._now()
        self._say(name)

    def stages(self) -> tuple[Stage, ...]:
        """Ends the stage under way."""
        self._end()
        return tuple(self._done)

    @property
    def seconds(self) -> float:
        return round(time.perf_counter() - self._began, 3)

    def _end(self) -> None:
        if self._name:
            wall, processor = (now - since for now, since in zip(self._now(), self._since, strict=True))
            self._done.append(Stage(self._name, round(wall, 3), round(processor, 3), peak_mb()))
            self._name = ""

    @staticmethod
    def _now() -> tuple[float, float]:
        return time.perf_counter(), time.process_time()


def peak_mb() -> float:
    """Of the whole process."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES_IN_A_MEGABYTE, 1)
