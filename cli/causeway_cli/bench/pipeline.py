"""The pipeline benchmark: one rate after the other through the system, and each through the floor and the peer beside it."""

import asyncio
import contextlib
import json
import math
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from causeway_cli.bench.floor import floor_at
from causeway_cli.bench.machine import machine
from causeway_cli.bench.measured import AtRate, Measured, PipelineReport
from causeway_cli.bench.rate import at_rate, orders_for
from causeway_cli.bench.records import bytes_a_hop
from causeway_cli.bench.report import picture, table
from causeway_cli.bench.synapse import MOST_ROOMS, NOT_INSTALLED, homeserver, make_rooms, peer_at, require_peer
from causeway_cli.calls import Calls
from causeway_cli.dialogues import read_dialogues
from causeway_cli.load.roster import MOST_PAIRS
from causeway_cli.load.run import set_up
from causeway_cli.running import RunningSystem, running_system, started_system
from causeway_cli.sample.people import SAMPLES
from causeway_cli.shown import stages
from causeway_cli.trouble import Trouble

WARM_UP_SECONDS = 5.0
DIALOGUES = SAMPLES / "conversations.jsonl"
HIGHEST_RATE = 20_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineOrders:
    rates: Sequence[float]
    seconds: float
    warm_up_seconds: float = WARM_UP_SECONDS
    data: Path | None = None
    """Of a running system; without, one is started for the benchmark and gone afterwards."""
    file: Path = DIALOGUES
    out: Path | None = None
    synapse: str | None = None
    """The address of a peer that runs; without, one is started where it is installed."""


def rates_in(text: str) -> list[float]:
    """`50,100` in rising order. Raises Trouble."""
    try:
        rates = sorted({float(part) for part in text.split(",")})
    except ValueError:
        rates = []
    if not rates or not all(math.isfinite(rate) and 1 <= rate <= HIGHEST_RATE for rate in rates):
        raise Trouble(f"--rates takes numbers from 1 to {HIGHEST_RATE:,.0f} with commas between them, for example 50,200,800.")
    return rates


def run_pipeline(orders: PipelineOrders) -> PipelineReport:
    """Raises Trouble. What was measured is also written to `out`, if that is given."""
    read_dialogues(orders.file)
    if orders.synapse is not None:
        require_peer(orders.synapse)
    out = None if orders.out is None else writable(orders.out)
    with system_for(orders.data) as system, tempfile.TemporaryDirectory(prefix="causeway-bench-") as folder:
        report = asyncio.run(_measure(system, orders, Path(folder)))
    if out is not None:
        write_report(out, report)
    return report


@contextlib.contextmanager
def system_for(data: Path | None) -> Iterator[RunningSystem]:
    # Processes are started beside open channels, and none of them goes on to use those: without this, gRPC warns each time.
    os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "0")
    if data is not None:
        yield running_system(data)
        return
    with contextlib.ExitStack() as stack:
        with stages("starting a system for the benchmark"):
            system = stack.enter_context(started_system())
        yield system


def writable(folder: Path) -> Path:
    """The folder, made if need be, before anything is measured. Raises Trouble."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Trouble(f"{folder} cannot be written to ({error.strerror}): name another folder with --out.") from None
    return folder


def write_report(folder: Path, report: PipelineReport) -> None:
    (folder / "pipeline.json").write_text(json.dumps(report.as_json(), indent=1) + "\n")
    (folder / "pipeline.md").write_text(table(report))
    (folder / "pipeline.svg").write_text(picture(report))


async def _measure(system: RunningSystem, orders: PipelineOrders, folder: Path) -> PipelineReport:
    now = datetime.now(UTC)
    found_machine = machine()
    done: list[AtRate] = []
    not_run: dict[str, str] = {}
    sizes: list[int] = []
    for rate in orders.rates:
        if done and not done[-1].causeway.sustained:
            not_run[f"{rate:g}/s"] = f"left out: {done[-1].rate:g} messages a second was too many already"
            continue
        try:
            ours = await _ours(system, orders, folder, rate)
            sizes = sizes or await bytes_a_hop(system.kafka)
            with stages(f"the floor at {rate:g} messages a second"):
                floor = await floor_at(system, sizes, folder, rate, orders.seconds, orders.warm_up_seconds)
        except Trouble as trouble:
            if not done:
                raise
            not_run[f"{rate:g}/s and above"] = trouble.sentence  # what was measured before must not be lost with it
            break
        done.append(AtRate(rate=rate, conversations=conversations_for(rate), causeway=ours, floor=floor))
    peers: dict[float, Measured] = {}
    try:
        await _peers(orders, folder, [each.rate for each in done], peers, not_run)
    except Trouble as trouble:
        not_run["peer"] = trouble.sentence
    return PipelineReport(
        taken=now.isoformat(timespec="seconds"),
        machine=found_machine,
        seconds=orders.seconds,
        warm_up_seconds=orders.warm_up_seconds,
        hop_bytes=sizes,
        rates=[replace(each, peer=peers.get(each.rate)) for each in done],
        not_run=not_run,
    )


async def _peers(
    orders: PipelineOrders, folder: Path, rates: Sequence[float], found: dict[float, Measured], not_run: dict[str, str]
) -> None:
    """The peer at the same rates, up to the first that is too much for it. What is left out is noted."""
    texts = [turn.text for dialogue in read_dialogues(orders.file) for turn in dialogue.turns]
    async with homeserver(orders.synapse) as server:
        if server is None:
            not_run["peer"] = NOT_INSTALLED
            return
        with stages("making rooms on the peer"):
            rooms = await make_rooms(server, min(MOST_ROOMS, conversations_for(max(rates))))
        for rate in rates:
            with stages(f"the peer at {rate:g} messages a second"):
                found[rate] = await peer_at(server, rooms, texts, folder, rate, orders.seconds, orders.warm_up_seconds)
            if not found[rate].sustained:
                not_run["peer"] = f"not tried above {rate:g} messages a second, which was too many for it already"
                return


async def _ours(system: RunningSystem, orders: PipelineOrders, folder: Path, rate: float) -> Measured:
    """With new people at each rate, so that `check` can read everything back that a run has posted."""
    async with Calls(system) as calls:
        pairs = await set_up(calls, conversations_for(rate), f"bench/{datetime.now(UTC):%Y%m%dT%H%M%S.%f}")
    with stages(f"{rate:g} messages a second"):
        loads = orders_for(system, pairs, orders.file, folder, rate, orders.seconds, orders.warm_up_seconds)
        return await at_rate(system, loads)


def conversations_for(rate: float) -> int:
    """One for each message a second, as in a replay."""
    return min(MOST_PAIRS, max(1, math.ceil(rate)))
