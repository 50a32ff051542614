"""Mentees who come one at a time, through the API of a system started for it: how long their coordinator waits."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from causeway.matching.v1 import matching_pb2
from causeway_cli.bench.matching_cohort import CohortFiles
from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem, started_system
from causeway_cli.setting_up import enrol, match, open_programme, roster_ids

NAME = "arrivals"
WARM_UP, ARRIVALS = 20, 200
Say = Callable[[str], None]


def time_arrivals(files: CohortFiles, say: Say) -> dict[str, Any]:
    """Milliseconds of calls over one connection, one after the other: a suggestion, then a placement that is stored.

    Everybody waits, and a run has been made, so that places have prices. Raises Trouble.
    """
    say("starting a system for arrivals")
    with started_system() as system:
        return asyncio.run(_arrivals(system, files, say))


async def _arrivals(system: RunningSystem, files: CohortFiles, say: Say) -> dict[str, Any]:
    async with Calls(system) as calls:
        say("enrolling people for arrivals")
        programme_id = await open_programme(calls, NAME, NAME)
        for side, file in (("mentee", files.mentees), ("mentor", files.mentors)):
            await enrol(calls, programme_id, side, file.read_bytes())
        await match(calls, programme_id, NAME)
        say("timing arrivals through the API")
        names = await roster_ids(calls, programme_id)
        mentees = sorted(id for id, name in names.items() if name.startswith("e"))
        for mentee_id in mentees[:WARM_UP]:
            await _place(calls, programme_id, mentee_id)
        arriving = mentees[WARM_UP : WARM_UP + ARRIVALS]
        suggested = [await _timed(partial(_suggest, calls, programme_id, one)) for one in arriving]
        placed = [await _timed(partial(_place, calls, programme_id, one)) for one in arriving]
        return {"mentees": len(mentees), "suggested_ms": _milliseconds(suggested), "placed_ms": _milliseconds(placed)}


async def _suggest(calls: Calls, programme_id: str, mentee_id: str) -> object:
    request = matching_pb2.SuggestRequest(programme_id=programme_id, mentee_id=mentee_id)
    return await calls.ask(calls.matching.Suggest, request)


async def _place(calls: Calls, programme_id: str, mentee_id: str) -> object:
    request = matching_pb2.PlaceArrivalRequest(programme_id=programme_id, mentee_id=mentee_id)
    return await calls.ask(calls.matching.PlaceArrival, request)


async def _timed(work: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await work()
    return time.perf_counter() - began


def _milliseconds(seconds: Sequence[float]) -> dict[str, float]:
    p50, p99 = np.percentile(seconds, (50, 99))
    return {"p50": 1e3 * float(p50), "p99": 1e3 * float(p99)}
