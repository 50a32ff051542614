"""The floor: the same bytes over the same number of Kafka hops with nothing else, so that the rest of the cost is ours."""

import contextlib
import json
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from causeway_cli.bench import floor_load, forwarder
from causeway_cli.bench.child import child
from causeway_cli.bench.looking import pids_of
from causeway_cli.bench.measured import Measured
from causeway_cli.bench.rate import ENDING_SECONDS, OPENING_SECONDS, WRITING_SECONDS, throughput
from causeway_cli.bench.records import PARTITIONS
from causeway_cli.bench.usage import Usage, forget_peaks, spent, usages
from causeway_cli.embedded.kafka import create_topics
from causeway_cli.load.figures import spread
from causeway_cli.running import RunningSystem

LOAD, FORWARDER = "causeway_cli.bench.floor_load", "causeway_cli.bench.forwarder"


async def floor_at(
    system: RunningSystem, sizes: Sequence[int], folder: Path, rate: float, seconds: float, warm_up_seconds: float
) -> Measured:
    """One process writes and reads as the load generator does, and one forwards at each hop but the last. Raises Trouble."""
    run = uuid.uuid4().hex[:8]
    topics = [f"bench.{run}.{hop}" for hop in range(1, len(sizes) + 1)]
    result = folder / f"floor-{rate:g}.json"
    orders = {
        "kafka": system.kafka,
        "first": topics[0],
        "last": topics[-1],
        "size": sizes[0],
        "rate": rate,
        "seconds": seconds,
        "warm_up_seconds": warm_up_seconds,
        "result": str(result),
    }
    await create_topics(system.kafka, dict.fromkeys(topics, PARTITIONS))
    try:
        before, after = await _run(system, topics, sizes, orders)
    finally:
        await _delete_topics(system.kafka, topics)
    return _measured(json.loads(result.read_text()), rate, seconds, before, after)


async def _run(
    system: RunningSystem, topics: Sequence[str], sizes: Sequence[int], orders: dict[str, Any]
) -> tuple[dict[str, Usage], dict[str, Usage]]:
    async with contextlib.AsyncExitStack() as stack:
        pids = {"kafka": pids_of(system)["kafka"]}
        for hop in range(1, len(topics)):
            name = f"forwarder {hop}"
            given = {"kafka": system.kafka, "source": topics[hop - 1], "target": topics[hop], "size": sizes[hop]}
            one = await stack.enter_async_context(child(name, FORWARDER, given))
            await one.said(forwarder.READING, OPENING_SECONDS)
            pids[name] = one.pid
        load = await stack.enter_async_context(child("load of the floor", LOAD, orders))
        pids["load"] = load.pid
        await load.said(floor_load.READING, OPENING_SECONDS)
        await load.tell("go")
        await load.said(floor_load.WARM, orders["warm_up_seconds"] + ENDING_SECONDS)
        forget_peaks(pids)
        before = usages(pids)
        await load.said(floor_load.SETTLED, orders["seconds"] + ENDING_SECONDS)
        after = usages(pids)
        await load.said(floor_load.WRITTEN, WRITING_SECONDS)
    return before, after


def _measured(
    account: Mapping[str, Any], rate: float, seconds: float, before: Mapping[str, Usage], after: Mapping[str, Usage]
) -> Measured:
    rows = account["rows"]
    read = [row for row in rows if row[2] is not None]
    return Measured(
        rate=rate,
        seconds=seconds,
        posted=len(rows),
        acked=len(rows),
        readable=len(read),
        ended=0,
        waiting=0,
        lost=len(rows) - len(read),
        duplicated=account["duplicated"],
        early=0,
        throughput=throughput([row[2] for row in read]),
        ack_ms=spread([row[1] - row[0] for row in rows]),
        readable_ms=spread([row[2] - row[0] for row in read]),
        processes=spent(before, after, len(rows)),
    )


async def _delete_topics(bootstrap: str, topics: Sequence[str]) -> None:
    from aiokafka.admin import AIOKafkaAdminClient
    from aiokafka.errors import KafkaError

    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    with contextlib.suppress(KafkaError):  # the broker is gone with the system, or keeps three small topics
        try:
            await admin.start()
            await admin.delete_topics(list(topics))
        finally:
            await admin.close()
