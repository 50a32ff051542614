"""Compares analytics with a recount, once analytics has read everything."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import grpc

from causeway.analytics.v1 import analytics_pb2 as pb
from causeway_cli.calls import Calls, Refusal
from causeway_cli.direct import databases
from causeway_cli.embedded.server import wait_until
from causeway_cli.lag import group_lags
from causeway_cli.recounting.compare import Difference, compare_pair, compare_programme
from causeway_cli.recounting.rows import Rows, read_rows
from causeway_cli.recounting.tally import Message, PairRow, programme_tally, tally
from causeway_cli.running import RunningSystem, running_system
from causeway_cli.shown import counting, stages

PATIENCE_SECONDS = 30.0
LOOK_SECONDS = 0.5
PAGE = 200
READERS = ("analytics",)


@dataclass(frozen=True, slots=True)
class Recounted:
    messages: int
    pairs: int
    programmes: int
    differences: Sequence[Difference]


def recount_all(data: Path) -> Recounted:
    """Raises Trouble."""
    return asyncio.run(_recount(running_system(data)))


async def _recount(system: RunningSystem) -> Recounted:
    """Figures that differ are looked at again while analytics may still be reading, for up to half a minute."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        with stages("waiting until analytics has read everything"):
            await _caught_up(system, until)
        with databases(system) as source:
            rows = read_rows(source)
        async with Calls(system) as calls:
            found = await compared(calls, rows)
        if not found.differences or time.monotonic() > until:
            return found
        await asyncio.sleep(LOOK_SECONDS)


async def _caught_up(system: RunningSystem, until: float) -> None:
    async def nothing_left() -> bool:
        return not any((await group_lags(system.kafka, READERS)).values())

    await wait_until(nothing_left, until - time.monotonic())


async def compared(calls: Calls, rows: Rows) -> Recounted:
    """What analytics answers now, beside a count of the rows."""
    programmes = sorted(rows.messages.keys() | rows.pairs.keys())
    differences: list[Difference] = []
    with counting("programmes", len(programmes)) as show:
        for done, programme in enumerate(programmes, 1):
            messages, pairs = rows.messages.get(programme, ()), rows.pairs.get(programme, ())
            differences += await _programme(calls, programme, messages, pairs)
            show(done)
    counted = [sum(map(len, each.values())) for each in (rows.messages, rows.pairs)]
    return Recounted(counted[0], counted[1], len(programmes), differences)


async def _programme(calls: Calls, programme: str, messages: Sequence[Message], pairs: Sequence[PairRow]) -> list[Difference]:
    differences = compare_programme(programme, await _figures(calls, programme), programme_tally(messages, pairs))
    found = await _pair_figures(calls, programme)
    by_pair: dict[str, list[Message]] = defaultdict(list, {pair.id: [] for pair in pairs})
    for message in messages:
        by_pair[message.conversation].append(message)
    for id in sorted(by_pair.keys() | found.keys()):
        differences += compare_pair(programme, id, found.get(id, pb.Counts()), tally(by_pair[id]))
    return differences


async def _figures(calls: Calls, programme: str) -> pb.GetProgrammeResponse:
    """Zeros for a programme that analytics has never heard of."""
    try:
        request = pb.GetProgrammeRequest(programme_id=programme)
        answer: pb.GetProgrammeResponse = await calls.ask(calls.metrics.GetProgramme, request)
    except Refusal as refusal:
        if refusal.code is grpc.StatusCode.NOT_FOUND:
            return pb.GetProgrammeResponse()
        raise
    return answer


async def _pair_figures(calls: Calls, programme: str) -> dict[str, pb.Counts]:
    figures: dict[str, pb.Counts] = {}
    token = ""
    while True:
        request = pb.ListPairsRequest(programme_id=programme, page_size=PAGE, page_token=token)
        page = await calls.ask(calls.metrics.ListPairs, request)
        figures |= {pair.pair_id: pair.counts for pair in page.pairs}
        token = page.next_page_token
        if not token:
            return figures
