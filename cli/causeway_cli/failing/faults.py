"""The kinds of fault: what each is called, and what it does to a system."""

import asyncio
import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from causeway_cli.embedded.places import write_whole
from causeway_cli.failing import broker
from causeway_cli.failing.layout import crash_folder
from causeway_cli.failing.line import FAIR, Passage, Weather
from causeway_cli.failing.system import Breakable


class Kind(StrEnum):
    KILL = "kill"
    PAUSE = "pause"
    TERMINATE = "terminate"
    DELAY = "delay"
    CUT = "cut"
    HOLD_REQUESTS = "hold requests"
    HOLD_ANSWERS = "hold answers"
    HOLD_BOTH = "hold both ways"
    SLOW = "slow"
    SWALLOW_ANSWERS = "swallow answers"
    CRASH = "crash at"
    LOSE_TAIL = "lose the tail of"
    DELETE_TOPIC = "delete topic"
    RESET_OFFSETS = "reset the offsets of"
    POISON = "poison"
    FILL_DISK = "fill the disk of"


@dataclass(frozen=True, slots=True)
class Fault:
    """`target` is a process, a line, a topic, or `process/point`; `amount` seconds of delay or bytes a second."""

    kind: Kind
    target: str
    seconds: float = 0.0
    amount: float = 0.0

    def __str__(self) -> str:
        length = f" for {self.seconds:.0f} s" if self.seconds else ""
        amount = f" ({self.amount:g})" if self.amount else ""
        return f"{self.kind} {self.target}{amount}{length}"


Heal = Callable[[], None]


def nothing_to_heal() -> None:
    """For faults that the system must heal by itself."""


def strike(system: Breakable, fault: Fault) -> Heal:
    """Does it, and gives what undoes it. Raises Trouble."""
    match fault.kind:
        case Kind.KILL:
            system.processes.signal(fault.target, signal.SIGKILL)
        case Kind.TERMINATE:
            system.processes.signal(fault.target, signal.SIGTERM)
        case Kind.PAUSE:
            return _pause(system, fault.target)
        case Kind.CRASH:
            return _arm(system, fault.target)
        case Kind.LOSE_TAIL:
            broker.lose_tail(system, fault.target, int(fault.amount))
        case Kind.DELETE_TOPIC:
            broker.delete_topic(system, fault.target)
        case Kind.RESET_OFFSETS:
            broker.reset_offsets(system, fault.target)
        case Kind.POISON:
            asyncio.run(broker.poison(system.running.kafka, fault.target))
        case Kind.FILL_DISK:
            return _fill_disk(system, fault.target)
        case _:
            return _spoil(system, fault)
    return nothing_to_heal


def _pause(system: Breakable, name: str) -> Heal:
    pid = system.processes.signal(name, signal.SIGSTOP)
    return lambda: system.processes.go_on(pid)


def _arm(system: Breakable, target: str) -> Heal:
    name, _, point = target.partition("/")
    armed = crash_folder(system.data, name) / point
    write_whole(armed, b"")
    return lambda: armed.unlink(missing_ok=True)


def _fill_disk(system: Breakable, name: str) -> Heal:
    """No file of the process may grow any more. If it dies of that, it stays dead until there is room again."""
    pid = system.processes.all()[name].pid
    _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    unkept = system.processes.unkept()
    unkept.__enter__()
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, hard))

    def make_room() -> None:
        try:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))
        except ProcessLookupError:
            return
        finally:
            unkept.__exit__(None, None, None)

    return make_room


def _spoil(system: Breakable, fault: Fault) -> Heal:
    system.lines.set(fault.target, weather_of(fault))
    if fault.kind is Kind.CUT:
        system.lines.cut(fault.target)

    def clear() -> None:
        system.lines.set(fault.target, FAIR)
        if fault.kind is Kind.SWALLOW_ANSWERS:
            system.lines.cut(fault.target)  # what lost an answer makes no sense any more

    return clear


def weather_of(fault: Fault) -> Weather:
    match fault.kind:
        case Kind.DELAY:
            return Weather(delay_seconds=fault.amount)
        case Kind.CUT:
            return Weather(refuses=True)
        case Kind.HOLD_REQUESTS:
            return Weather(up=Passage.HELD)
        case Kind.HOLD_ANSWERS:
            return Weather(down=Passage.HELD)
        case Kind.HOLD_BOTH:
            return Weather(up=Passage.HELD, down=Passage.HELD)
        case Kind.SLOW:
            return Weather(bytes_a_second=int(fault.amount))
        case Kind.SWALLOW_ANSWERS:
            return Weather(down=Passage.SWALLOWED)
        case _:
            return FAIR
