"""Whether every event that nobody can read was set aside by everybody who read it, and no other (P11)."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence, Set
from typing import Any

from causeway_cli.checking.evidence import Difference
from causeway_cli.failing.broker import POISONS

READERS: Mapping[str, Sequence[str]] = {
    "messaging.posted.v1": ("moderation",),
    "moderation.verdicts.v1": ("messaging",),
    "messaging.messages.v1": ("notifications", "analytics"),
}
PATIENCE_SECONDS = 30.0
LOOK_SECONDS = 1.0


def not_set_aside(bootstrap: str) -> list[Difference]:
    """Waits a while: the last ones may be on their way."""
    return asyncio.run(_look(bootstrap))


async def _look(bootstrap: str) -> list[Difference]:
    wanted = await poisoned(bootstrap)
    groups = sorted({group for groups in READERS.values() for group in groups})
    for _ in range(round(PATIENCE_SECONDS / LOOK_SECONDS)):
        found = {(group, origin) for group in groups async for origin in _origins(bootstrap, group)}
        if wanted <= found:
            break
        await asyncio.sleep(LOOK_SECONDS)
    return compared(wanted, found)


def compared(wanted: Set[tuple[str, str]], found: Set[tuple[str, str]]) -> list[Difference]:
    """(group, origin) of the events that should have been set aside, and of those that were."""
    missing = [f"{group} did not set the poisoned event {origin} aside" for group, origin in sorted(wanted - found)]
    too_many = [f"{group} set the good event {origin} aside" for group, origin in sorted(found - wanted)]
    return [Difference("P11", "", what) for what in (*missing, *too_many)]


async def poisoned(bootstrap: str) -> set[tuple[str, str]]:
    """(group, origin) of each poisoned event that is in a topic, for every group that reads it."""
    keys = {name.encode() for name in POISONS}
    wanted = set()
    for topic, groups in READERS.items():
        for record in await _records(bootstrap, topic):
            if record.key in keys:
                wanted |= {(group, f"{record.topic}/{record.partition}/{record.offset}") for group in groups}
    return wanted


async def _origins(bootstrap: str, group: str) -> AsyncIterator[str]:
    for record in await _records(bootstrap, f"{group}.dead-letters"):
        yield next((value.decode() for name, value in record.headers if name == "origin"), "")


async def _records(bootstrap: str, topic: str) -> list[Any]:
    """All of a topic, as it is now."""
    from aiokafka import AIOKafkaConsumer

    consumer = AIOKafkaConsumer(topic, bootstrap_servers=bootstrap, enable_auto_commit=False, auto_offset_reset="earliest")
    await consumer.start()
    try:
        return [record async for record in _to_the_end(consumer)]
    finally:
        await consumer.stop()


async def _to_the_end(consumer: Any) -> AsyncIterator[Any]:
    partitions = sorted(consumer.assignment())  # all there are: it is in no group
    ends = await consumer.end_offsets(partitions)
    while any([await consumer.position(partition) < ends[partition] for partition in partitions]):
        for records in (await consumer.getmany(timeout_ms=200)).values():
            for record in records:
                yield record
