"""Whether a queue grew while a load was on: a rate is sustained only when none does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

LEFT_OUT = 0.2  # of the time, at the start: queues fill until everything is under way
GROWTH_OF_RATE = 0.05
SECONDS_OF_WORK = 0.75  # less than this piled up is the noise of offsets that are committed once a second
FEW_MESSAGES = 100  # at low rates
FEWEST_LOOKS = 4

Look = tuple[float, int]  # seconds, and how many waited then


@dataclass(frozen=True, slots=True)
class Queue:
    name: str
    at_start: int
    at_end: int
    most: int
    grew: bool


def queue_of(name: str, looks: Sequence[Look], rate: float) -> Queue:
    counts = [count for _, count in looks] or [0]
    return Queue(name, counts[0], counts[-1], max(counts), grew(looks, rate))


def grew(looks: Sequence[Look], rate: float) -> bool:
    """Whether the second half of the time saw a longer queue than the first, by more than a twentieth of what came in."""
    if len(looks) < FEWEST_LOOKS:
        return False
    began, ended = looks[0][0], looks[-1][0]
    kept = [look for look in looks if look[0] >= began + LEFT_OUT * (ended - began)]
    middle = (kept[0][0] + ended) / 2
    first = [look for look in kept if look[0] < middle]
    second = [look for look in kept if look[0] >= middle]
    if not first or not second:
        return False
    more = fmean(count for _, count in second) - fmean(count for _, count in first)
    apart = fmean(at for at, _ in second) - fmean(at for at, _ in first)
    return more > max(FEW_MESSAGES, rate * SECONDS_OF_WORK, rate * GROWTH_OF_RATE * apart)


def queues_of(series: Mapping[str, Sequence[Look]], rate: float) -> list[Queue]:
    return [queue_of(name, looks, rate) for name, looks in sorted(series.items())]


def unanswered(due: Sequence[float], ended: Sequence[float], moments: Sequence[float]) -> list[Look]:
    """How many messages were due and had not come to their end, at each of the moments."""
    return [(at, sum(each <= at for each in due) - sum(each <= at for each in ended)) for at in moments]
