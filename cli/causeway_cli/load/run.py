"""The whole of a replay: people and pairs first, then the clock, then the account."""

import asyncio
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import uvloop

from causeway_cli.calls import Calls
from causeway_cli.dialogues import Dialogue, read_dialogues
from causeway_cli.direct import databases
from causeway_cli.load.figures import Figures, figures_of
from causeway_cli.load.ledger import LedgerFile, new_ledger
from causeway_cli.load.playing import Moments, both_sides, play
from causeway_cli.load.roster import MOST_PAIRS, roster
from causeway_cli.load.script import Due, once, script
from causeway_cli.running import RunningSystem, running_system
from causeway_cli.setting_up import Pair, conversations_listed, enrol, match_and_start, open_programme, pairs_of
from causeway_cli.shown import counting, stages
from causeway_cli.trouble import Trouble
from causeway_cli.verdicts import read_verdicts


@dataclass(frozen=True, slots=True)
class Orders:
    """Without seconds each message is posted once; without conversations there is one for each message a second."""

    file: Path
    rate: float
    seconds: float | None
    conversations: int | None


def replay_file(data: Path, orders: Orders) -> Figures:
    """Raises Trouble."""
    system = running_system(data)
    dialogues = read_dialogues(orders.file)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_replay(system, dialogues, orders))


async def _replay(system: RunningSystem, dialogues: Sequence[Dialogue], orders: Orders) -> Figures:
    now = datetime.now(UTC)
    wanted = orders.conversations or min(MOST_PAIRS, max(1, math.ceil(orders.rate)))
    if wanted > MOST_PAIRS:
        raise Trouble(f"At most {MOST_PAIRS:,} conversations can be set up at once: give a smaller --conversations.")
    async with Calls(system) as calls:
        pairs = await set_up(calls, wanted, f"replay/{now:%Y%m%dT%H%M%S.%f}")
        with new_ledger(system.ledgers, now) as ledger:
            return await _play(calls, pairs, list(_script(dialogues, len(pairs), orders)), ledger)


async def set_up(calls: Calls, wanted: int, name: str) -> list[Pair]:
    """Outside the clock: everybody enrolled, matched, and with an open conversation."""
    with stages("setting people and pairs up"):
        programme_id = await open_programme(calls, name, name)
        for side, content in zip(("mentee", "mentor"), roster(wanted), strict=True):
            await enrol(calls, programme_id, side, content)
        await match_and_start(calls, programme_id, name)
        pairs = await pairs_of(calls, programme_id)
    if len(pairs) != wanted:
        raise Trouble(f"{wanted:,} pairs were to be set up and {len(pairs):,} came: look at `causeway logs matching`.")
    with counting("conversations", 2 * wanted) as show:
        arrived = iter(range(1, 2 * wanted + 1))
        await conversations_listed(calls, pairs, lambda: show(next(arrived)))
    return pairs


def _script(dialogues: Sequence[Dialogue], conversations: int, orders: Orders) -> Iterator[Due]:
    if orders.seconds is None:
        return once(dialogues, conversations, orders.rate)
    return script(dialogues, conversations, max(1, round(orders.rate * orders.seconds)), orders.rate)


async def _play(calls: Calls, pairs: Sequence[Pair], due: Sequence[Due], ledger: LedgerFile) -> Figures:
    with counting("messages", len(due)) as show:
        played = await play(calls, pairs, both_sides(pairs), due, ledger, Moments(handed=show))
    return figures_of(
        played.posted,
        played.read_at,
        played.own,
        began=played.began,
        duplicated=played.duplicated,
        early=early(calls.system, pairs, played.read_at),
        streams_reopened=played.streams_reopened,
        ledger=str(ledger.path),
    )


def early(system: RunningSystem, pairs: Sequence[Pair], read_at: Mapping[str, float]) -> int:
    """How many messages were readable before a stored verdict allowed them."""
    with databases(system) as source:
        verdicts = read_verdicts(source, [pair.id for pair in pairs])
    return sum(verdicts.early(message_id, at) for message_id, at in read_at.items())
