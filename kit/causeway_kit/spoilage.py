"""When too many events of one partition cannot be applied: then it is not the events, it is us, and reading must stop."""

from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field

from aiokafka import TopicPartition
from prometheus_client import Gauge

IN_A_ROW = 100
WINDOW = 10_000  # the newest events of a partition
SHARE = 0.01  # of the window
FLOOR = 20  # so few are never too many, however short the window still is

stopped_partitions = Gauge(
    "causeway_partitions_stopped", "Partitions whose reading waits for an operator: too many of their events cannot be applied."
)


@dataclass(slots=True)
class _Partition:
    seen: int = 0
    in_a_row: int = 0
    spoiled: deque[int] = field(default_factory=deque)  # which of those seen, within the window

    def saw(self, events: int) -> None:
        self.seen += events
        while self.spoiled and self.spoiled[0] <= self.seen - WINDOW:
            self.spoiled.popleft()


class Spoilage:
    """Counts per partition, from the start of the process: a restart by an operator begins anew."""

    def __init__(self) -> None:
        self._partitions: dict[TopicPartition, _Partition] = defaultdict(_Partition)
        self._stopped: dict[TopicPartition, str] = {}

    @contextmanager
    def counted_once(self) -> Iterator[None]:
        """What is counted inside counts for nothing if it ends in an error: the batch will be taken again."""
        before = deepcopy(self._partitions), dict(self._stopped)
        try:
            yield
        except BaseException:
            self._partitions, self._stopped = before
            raise

    def applied(self, place: TopicPartition, events: int) -> None:
        """The effects of so many events are stored."""
        if events:
            partition = self._partitions[place]
            partition.saw(events)
            partition.in_a_row = 0

    def too_many(self, place: TopicPartition) -> str:
        """Why the next event must not be set aside as well; empty if it may, and then it counts as set aside."""
        partition = self._partitions[place]
        if partition.in_a_row >= IN_A_ROW:
            return f"{IN_A_ROW} events in a row cannot be applied"
        window, spoiled = min(partition.seen, WINDOW), len(partition.spoiled)
        one_run = partition.in_a_row == spoiled  # judged by its length alone, or a row could never grow beyond the floor
        if spoiled >= max(FLOOR, int(SHARE * window)) and not one_run:
            return f"{spoiled} of the last {window} events cannot be applied"
        partition.saw(1)
        partition.in_a_row += 1
        partition.spoiled.append(partition.seen)
        return ""

    def stop(self, place: TopicPartition, offset: int, why: str) -> None:
        self._stopped[place] = f"{why} ({place.topic}/{place.partition}, stopped before offset {offset})"

    def is_stopped(self, place: TopicPartition) -> bool:
        return place in self._stopped

    @property
    def stopped(self) -> int:
        """How many partitions."""
        return len(self._stopped)

    @property
    def sentence(self) -> str:
        """For the operator: what stopped and what to do."""
        stops = "; ".join(self._stopped.values())
        return f"{stops}. Put the cause right and restart the service: it goes on from there."
