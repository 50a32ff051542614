"""Named schedules: which faults a run may meet, how often, and what else is asked of it. A seed decides the rest."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from causeway_cli.failing.faults import Fault, Kind
from causeway_cli.keeper.replicas import SERVICES
from causeway_cli.trouble import Trouble

CALM_SECONDS = 3.0
"""At the beginning, so that every run has messages that nothing happened to."""
PAUSES = (1.0, 7.0, 15.0)  # shorter and longer than a lease and a consumer's session
SHORT_PAUSES = (1.0, 7.0)
DELAYS = (0.05, 0.5, 2.0)
SPEEDS = (1024.0, 16384.0)  # bytes a second
STORES = ("mongod", "kafka")
EVERYDAY = {
    Kind.KILL: 4,
    Kind.PAUSE: 2,
    Kind.TERMINATE: 2,
    Kind.CRASH: 4,
    Kind.DELAY: 1,
    Kind.CUT: 2,
    Kind.HOLD_REQUESTS: 1,
    Kind.HOLD_ANSWERS: 1,
    Kind.HOLD_BOTH: 1,
    Kind.SLOW: 1,
    Kind.SWALLOW_ANSWERS: 3,
}
NETWORK: Mapping[Kind, int] = {kind: 1 for kind in EVERYDAY if kind not in (Kind.KILL, Kind.PAUSE, Kind.TERMINATE, Kind.CRASH)}
SENDING = ("after_commit_before_publish", "after_publish_before_mark")
POINTS: Mapping[str, Sequence[str]] = {
    "messaging": (*SENDING, "after_effect_before_offset"),
    "moderation": (*SENDING, "after_effect_before_offset"),
    "notifications": (*SENDING, "after_effect_before_offset", "after_claim_before_send", "after_send_before_record"),
    "analytics": ("after_effect_before_offset",),
}
SLOWED = ("moderation>kafka", "notifications>kafka", "analytics>kafka")
TWO_OF_EACH = {"messaging": 2, "moderation": 2}
A_MINUTE_APART = {
    "matching": -30.0,
    "messaging": 30.0,
    "messaging-1": -30.0,
    "moderation": -30.0,
    "moderation-1": 30.0,
    "notifications": 30.0,
    "analytics": -30.0,
}


@dataclass(frozen=True, slots=True)
class Planned:
    at: float
    """Seconds after the first post."""
    fault: Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    says: str
    kinds: Mapping[Kind, int] = field(default_factory=dict)
    """How likely each is, beside the others."""
    planned: Sequence[Planned] = ()
    """Faults that come in any case."""
    seconds: float = 60.0
    between: tuple[float, float] = (5.0, 15.0)
    rate: float = 20.0
    counts: Mapping[str, int] = field(default_factory=dict)
    shifts: Mapping[str, float] = field(default_factory=dict)
    """Seconds by which the clock of a process is wrong."""
    lines: Sequence[str] = ()
    """Only these; none: all."""
    ack_p99_ms: float | None = None
    refill: bool = False
    """Kafka lost events: `reconcile` is run before anything is compared."""
    pauses: Sequence[float] = SHORT_PAUSES


SHAPES: Mapping[str, Shape] = {
    "mixed": Shape(says="everything that happens any day", kinds=EVERYDAY, between=(3.0, 8.0)),
    "replicas": Shape(
        says="the same, with two processes of messaging and of moderation", kinds=EVERYDAY, counts=TWO_OF_EACH, pauses=PAUSES
    ),
    "kills": Shape(says="processes die", kinds={Kind.KILL: 1}),
    "pauses": Shape(
        says="processes stand still, some longer than their lease and session",
        kinds={Kind.PAUSE: 1},
        pauses=PAUSES,
        counts=TWO_OF_EACH,
    ),
    "network": Shape(says="lines are slow, cut, silent, or lose answers", kinds=NETWORK),
    "crashes": Shape(says="processes die at the named points", kinds={Kind.CRASH: 1}, between=(2.0, 5.0)),
    "answers": Shape(
        says="posts arrive and their answers do not",
        kinds={Kind.SWALLOW_ANSWERS: 1},
        lines=("clients>messaging", "clients>messaging-1"),
        between=(2.0, 4.0),
        counts={"messaging": 2},
    ),
    "drains": Shape(says="processes are asked to end", kinds={Kind.TERMINATE: 1}, between=(4.0, 8.0)),
    "skewed clocks": Shape(
        says="the clocks of processes are up to a minute apart, of two processes of one service too",
        kinds={Kind.KILL: 2, Kind.PAUSE: 1, Kind.CRASH: 2},
        counts=TWO_OF_EACH,
        shifts=A_MINUTE_APART,
    ),
    "lost tail": Shape(
        says="the broker loses the end of its log",
        planned=[
            Planned(8.0, Fault(Kind.LOSE_TAIL, "messaging.posted.v1", amount=65536)),
            Planned(25.0, Fault(Kind.LOSE_TAIL, "moderation.verdicts.v1", amount=20480)),
        ],
        refill=True,
    ),
    "lost topic": Shape(
        says="a topic is deleted and made anew",
        planned=[Planned(10.0, Fault(Kind.DELETE_TOPIC, "moderation.verdicts.v1"))],
        refill=True,
    ),
    "lost offsets": Shape(
        says="consumers read everything again",
        planned=[
            Planned(10.0, Fault(Kind.RESET_OFFSETS, "messaging")),
            Planned(30.0, Fault(Kind.RESET_OFFSETS, "analytics")),
        ],
    ),
    "poison": Shape(
        says="events come that nobody can read",
        planned=[
            Planned(5.0 + 5.0 * place, Fault(Kind.POISON, topic))
            for place, topic in enumerate(("messaging.posted.v1", "moderation.verdicts.v1", "messaging.messages.v1"))
        ],
        seconds=30.0,
    ),
    "full disk": Shape(
        says="the stores may write no more",
        planned=[
            Planned(8.0, Fault(Kind.FILL_DISK, "mongod", seconds=5.0)),
            Planned(25.0, Fault(Kind.FILL_DISK, "kafka", seconds=5.0)),
        ],
    ),
    "slow moderation": Shape(
        says="what lies behind posting is slow, and posting is not",
        planned=[Planned(5.0, Fault(Kind.SLOW, line, seconds=30.0, amount=1024)) for line in SLOWED],
        ack_p99_ms=500.0,
    ),
    "slow for long": Shape(
        says="the same for nearly five minutes",
        planned=[Planned(5.0, Fault(Kind.SLOW, line, seconds=285.0, amount=1024)) for line in SLOWED],
        seconds=300.0,
        ack_p99_ms=500.0,
    ),
    "no moderation": Shape(
        says="while nobody judges, posts are taken and nothing is shown",
        planned=[Planned(8.0, Fault(Kind.PAUSE, "moderation", seconds=20.0))],
        seconds=40.0,
        ack_p99_ms=500.0,
    ),
}
LONG = ("mixed", "replicas", "pauses", "network", "crashes", "slow for long")


def shape_named(name: str) -> Shape:
    """Raises Trouble."""
    if name not in SHAPES:
        raise Trouble(f"There is no schedule «{name}»; there are: {', '.join(SHAPES)}.")
    return SHAPES[name]


def plan(shape: Shape, seed: int, seconds: float, processes: Sequence[str], lines: Sequence[str]) -> list[Planned]:
    """The faults of a run in their order: the same seed gives the same ones."""
    dice = random.Random(seed)
    made = list(shape.planned)
    at = CALM_SECONDS
    while shape.kinds and (at := at + dice.uniform(*shape.between)) < seconds:
        busy = {each.fault.target for each in made if each.at + each.fault.seconds > at}
        fault = _fault(shape, dice, processes, lines)
        if fault.target not in busy:
            made.append(Planned(round(at, 1), fault))
    return sorted(made, key=lambda each: each.at)


def _fault(shape: Shape, dice: random.Random, processes: Sequence[str], lines: Sequence[str]) -> Fault:
    kind = dice.choices(list(shape.kinds), list(shape.kinds.values()))[0]
    lines = [line for line in lines if (line in shape.lines if shape.lines else _is_used(line))]
    match kind:
        case Kind.KILL:
            return Fault(kind, dice.choice(processes))
        case Kind.TERMINATE:
            return Fault(kind, dice.choice([name for name in processes if name.partition("-")[0] in SERVICES]))
        case Kind.PAUSE:
            return Fault(kind, dice.choice(processes), seconds=dice.choice(shape.pauses))
        case Kind.CRASH:
            name = dice.choice([name for name in processes if name.partition("-")[0] in POINTS])
            return Fault(kind, f"{name}/{dice.choice(POINTS[name.partition('-')[0]])}", seconds=10.0)
        case Kind.DELAY:
            return Fault(kind, dice.choice(lines), seconds=dice.uniform(2, 8), amount=dice.choice(DELAYS))
        case Kind.SLOW:
            return Fault(kind, dice.choice(lines), seconds=dice.uniform(2, 8), amount=dice.choice(SPEEDS))
        case _:
            return Fault(kind, dice.choice(lines), seconds=dice.uniform(1, 8))


def _is_used(line: str) -> bool:
    """A replay calls no service but messaging once everybody is set up."""
    return not line.startswith("clients>") or line.startswith("clients>messaging")
