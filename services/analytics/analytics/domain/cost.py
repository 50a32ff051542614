"""What messages cost: the processor seconds of each service since the first reading, and the messages of the same time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """What one process says of itself."""

    service: str
    address: str
    started_at: float  # seconds since 1970; 0: it does not say
    cpu_seconds: float  # since its start


@dataclass(frozen=True, slots=True)
class Process:
    """The last reading at an address, and the processor seconds counted there, over all restarts."""

    service: str
    started_at: float
    cpu_seconds: float
    spent: float


@dataclass(frozen=True, slots=True)
class Ledger:
    since: datetime | None = None
    messages_before: int = 0
    processes: Mapping[str, Process] = field(default_factory=dict)  # by address

    def spent_by_service(self) -> dict[str, float]:
        spent: dict[str, float] = {}
        for process in self.processes.values():
            spent[process.service] = spent.get(process.service, 0.0) + process.spent
        return dict(sorted(spent.items()))


def enter(ledger: Ledger, readings: Iterable[Reading], messages: int, now: datetime) -> Ledger:
    """Adds readings taken at one time, when so many messages had been counted in all. The first ones are the zero line.

    A restarted process counts from its start; what it used between the last reading and its end is not known.
    """
    readings = list(readings)
    if not readings:
        return ledger
    if ledger.since is None:
        ledger = replace(ledger, since=now, messages_before=messages)
    processes = dict(ledger.processes)
    for reading in readings:
        processes[reading.address] = _entered(processes.get(reading.address), reading, ledger.since or now)
    return replace(ledger, processes=processes)


def _entered(known: Process | None, reading: Reading, since: datetime) -> Process:
    if known is None:
        spent = reading.cpu_seconds if reading.started_at >= since.timestamp() else 0.0
    elif _is_old(known, reading):
        return known
    elif _goes_on(known, reading):
        spent = known.spent + reading.cpu_seconds - known.cpu_seconds
    else:
        spent = known.spent + reading.cpu_seconds
    return Process(reading.service, reading.started_at, reading.cpu_seconds, spent)


def _goes_on(known: Process, reading: Reading) -> bool:
    """Whether it is still the same process: a counter that falls has begun anew."""
    return reading.started_at == known.started_at and reading.cpu_seconds >= known.cpu_seconds


def _is_old(known: Process, reading: Reading) -> bool:
    """Read before the last one and entered after it, by another replica of this service."""
    if reading.started_at == known.started_at and known.started_at > 0:
        return reading.cpu_seconds < known.cpu_seconds
    return reading.started_at < known.started_at
