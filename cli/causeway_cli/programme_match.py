"""Matches a programme's free people in the service and starts nothing: the pairs are proposals."""

import asyncio
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from causeway.matching.v1 import matching_pb2 as pb
from causeway_cli.calls import Calls
from causeway_cli.running import running_system
from causeway_cli.shown import stages
from causeway_cli.trouble import Trouble

LOOK_SECONDS = 0.5
QUIET_SECONDS = 600.0  # no part of a national run takes so long, so a run that says nothing for longer has nobody working on it
GIVEN_UP = (pb.RUN_STATE_FAILED, pb.RUN_STATE_CANCELLED)


async def match_programme(data: Path, programme_id: str) -> dict[str, float]:
    """The figures of the run. Raises Trouble."""
    with stages("matching") as say:
        async with Calls(running_system(data)) as calls:
            request = pb.RunRequest(programme_id=programme_id, client_key=uuid.uuid4().hex)
            run = await _made(calls, (await calls.ask(calls.matching.Run, request)).run, say)
    return {
        "pairs": run.pairs,
        "unmatched": run.unmatched,
        "share_of_bound": run.share_of_bound,
        "bound_gap": run.bound_gap,
        "seconds": run.seconds,
    }


async def _made(calls: Calls, run: pb.MatchingRun, say: Callable[[str], None]) -> pb.MatchingRun:
    """Asks until the run is made, for as long as it goes on."""
    request = pb.GetRunRequest(programme_id=run.programme_id, run_id=run.run_id, page_size=1)
    heard, since = "", time.monotonic()
    while not run.HasField("made_at"):
        if run.state in GIVEN_UP:
            raise Trouble(f"The run {run.run_id} was given up and proposes nobody: look at `causeway logs matching`.")
        now = f"{run.progress.part or 'waiting'}, {run.progress.share:.0%}"
        if now != heard:
            heard, since = now, time.monotonic()
            say(now)
        if time.monotonic() - since > QUIET_SECONDS:
            raise Trouble(f"The run {run.run_id} has not moved for {QUIET_SECONDS:.0f} s: look at `causeway logs matching`.")
        await asyncio.sleep(LOOK_SECONDS)
        run = (await calls.ask(calls.matching.GetRun, request)).run
    return run
