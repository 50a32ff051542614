"""Everything that a run must not have broken, each finding with the promise it breaks."""

import email
import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from causeway_cli.checking.evidence import Difference
from causeway_cli.checking.run import check_ledger
from causeway_cli.direct import databases
from causeway_cli.failing.asking_again import ask_again
from causeway_cli.failing.letters import not_set_aside
from causeway_cli.failing.recovery import WITHIN_SECONDS, Recovery, recovery, settled_at
from causeway_cli.failing.schedules import Shape
from causeway_cli.failing.system import Breakable
from causeway_cli.load.ledger import Ledger
from causeway_cli.recounting.run import recount_all

MUST_BE_ZERO = {"lost": "P1", "duplicated": "P2", "early": "P4", "waiting": "P8", "failed": "P19", "unknown": "P19"}


def recovered(system: Breakable, ledger: Ledger, healed: float) -> Recovery:
    conversations = sorted({attempt.conversation for attempt in ledger.attempts})
    with databases(system.running) as source:
        return recovery(ledger, settled_at(source, conversations), healed)


def findings(
    system: Breakable, shape: Shape, figures: Mapping[str, Any], ledger: Ledger, back: Recovery, dice: random.Random
) -> list[Difference]:
    """Raises Trouble when the system cannot be looked at."""
    return [
        *of_figures(shape, figures),
        *(Difference("P8", "", f"message {id} had no end {WITHIN_SECONDS:.0f} s after the healing") for id in back.late),
        *check_ledger(system.data, Path(figures["ledger"])).differences,
        *_recounted(system.data),
        *ask_again(system.running, ledger.attempts, dice),
        *mailed_twice(system.data / "mail"),
        *not_set_aside(system.running.kafka),
    ]


def of_figures(shape: Shape, figures: Mapping[str, Any]) -> list[Difference]:
    found = [
        Difference(promise, "", f"{figures[name]:,} messages were {name}")
        for name, promise in MUST_BE_ZERO.items()
        if figures[name]
    ]
    answered = figures["ack_ms"]["p99"]
    if shape.ack_p99_ms is not None and answered > shape.ack_p99_ms:
        found.append(Difference("P18", "", f"99 % of posts were answered within {answered:,.0f} ms, not {shape.ack_p99_ms:,.0f}"))
    return found


def _recounted(data: Path) -> list[Difference]:
    return [
        Difference("P16", each.pair, f"{each.figure} is {each.analytics} for analytics and {each.recount} in the recount")
        for each in recount_all(data).differences
    ]


def mailed_twice(folder: Path) -> list[Difference]:
    """A nudge's mail carries the nudge's id: P13 at the only place that cannot be wrong about it, the receiver's."""
    ids = [email.message_from_bytes(path.read_bytes())["Message-ID"] for path in sorted(folder.glob("*.eml"))]
    return [Difference("P13", "", f"nudge {id} was mailed {times} times") for id, times in Counter(ids).items() if times > 1]
