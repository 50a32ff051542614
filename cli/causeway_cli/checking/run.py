"""Gathers the evidence of every conversation in a ledger and holds it against the promises."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from causeway_cli.calls import Calls
from causeway_cli.checking.evidence import Difference, Evidence, Stored, View
from causeway_cli.checking.promises import differences, names
from causeway_cli.checking.reading import view_of
from causeway_cli.direct import Databases, databases
from causeway_cli.load.ledger import Attempt, Ledger, Seen, newest_ledger, read_ledger
from causeway_cli.running import RunningSystem, running_system
from causeway_cli.shown import counting
from causeway_cli.verdicts import read_verdicts

AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Checked:
    attempts: int
    conversations: int
    promises: str
    differences: Sequence[Difference]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the services stored, by conversation; verdicts by message."""

    stored: Mapping[str, Sequence[Stored]]
    posted: Mapping[str, frozenset[str]]
    released: Mapping[str, frozenset[str]]
    allowed_at: Mapping[str, float]


def check_ledger(data: Path, path: Path | None) -> Checked:
    """Raises Trouble."""
    system = running_system(data)
    ledger = read_ledger(path or newest_ledger(system.ledgers))
    found = asyncio.run(_check(system, ledger))
    conversations = {attempt.conversation for attempt in ledger.attempts}
    return Checked(len(ledger.attempts), len(conversations), ", ".join(names()), found)


async def _check(system: RunningSystem, ledger: Ledger) -> list[Difference]:
    attempts: dict[str, list[Attempt]] = defaultdict(list)
    seen: dict[str, list[Seen]] = defaultdict(list)
    for attempt in ledger.attempts:
        attempts[attempt.conversation].append(attempt)
    for sighting in ledger.seen:
        seen[sighting.conversation].append(sighting)
    views = await _views(system, attempts)
    with databases(system) as source:
        facts = _facts(source, list(attempts))
    found = []
    for id, tried in attempts.items():
        evidence = Evidence(
            id, tried, seen[id], views[id], facts.stored[id], facts.posted[id], facts.released[id], facts.allowed_at
        )
        found += differences(evidence)
    return found


async def _views(system: RunningSystem, attempts: Mapping[str, Sequence[Attempt]]) -> dict[str, list[View]]:
    people = {id: {person for each in tried for person in (each.person, each.reader)} for id, tried in attempts.items()}
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


def _facts(source: Databases, ids: Sequence[str]) -> _Facts:
    stored: dict[str, list[Stored]] = {id: [] for id in ids}
    fields = ("conversation_id", "author_id", "seq", "state")
    for row in source.rows("messaging", "messages", {"conversation_id": {"$in": list(ids)}}, fields):
        message = Stored(row["_id"], row["author_id"], row["seq"], row["state"] == "released")
        stored[row["conversation_id"]].append(message)
    events: dict[str, dict[str, set[str]]] = {"MessagePosted": defaultdict(set), "MessageReleased": defaultdict(set)}
    for kind, by_conversation in events.items():
        for event in source.events("messaging", [kind], ids):
            by_conversation[event["conversation_id"]].add(event["message_id"])
    posted, released = ({id: frozenset(found[id]) for id in ids} for found in events.values())
    return _Facts(stored, posted, released, read_verdicts(source, ids).allowed_at)
