"""What a message costs as the number of conversations grows, at the same rate and with as many readers."""

import asyncio
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from causeway.messaging.v1 import messaging_pb2
from causeway_cli.bench.announcing import announce, invented
from causeway_cli.bench.machine import machine
from causeway_cli.bench.measured import Measured
from causeway_cli.bench.pipeline import DIALOGUES, system_for, writable
from causeway_cli.bench.rate import at_rate, orders_for
from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem
from causeway_cli.setting_up import Pair, conversations_listed, open_programme
from causeway_cli.shown import counting, stages
from causeway_cli.trouble import Trouble

FLAT = 1.2
MOST = 1_000_000
AT_ONCE = 32
SAMPLED = 20  # conversations that are looked at before a stage begins


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthOrders:
    conversations: Sequence[int]
    rate: float
    seconds: float
    out: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    conversations: int
    written_in: int
    """Conversations that got a message: evenly spread over all."""
    set_up_seconds: float
    first: Measured
    """Authors who have not written before, but for a few met at a smaller number: their keys are made, nothing is cached."""
    later: Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthReport:
    taken: str
    machine: Mapping[str, str | int | float]
    rate: float
    seconds: float
    stages: Sequence[Stage]

    @property
    def ratios(self) -> list[float]:
        """Processor time a message of each stage to that of the first, without the load's own."""
        costs = [cost_of(stage.later) for stage in self.stages]
        return [round(cost / costs[0], 3) if costs[0] else 0.0 for cost in costs]

    @property
    def flat(self) -> bool:
        return all(ratio <= FLAT for ratio in self.ratios)

    def as_json(self) -> dict[str, Any]:
        return {
            "taken": self.taken,
            "machine": dict(self.machine),
            "rate": self.rate,
            "seconds": self.seconds,
            "flat": self.flat,
            "ratios": self.ratios,
            "stages": [
                {
                    "conversations": stage.conversations,
                    "written_in": stage.written_in,
                    "set_up_seconds": stage.set_up_seconds,
                    "first": stage.first.as_json(),
                    "later": stage.later.as_json(),
                }
                for stage in self.stages
            ],
        }


def cost_of(found: Measured) -> float:
    return sum(part.cpu_ms_a_message for name, part in found.processes.items() if not name.startswith("load"))


def counts_in(text: str) -> list[int]:
    """`1000,10000` in rising order. Raises Trouble."""
    try:
        counts = sorted({int(part) for part in text.split(",")})
    except ValueError:
        counts = []
    if not counts or not all(1 <= count <= MOST for count in counts):
        raise Trouble(f"--conversations takes whole numbers from 1 to {MOST:,} with commas between them: 1000,10000,100000.")
    return counts


def run_growth(orders: GrowthOrders) -> GrowthReport:
    """On a system of its own: the pairs are invented. Raises Trouble."""
    out = None if orders.out is None else writable(orders.out)
    with system_for(None) as system, tempfile.TemporaryDirectory(prefix="causeway-bench-") as folder:
        report = asyncio.run(_measure(system, orders, Path(folder)))
    if out is not None:
        (out / "growth.json").write_text(json.dumps(report.as_json(), indent=1) + "\n")
        (out / "growth.md").write_text(table(report))
    return report


async def _measure(system: RunningSystem, orders: GrowthOrders, folder: Path) -> GrowthReport:
    now = datetime.now(UTC)
    run = f"growth/{now:%Y%m%dT%H%M%S.%f}"
    found_machine = machine()
    done: list[Stage] = []
    async with Calls(system) as calls:
        programme_id = await open_programme(calls, run, run)
        pairs: list[Pair] = []
        for count in orders.conversations:
            began = asyncio.get_running_loop().time()
            new = invented(run, programme_id, len(pairs), count)
            with counting(f"pairs up to {count:,}, events read", 3 * len(new)) as show:
                await announce(system, new, show)
            pairs += new
            await conversations_listed(calls, list(spread_over(pairs, SAMPLED)))
            took = asyncio.get_running_loop().time() - began
            done.append(await _stage(calls, orders, folder, pairs, round(took, 1)))
    return GrowthReport(
        taken=now.isoformat(timespec="seconds"),
        machine=found_machine,
        rate=orders.rate,
        seconds=orders.seconds,
        stages=done,
    )


async def _stage(calls: Calls, orders: GrowthOrders, folder: Path, pairs: Sequence[Pair], set_up_seconds: float) -> Stage:
    """The same messages twice: once by authors most of whom have never written, once by the same authors again."""
    system = calls.system
    messages = max(1, round(orders.rate * orders.seconds))
    written_in = list(spread_over(pairs, messages))
    loads = [
        replace(each, readers="theirs")
        for each in orders_for(system, written_in, DIALOGUES, folder, orders.rate, orders.seconds, warm_up_seconds=0)
    ]
    with stages(f"{len(pairs):,} conversations: first messages"):
        first = await at_rate(system, [replace(each, starts=await ends_of(calls, each.pairs)) for each in loads])
    with stages(f"{len(pairs):,} conversations: later messages"):
        later = await at_rate(system, [replace(each, starts=await ends_of(calls, each.pairs)) for each in loads])
    return Stage(conversations=len(pairs), written_in=len(written_in), set_up_seconds=set_up_seconds, first=first, later=later)


async def ends_of(calls: Calls, pairs: Sequence[Pair]) -> dict[str, int]:
    """Where the feed of each conversation stands."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def look(pair: Pair) -> dict[str, int]:
        async with turns:
            mine = await calls.ask(calls.conversations.ListMine, messaging_pb2.ListMineRequest(), pair.mentee_id)
        return {each.conversation_id: each.feed_seq for each in mine.conversations}

    return {id: end for found in await asyncio.gather(*map(look, pairs)) for id, end in found.items()}


def spread_over(pairs: Sequence[Pair], count: int) -> Iterator[Pair]:
    """`count` of the pairs, evenly over all of them."""
    for number in range(min(count, len(pairs))):
        yield pairs[number * len(pairs) // count]


def told(report: GrowthReport) -> str:
    lines = [f"{report.rate:g} messages a second for {report.seconds:g} s at each number of conversations:"]
    for stage, ratio in zip(report.stages, report.ratios, strict=True):
        lines.append(
            f"  {stage.conversations:>9,} conversations (set up in {stage.set_up_seconds:,.0f} s): "
            f"{cost_of(stage.later):.2f} ms of processor a message, {ratio:g} times the first; first messages "
            f"{cost_of(stage.first):.2f} ms; readable p50 {stage.later.readable_ms['p50']:,.0f} ms, "
            f"p99 {stage.later.readable_ms['p99']:,.0f} ms"
        )
        parts = ", ".join(f"{name} {part.cpu_ms_a_message:.2f}" for name, part in stage.later.processes.items())
        lines.append(f"            {parts}")
    verdict = "flat" if report.flat else "NOT flat"
    lines.append(f"The cost is {verdict}: at most {max(report.ratios):g} times the first, and up to {FLAT:g} is allowed.")
    return "\n".join(lines)


def table(report: GrowthReport) -> str:
    names = list(dict.fromkeys(name for stage in report.stages for name in stage.later.processes))
    lines = [
        f"Taken {report.taken}: {report.rate:g} messages a second for {report.seconds:g} s at each number of conversations, on "
        f"{report.machine['processors']} processors ({report.machine['model']}). Processor milliseconds a message.",
        "",
        f"| conversations | in all, without the load | ratio | first messages | readable p50 / p99 ms | {' | '.join(names)} |",
        "|---" * (len(names) + 5) + "|",
    ]
    for stage, ratio in zip(report.stages, report.ratios, strict=True):
        times = stage.later.readable_ms
        parts = [stage.later.processes.get(name) for name in names]
        cells = [
            f"{stage.conversations:,}",
            f"{cost_of(stage.later):.2f}",
            f"{ratio:.2f}",
            f"{cost_of(stage.first):.2f}",
            f"{times['p50']:,.0f} / {times['p99']:,.0f}",
            *("" if part is None else f"{part.cpu_ms_a_message:.2f}" for part in parts),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
