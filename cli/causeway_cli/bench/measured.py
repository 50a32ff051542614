"""What one run of a benchmark measured, of whichever system."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from causeway_cli.bench.queues import Queue
from causeway_cli.bench.usage import Spent, cpu_in_all
from causeway_cli.load.figures import Spread

SUSTAINED = 0.95  # of the rate asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Counts and times leave out the warm-up; `lost`, `duplicated` and `early` do not."""

    rate: float
    seconds: float
    posted: int
    acked: int
    readable: int
    ended: int
    """Acknowledged and not for the reader: with a moderator, or blocked."""
    waiting: int
    """Acknowledged, and neither readable nor ended when patience was at its end."""
    lost: int
    duplicated: int
    early: int
    throughput: float
    """Messages a second that became readable, from the first to the last."""
    ack_ms: Spread
    readable_ms: Spread
    processes: Mapping[str, Spent]
    queues: Sequence[Queue] = ()
    restarted: Sequence[str] = ()
    """Processes that were not the same at the end: their figures are missing."""

    @property
    def cpu_ms_a_message(self) -> float:
        return cpu_in_all(self.processes)

    @property
    def grew(self) -> list[str]:
        return [queue.name for queue in self.queues if queue.grew]

    @property
    def sustained(self) -> bool:
        """It kept up: no queue grew, nothing went wrong, and what came in went out at the rate asked for."""
        wrong = self.lost + self.duplicated + self.early + self.waiting
        went_out = self.readable + self.ended >= SUSTAINED * self.posted
        return not self.grew and not wrong and went_out and self.throughput >= SUSTAINED * self.rate * self._readable_share

    @property
    def _readable_share(self) -> float:
        return self.readable / self.posted if self.posted else 1.0

    def as_json(self) -> dict[str, Any]:
        sums = {"cpu_ms_a_message": self.cpu_ms_a_message, "grew": self.grew, "sustained": self.sustained}
        return {**asdict(self), **sums}


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRate:
    """The same rate, one after the other in the same run."""

    rate: float
    conversations: int
    causeway: Measured
    floor: Measured | None = None
    peer: Measured | None = None

    @property
    def ratios(self) -> dict[str, dict[str, float]]:
        beside = {"floor": self.floor, "peer": self.peer}
        return {name: ratios(self.causeway, other) for name, other in beside.items() if other is not None}

    def as_json(self) -> dict[str, Any]:
        return {
            "rate": self.rate,
            "conversations": self.conversations,
            "causeway": self.causeway.as_json(),
            "floor": self.floor.as_json() if self.floor else None,
            "peer": self.peer.as_json() if self.peer else None,
            "ratios": self.ratios,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineReport:
    taken: str
    machine: Mapping[str, str | int | float]
    seconds: float
    warm_up_seconds: float
    hop_bytes: Sequence[int]
    rates: Sequence[AtRate]
    not_run: Mapping[str, str] = field(default_factory=dict)
    """What was left out, and why."""

    @property
    def highest_sustained(self) -> float:
        return max((each.rate for each in self.rates if each.causeway.sustained), default=0.0)

    def as_json(self) -> dict[str, Any]:
        return {
            "taken": self.taken,
            "machine": dict(self.machine),
            "seconds": self.seconds,
            "warm_up_seconds": self.warm_up_seconds,
            "hop_bytes": list(self.hop_bytes),
            "highest_sustained": self.highest_sustained,
            "rates": [each.as_json() for each in self.rates],
            "not_run": dict(self.not_run),
        }


def ratios(ours: Measured, other: Measured) -> dict[str, float]:
    """How many times as much as the other; times only where the other has measured one."""
    pairs = {
        "ack_p50": (ours.ack_ms["p50"], other.ack_ms["p50"]),
        "readable_p50": (ours.readable_ms["p50"], other.readable_ms["p50"]),
        "readable_p99": (ours.readable_ms["p99"], other.readable_ms["p99"]),
        "cpu": (ours.cpu_ms_a_message, other.cpu_ms_a_message),
    }
    return {name: round(mine / its, 2) for name, (mine, its) in pairs.items() if its}
