"""Run the keeper in the foreground, until Ctrl-C or another stop signal."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from causeway_cli.embedded.lock import take
from causeway_cli.embedded.places import private_folder
from causeway_cli.keeper.keep import Keeper, Report
from causeway_cli.keeper.plan import processes
from causeway_cli.keeper.spec import ProcessSpec, nothing_more

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run(
    data: Path,
    base_port: int,
    *,
    plan: Callable[[Path, int], Sequence[ProcessSpec]] = processes,
    report: Report = print,
    on_ready: Callable[[], Awaitable[None]] = nothing_more,
) -> None:
    """Keep the processes of the plan running until a stop signal; return when all have ended.

    A second signal kills what has not ended yet. `on_ready` runs beside the watch once all are ready; a stop signal
    cancels it. Raises Trouble, after stopping what was started, when something cannot start or `on_ready` raises it.
    """
    data = private_folder(data.absolute())
    lock = take(data)
    try:
        asyncio.run(_run(Keeper(plan(data, base_port), data, base_port, lock, report), on_ready, report))
    finally:
        os.close(lock)


async def _run(keeper: Keeper, on_ready: Callable[[], Awaitable[None]], report: Report) -> None:
    stop, hurry = asyncio.Event(), asyncio.Event()

    def asked_to_stop() -> None:
        (hurry if stop.is_set() else stop).set()

    loop = asyncio.get_running_loop()
    for number in STOP_SIGNALS:
        loop.add_signal_handler(number, asked_to_stop)
    watching = asyncio.create_task(keeper.watch())
    working = asyncio.create_task(_work(keeper, on_ready))
    stopping = asyncio.create_task(stop.wait())
    waited: set[asyncio.Task[Any]] = {watching, working, stopping}
    try:
        while not stopping.done():
            done, waited = await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
    finally:
        for task in (watching, working, stopping):
            task.cancel()
        await asyncio.gather(watching, working, stopping, return_exceptions=True)
        report("Stopping…")
        await keeper.stop(hurry)
        report("Everything has stopped.")


async def _work(keeper: Keeper, on_ready: Callable[[], Awaitable[None]]) -> None:
    await keeper.start()
    await on_ready()
