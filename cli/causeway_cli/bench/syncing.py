"""`Sync` of one page from long conversations, while the ordinary load is on."""

import asyncio
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from causeway_cli.bench import sync_load
from causeway_cli.bench.child import Child, child
from causeway_cli.bench.filling import filling
from causeway_cli.bench.machine import machine
from causeway_cli.bench.measured import Measured
from causeway_cli.bench.pipeline import DIALOGUES, WARM_UP_SECONDS, conversations_for, system_for
from causeway_cli.bench.rate import OPENING_SECONDS, WRITING_SECONDS, at_rate, orders_for
from causeway_cli.calls import Calls
from causeway_cli.dialogues import read_dialogues
from causeway_cli.load.figures import Spread, spread
from causeway_cli.load.run import set_up
from causeway_cli.running import RunningSystem
from causeway_cli.setting_up import Pair
from causeway_cli.shown import stages

MODULE = "causeway_cli.bench.sync_load"
LONG_CONVERSATIONS = 4  # so that each of their people stays below the pace that a person is allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncOrders:
    seconds: float
    load_rate: float = 200.0
    calls_rate: float = 100.0
    messages: int = 10_000
    page: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncMeasured:
    calls: int
    failed: Mapping[str, int]
    short: int
    """Answers with another number of messages than asked for."""
    sync_ms: Spread
    load: Measured

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "load": self.load.as_json()}


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    taken: str
    machine: Mapping[str, str | int | float]
    orders: SyncOrders
    read_before: SyncMeasured
    """Readers who have marked all but the last page as read."""
    never_read: SyncMeasured
    """Readers who never marked anything: whatever is unread counts at each call."""

    @property
    def clean(self) -> bool:
        phases = (self.read_before, self.never_read)
        return not any(each.failed or each.short or each.load.lost or each.load.duplicated or each.load.early for each in phases)

    def as_json(self) -> dict[str, Any]:
        return {
            "taken": self.taken,
            "machine": dict(self.machine),
            "orders": asdict(self.orders),
            "read_before": self.read_before.as_json(),
            "never_read": self.never_read.as_json(),
        }


def run_sync(orders: SyncOrders) -> SyncReport:
    """On a system of its own: the long conversations are invented. Raises Trouble."""
    with system_for(None) as system, tempfile.TemporaryDirectory(prefix="causeway-bench-") as folder:
        return asyncio.run(_measure(system, orders, Path(folder)))


async def _measure(system: RunningSystem, orders: SyncOrders, folder: Path) -> SyncReport:
    now = datetime.now(UTC)
    found_machine = machine()
    busy = conversations_for(orders.load_rate)
    async with Calls(system) as calls:
        pairs = await set_up(calls, 2 * busy + LONG_CONVERSATIONS, f"bench/{now:%Y%m%dT%H%M%S.%f}")
    # each load has conversations of its own: what was said before would count as said twice
    first, second, long = pairs[:busy], pairs[busy : 2 * busy], pairs[2 * busy :]
    with stages(f"filling {LONG_CONVERSATIONS} conversations with {orders.messages:,} messages each"):
        await _fill(system, long, orders.messages)
    return SyncReport(
        taken=now.isoformat(timespec="seconds"),
        machine=found_machine,
        orders=orders,
        read_before=await _phase(system, orders, folder, long, first, marked=True),
        never_read=await _phase(system, orders, folder, long, second, marked=False),
    )


async def _phase(
    system: RunningSystem, orders: SyncOrders, folder: Path, long: Sequence[Pair], busy: Sequence[Pair], *, marked: bool
) -> SyncMeasured:
    """Mentees read up to the last page before, mentors never do."""
    given = {
        "data": str(system.data),
        "readers": [(pair.id, pair.mentee_id if marked else pair.mentor_id) for pair in long],
        "marked": marked,
        "messages": orders.messages,
        "page": orders.page,
        "rate": orders.calls_rate,
        "seconds": orders.seconds,
        "result": str(folder / "sync.json"),
    }
    loads = orders_for(system, busy, DIALOGUES, folder, orders.load_rate, orders.seconds, WARM_UP_SECONDS)
    with stages(f"{orders.calls_rate:g} calls of Sync a second during {orders.load_rate:g} messages a second"):
        async with child("load of Sync", MODULE, given) as caller:
            await caller.said(sync_load.READY, OPENING_SECONDS)
            load = await at_rate(system, loads, beside=lambda: _called(caller, orders.seconds), others={"sync": caller.pid})
    written = json.loads((folder / "sync.json").read_text())
    return SyncMeasured(
        calls=len(written["seconds"]),
        failed=written["failed"],
        short=written["short"],
        sync_ms=spread(written["seconds"]),
        load=load,
    )


async def _called(caller: Child, seconds: float) -> None:
    await caller.tell("go")
    await caller.said(sync_load.WRITTEN, seconds + WRITING_SECONDS)


async def _fill(system: RunningSystem, pairs: Sequence[Pair], messages: int) -> None:
    texts = [turn.text for dialogue in read_dialogues(DIALOGUES) for turn in dialogue.turns]
    async with filling(system) as filled:
        for pair in pairs:
            await filled.fill(pair, texts, messages)


def told(report: SyncReport) -> str:
    orders = report.orders
    lines = [
        f"Sync of {orders.page} messages from conversations of {orders.messages:,}, {orders.calls_rate:g} calls a second "
        f"during {orders.load_rate:g} messages a second:"
    ]
    for name, found in (("by readers who marked what they read", report.read_before), ("by who never did", report.never_read)):
        wrong = ", ".join(f"{count:,} {code}" for code, count in found.failed.items()) or "none failed"
        lines.append(f"  {name}: {_times(found.sync_ms)}")
        lines.append(f"    {found.calls:,} answers ({wrong}, {found.short:,} with another number of messages)")
        lines.append(f"    the load: answered {_times(found.load.ack_ms)}; readable {_times(found.load.readable_ms)}")
    return "\n".join(lines)


def _times(times: Spread) -> str:
    return f"p50 {times['p50']:,.1f} ms, p95 {times['p95']:,.1f} ms, p99 {times['p99']:,.1f} ms"
