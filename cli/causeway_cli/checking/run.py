"""Gathers the evidence of every conversation in a ledger and holds it against the promises."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from causeway_cli.calls import Calls
from causeway_cli.checking.evidence import Difference, View
from causeway_cli.checking.gathering import gathered, readers_of
from causeway_cli.checking.promises import differences, names
from causeway_cli.checking.reading import view_of
from causeway_cli.direct import databases
from causeway_cli.load.ledger import Ledger, newest_ledger, read_ledger
from causeway_cli.running import RunningSystem, running_system
from causeway_cli.shown import counting

AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Checked:
    attempts: int
    conversations: int
    promises: str
    differences: Sequence[Difference]


def check_ledger(data: Path, path: Path | None) -> Checked:
    """Raises Trouble."""
    system = running_system(data)
    ledger = read_ledger(path or newest_ledger(system.ledgers))
    found = asyncio.run(_check(system, ledger))
    conversations = {attempt.conversation for attempt in ledger.attempts}
    return Checked(len(ledger.attempts), len(conversations), ", ".join(names()), found)


async def _check(system: RunningSystem, ledger: Ledger) -> list[Difference]:
    views = await _views(system, readers_of(ledger))
    with databases(system) as source:
        return [difference for evidence in gathered(ledger, views, source) for difference in differences(evidence)]


async def _views(system: RunningSystem, people: Mapping[str, Collection[str]]) -> dict[str, list[View]]:
    views: dict[str, list[View]] = {}
    turns = asyncio.Semaphore(AT_ONCE)

    async def read(calls: Calls, id: str) -> None:
        async with turns:
            views[id] = [await view_of(calls, id, person) for person in sorted(people[id])]
            show(len(views))

    with counting("conversations", len(people)) as show:
        async with Calls(system) as calls:
            await asyncio.gather(*(read(calls, id) for id in people))
    return views
