"""The system at one rate: the load runs in processes of its own, while this one looks at queues, processors and memory."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from causeway_cli.bench import generator
from causeway_cli.bench.child import Child, child
from causeway_cli.bench.generator import LoadOrders, Message, messages_in, processes_needed
from causeway_cli.bench.looking import looking, pids_of
from causeway_cli.bench.measured import Measured
from causeway_cli.bench.queues import Look, queues_of, unanswered
from causeway_cli.bench.usage import Usage, forget_peaks, spent, usages
from causeway_cli.load.figures import spread
from causeway_cli.running import RunningSystem, running_system
from causeway_cli.setting_up import Pair

ONE_PROCESS_CARRIES = 1500.0  # messages a second
OPENING_SECONDS, ENDING_SECONDS, WRITING_SECONDS = 300.0, 180.0, 120.0


async def nothing_beside() -> None:
    """For runs in which only messages flow."""


async def at_rate(
    system: RunningSystem,
    orders: Sequence[LoadOrders],
    beside: Callable[[], Awaitable[None]] = nothing_beside,
    others: Mapping[str, int] | None = None,
) -> Measured:
    """Runs one load process for each of the orders, and `beside` while they are measured; `others` are measured too.

    Raises Trouble.
    """
    async with contextlib.AsyncExitStack() as stack:
        loads = [
            await stack.enter_async_context(child(f"load {n}", "causeway_cli.bench.generator", each.as_json()))
            for n, each in enumerate(orders, 1)
        ]
        await all_said(loads, generator.READING, OPENING_SECONDS)
        pids = {**pids_of(system), **_names(loads), **(others or {})}
        for load in loads:
            await load.tell("go")
        await all_said(loads, generator.WARM, orders[0].warm_up_seconds + ENDING_SECONDS)
        forget_peaks(pids)
        before = usages(pids)
        async with looking(system, orders[0].seconds) as watch:
            await asyncio.gather(all_said(loads, generator.HANDED, orders[0].seconds + ENDING_SECONDS), beside())
        await all_said(loads, generator.SETTLED, ENDING_SECONDS)
        after = usages(pids)
        for load in loads:
            await load.tell("go")
        await all_said(loads, generator.WRITTEN, WRITING_SECONDS)
        for load in loads:
            await load.ended()
    return measured(orders, [_account(each) for each in orders], before, after, dict(watch.looks), _restarted(system, pids))


def orders_for(
    system: RunningSystem, pairs: Sequence[Pair], file: Path, folder: Path, rate: float, seconds: float, warm_up_seconds: float
) -> list[LoadOrders]:
    """One load process, or as many as the rate needs, each with conversations of its own."""
    count = min(len(pairs), processes_needed(rate, ONE_PROCESS_CARRIES))
    return [
        LoadOrders(
            data=str(system.data),
            file=str(file),
            pairs=list(pairs[number::count]),
            rate=rate / count,
            seconds=seconds,
            warm_up_seconds=warm_up_seconds,
            result=str(folder / f"load-{rate:g}-{number}.json"),
        )
        for number in range(count)
    ]


def _account(orders: LoadOrders) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(orders.result).read_text())
    return found


async def all_said(loads: Sequence[Child], word: str, within_seconds: float) -> None:
    await asyncio.gather(*(load.said(word, within_seconds) for load in loads))


def _names(loads: Sequence[Child]) -> dict[str, int]:
    return {f"load {number}" if len(loads) > 1 else "load": load.pid for number, load in enumerate(loads, 1)}


def _restarted(system: RunningSystem, pids: Mapping[str, int]) -> list[str]:
    now = pids_of(running_system(system.data))
    return sorted(name for name, pid in now.items() if pids.get(name) != pid)


def measured(
    orders: Sequence[LoadOrders],
    accounts: Sequence[Mapping[str, Any]],
    before: Mapping[str, Usage],
    after: Mapping[str, Usage],
    looks: Mapping[str, Sequence[Look]],
    restarted: Sequence[str] = (),
) -> Measured:
    messages = [message for account in accounts for message in messages_in(dict(account))]
    rate = sum(each.rate for each in orders)
    acked = [message for message in messages if message.acked]
    read = [message for message in acked if message.read is not None]
    ended = sum(message.ended for message in acked)

    def together(name: str) -> int:
        return sum(account["figures"][name] for account in accounts)

    return Measured(
        rate=rate,
        seconds=orders[0].seconds,
        posted=len(messages),
        acked=len(acked),
        readable=len(read),
        ended=ended,
        waiting=together("waiting"),
        lost=together("lost"),
        duplicated=together("duplicated"),
        early=together("early"),
        throughput=throughput([message.read or 0.0 for message in read]),
        ack_ms=spread([message.answered - message.due for message in acked]),
        readable_ms=spread([(message.read or 0.0) - message.due for message in read]),
        processes=spent(before, after, len(acked)),
        queues=queues_of({**looks, **_of_messages(messages, looks)}, rate),
        restarted=restarted,
    )


def throughput(read: Sequence[float]) -> float:
    """Messages a second, from the first that was read to the last."""
    lasted = max(read) - min(read) if read else 0.0
    return round((len(read) - 1) / lasted, 1) if lasted else 0.0


def _of_messages(messages: Sequence[Message], looks: Mapping[str, Sequence[Look]]) -> dict[str, list[Look]]:
    """Queues that only the clients see, at the moments at which the others were looked at."""
    moments = sorted({at for series in looks.values() for at, _ in series})
    due = [message.due for message in messages]
    ends = [message.read or message.answered for message in messages if message.acked and (message.read or message.ended)]
    return {
        "posts without an answer": unanswered(due, [message.answered for message in messages], moments),
        "messages not yet readable": unanswered(due, ends, moments),
    }
