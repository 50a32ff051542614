"""Plays a script while everybody reads, waits for the end of each message, and says what became of them."""

import asyncio
import gc
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from causeway_cli.calls import Calls
from causeway_cli.load.channels import Connections
from causeway_cli.load.ledger import LedgerFile, Outcome
from causeway_cli.load.posting import Posted, Posting
from causeway_cli.load.readers import Place, Readers
from causeway_cli.load.script import Due
from causeway_cli.load.settling import Settling
from causeway_cli.load.sightings import FROM_THE_FIRST, Sightings
from causeway_cli.setting_up import Pair

CALM_SECONDS = 1.0  # after the streams are open, before the clock starts
SELDOM = (50_000, 50, 100)


@dataclass(frozen=True, slots=True)
class Played:
    """Times are seconds since 1970."""

    posted: Sequence[Posted]
    read_at: Mapping[str, float]
    own: Mapping[str, int]
    """State of messages that only their author sees, by message id."""
    began: float
    duplicated: int
    streams_reopened: int


async def nothing_first() -> None:
    """For runs whose clock starts as soon as everybody reads."""


def nobody_asks(number: int) -> None:
    """For runs in which nobody follows how many messages were handed over."""


def nothing_then() -> None:
    """For runs in which nobody waits for the moment at which all came to their end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Who is told what, and when."""

    reading: Callable[[], Awaitable[None]] = nothing_first
    """Everybody reads; the clock starts when this returns."""
    handed: Callable[[int], None] = nobody_asks
    """So many messages have been handed to their authors."""
    settled: Callable[[], None] = nothing_then


def both_sides(pairs: Sequence[Pair]) -> list[Place]:
    return [(pair, person) for pair in pairs for person in pair.people]


def collect_seldom() -> None:
    """What is there now stays, and what comes is mostly kept: looking for garbage would cost a tenth of the processor."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


async def play(
    calls: Calls,
    pairs: Sequence[Pair],
    places: Sequence[Place],
    due: Sequence[Due],
    ledger: LedgerFile,
    moments: Moments,
    starts: Mapping[str, int] = FROM_THE_FIRST,
) -> Played:
    """The script speaks of pairs by their position; everybody in `places` holds a stream open."""
    sightings = Sightings(ledger, starts)
    async with Connections(calls.system.address("messaging"), streams=len(places)) as connections:
        readers = Readers(places, connections, calls.tokens, sightings)
        settling = Settling(readers, sightings)
        posting = Posting(ledger.path.stem, pairs, connections, calls.tokens, ledger)
        async with readers.reading():
            await asyncio.sleep(CALM_SECONDS)
            collect_seldom()
            await moments.reading()
            began = await posting.play(due, moments.handed)
            await settling.wait([each.attempt for each in posting.posted if each.attempt.outcome is Outcome.OK])
            moments.settled()
    sent = Counter((each.attempt.conversation, each.attempt.person, each.attempt.sha256) for each in posting.posted)
    doubled = sightings.twice + sightings.more_than(sent)
    return Played(posting.posted, sightings.read_at, settling.own, began, doubled, readers.reopened)
