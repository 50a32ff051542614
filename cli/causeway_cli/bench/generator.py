"""Makes the load, in a process of its own: posts and reads as people do, and writes down when what happened."""

import asyncio
import json
import math
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import uvloop

from causeway_cli.bench.child import say, serve_orders, told_to_go
from causeway_cli.calls import Calls
from causeway_cli.dialogues import Dialogue, read_dialogues
from causeway_cli.load.figures import figures_of
from causeway_cli.load.ledger import LedgerFile, Outcome
from causeway_cli.load.playing import Moments, Played, both_sides, play
from causeway_cli.load.readers import Place
from causeway_cli.load.run import early
from causeway_cli.load.script import Due, script
from causeway_cli.load.settling import ENDED
from causeway_cli.running import running_system
from causeway_cli.setting_up import Pair

READING, WARM, HANDED, SETTLED, WRITTEN = "reading", "warm", "handed over", "settled", "written"


@dataclass(frozen=True, slots=True)
class LoadOrders:
    data: str
    file: str
    pairs: list[Pair]
    rate: float
    seconds: float
    warm_up_seconds: float
    result: str
    """Where the account is written."""
    readers: str = "both"
    """Who holds a stream open: both sides of each pair, or only the reader of each message."""
    starts: dict[str, int] | None = None
    """Where feeds stood before, by conversation, when these were written in already."""

    @property
    def warm_up(self) -> int:
        return round(self.rate * self.warm_up_seconds)

    @property
    def messages(self) -> int:
        return self.warm_up + max(1, round(self.rate * self.seconds))

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Message:
    """One message that was due, in seconds since 1970; None for what did not happen."""

    due: float
    answered: float
    acked: bool
    read: float | None
    ended: bool
    """It came to an end that nobody reads: a moderator's queue, or blocked."""


def orders_from(given: dict[str, Any]) -> LoadOrders:
    return LoadOrders(**{**given, "pairs": [Pair(**pair) for pair in given["pairs"]]})


def generate(given: dict[str, Any]) -> None:
    orders = orders_from(given)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        written = runner.run(_generate(orders))
    Path(orders.result).write_text(json.dumps(written))
    say(WRITTEN)


async def _generate(orders: LoadOrders) -> dict[str, Any]:
    system = running_system(Path(orders.data))
    dialogues = read_dialogues(Path(orders.file))
    due = _script(dialogues, orders)
    now = datetime.now(UTC)
    async with Calls(system) as calls:
        with LedgerFile(system.ledgers / f"{now:%Y%m%dT%H%M%S.%f}.{Path(orders.result).stem}.jsonl") as ledger:
            moments = Moments(reading=_ready(orders), handed=_progress(orders), settled=lambda: say(SETTLED))
            played = await play(calls, orders.pairs, places_of(orders, due), due, ledger, moments, orders.starts or {})
    await told_to_go()  # once its processor time was read, which is gone with the process
    early_ones = early(system, orders.pairs, played.read_at)
    return account(played, early_ones, str(ledger.path), orders.warm_up)


def _script(dialogues: list[Dialogue], orders: LoadOrders) -> list[Due]:
    return list(script(dialogues, len(orders.pairs), orders.messages, orders.rate))


def places_of(orders: LoadOrders, due: list[Due]) -> list[Place]:
    if orders.readers == "both":
        return both_sides(orders.pairs)
    wanted = {(each.conversation, "mentor" if each.role == "mentee" else "mentee") for each in due}
    return [(orders.pairs[place], orders.pairs[place].person(role)) for place, role in sorted(wanted)]


def _ready(orders: LoadOrders) -> Callable[[], Awaitable[None]]:
    async def reading() -> None:
        say(READING)
        await told_to_go()
        if not orders.warm_up:
            say(WARM)

    return reading


def _progress(orders: LoadOrders) -> Callable[[int], None]:
    def handed(number: int) -> None:
        if number == orders.warm_up:
            say(WARM)
        if number == orders.messages:
            say(HANDED)

    return handed


def account(played: Played, early_ones: int, ledger: str, warm_up: int) -> dict[str, Any]:
    """Everything counts for what is wrong; the times leave out the messages of the warm-up."""
    figures = figures_of(
        played.posted,
        played.read_at,
        played.own,
        began=played.began,
        duplicated=played.duplicated,
        early=early_ones,
        streams_reopened=played.streams_reopened,
        ledger=ledger,
    )
    in_order = sorted(played.posted, key=lambda each: each.due)
    return {"figures": figures.as_json(), "messages": [_row(each, played) for each in islice(in_order, warm_up, None)]}


def _row(each: Any, played: Played) -> list[Any]:
    attempt = each.attempt
    read = played.read_at.get(attempt.message_id)
    acked = attempt.outcome is Outcome.OK
    return [each.due, attempt.end, acked, read, acked and read is None and played.own.get(attempt.message_id) in ENDED]


def messages_in(account: dict[str, Any]) -> list[Message]:
    return [Message(*row) for row in account["messages"]]


def processes_needed(rate: float, one_carries: float) -> int:
    return max(1, math.ceil(rate / one_carries))


if __name__ == "__main__":
    serve_orders(generate)
