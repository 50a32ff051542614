"""Matches a programme's free people in the service and starts nothing: the pairs are proposals."""

import uuid
from pathlib import Path

from causeway_cli.calls import Calls
from causeway_cli.running import running_system
from causeway_cli.setting_up import match
from causeway_cli.shown import stages


async def match_programme(data: Path, programme_id: str) -> dict[str, float]:
    """The figures of the run. Raises Trouble."""
    with stages("matching"):
        async with Calls(running_system(data)) as calls:
            run = await match(calls, programme_id, uuid.uuid4().hex)
    return {
        "pairs": run.pairs,
        "unmatched": run.unmatched,
        "share_of_bound": run.share_of_bound,
        "bound_gap": run.bound_gap,
        "seconds": run.seconds,
    }
