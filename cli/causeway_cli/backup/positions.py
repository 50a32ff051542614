"""Where topics end and what consumer groups have read, and how to put a group back to where it was."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from causeway_cli.backup.manifest import KafkaPart, TopicPart
from causeway_cli.backup.topic_ids import topic_ids
from causeway_cli.trouble import Trouble

Offsets = dict[str, dict[int, int]]  # topic, partition
MEMBERS_LEAVE_SECONDS = 60.0
LOOK_SECONDS = 0.5
PATIENCE_MS = 10_000
PATIENCE_SECONDS = 20.0  # a broker that has just started knows no group coordinator yet


@asynccontextmanager
async def _answering(bootstrap: str) -> AsyncIterator[tuple[AIOKafkaAdminClient, AIOKafkaConsumer]]:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap, request_timeout_ms=PATIENCE_MS)
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, request_timeout_ms=PATIENCE_MS)
    try:
        await admin.start()
        await consumer.start()
        yield admin, consumer
    finally:
        await consumer.stop()
        await admin.close()


async def positions(bootstrap: str, groups: Sequence[str], owners: Iterable[str]) -> KafkaPart:
    """Of the topics that begin with an owner's name, and of the groups. Raises Trouble."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return await _positions(bootstrap, groups, owners)
        except (KafkaError, OSError) as error:
            if time.monotonic() > until:
                raise Trouble(f"Kafka at {bootstrap} did not answer ({type(error).__name__}): is it running?") from None
        await asyncio.sleep(LOOK_SECONDS)


async def _positions(bootstrap: str, groups: Sequence[str], owners: Iterable[str]) -> KafkaPart:
    prefixes = tuple(f"{owner}." for owner in owners)
    async with _answering(bootstrap) as (admin, consumer):
        names = sorted(name for name in await admin.list_topics() if name.startswith(prefixes))
        ids = await topic_ids(admin, names)
        ends = await _ends(consumer, await _partitions(admin, names))
        topics = {name: TopicPart(id=ids[name], ends=ends.get(name, {})) for name in names}
        return KafkaPart(topics=topics, groups={group: await _committed(admin, group) for group in groups})


async def beginnings(bootstrap: str, topics: Mapping[str, Iterable[int]]) -> Offsets:
    """The oldest record that each partition still has. Raises KafkaError."""
    async with _answering(bootstrap) as (_, consumer):
        places = [TopicPartition(name, number) for name, numbers in topics.items() for number in numbers]
        return _by_topic(await consumer.beginning_offsets(places))


async def put_back(bootstrap: str, group: str, offsets: Offsets) -> None:
    """Commits these offsets for a group whose members have left, waiting for those that were told to. Raises Trouble."""
    places = {TopicPartition(name, number): at for name, each in offsets.items() for number, at in each.items()}
    until = time.monotonic() + MEMBERS_LEAVE_SECONDS
    while places:
        try:
            await _commit(bootstrap, group, places)
            return
        except KafkaError as error:
            if time.monotonic() > until:
                raise Trouble(
                    f"Kafka did not take the offsets of {group} ({type(error).__name__}): is a process of it still running?"
                ) from None
        await asyncio.sleep(LOOK_SECONDS)


async def _commit(bootstrap: str, group: str, places: Mapping[TopicPartition, int]) -> None:
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, group_id=group, enable_auto_commit=False)
    try:
        await consumer.start()
        consumer.assign(list(places))
        await consumer.commit(dict(places))
    finally:
        await consumer.stop()


async def _partitions(admin: AIOKafkaAdminClient, names: Sequence[str]) -> list[TopicPartition]:
    described = await admin.describe_topics(list(names)) if names else []
    return [TopicPartition(topic["topic"], each["partition"]) for topic in described for each in topic["partitions"]]


async def _ends(consumer: AIOKafkaConsumer, places: Sequence[TopicPartition]) -> Offsets:
    return _by_topic(await consumer.end_offsets(list(places))) if places else {}


async def _committed(admin: AIOKafkaAdminClient, group: str) -> Offsets:
    kept = await admin.list_consumer_group_offsets(group)
    return _by_topic({place: one.offset for place, one in kept.items() if one.offset >= 0})


def _by_topic(offsets: Mapping[Any, int]) -> Offsets:
    found: Offsets = {}
    for place, offset in offsets.items():
        found.setdefault(place.topic, {})[place.partition] = offset
    return found
