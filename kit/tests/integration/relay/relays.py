"""Processes with a relay, as the tests need them: some die, some stand still, some share a database."""

import asyncio
import uuid
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition

from causeway.messaging.v1.events import ConversationRead
from causeway_kit.batch import Item, run_batch
from causeway_kit.clock import SystemClock
from causeway_kit.outbox import OUTBOX
from causeway_kit.relay import Relay
from causeway_kit.store import Store
from causeway_kit.testing import until
from causeway_kit.work import UnitOfWork

NOBODY = "127.0.0.1:1"  # no broker answers there


class Process:
    """What a service process is to the outbox: it stores events, and its relay sends them."""

    def __init__(self, store: Store, kafka: str, topic: str, ordinal: int = 0, instance: str = "") -> None:
        class Noted(ConversationRead):
            TOPIC = topic

        self.event = Noted
        self.store = store
        self.relay = Relay(store, kafka, instance or f"notes-{ordinal}", ordinal)
        self.stop = asyncio.Event()
        self.running: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self.running = asyncio.create_task(self.relay.run(self.stop))
        await until(lambda: at_home(self.relay))

    async def post(self, *numbers: int, key: str = "c1") -> None:
        """One transaction an event."""
        for number in numbers:
            note = self.event(conversation_id=key, programme_id="p", reader_id="maya", feed_seq=number)
            await run_batch(self._open, [Item([], lambda work, note=note: work.publish([note]))])  # type: ignore[misc]

    def _open(self) -> UnitOfWork:
        return UnitOfWork(self.store, SystemClock(), writer=self.relay)

    async def end(self) -> None:
        self.stop.set()
        if self.running is not None:
            await self.running

    async def die(self) -> None:
        """Ends without a word, as a killed process does: nothing is marked, no lease is given back."""

        async def not_at_all() -> None:
            return

        self.relay._close = not_at_all  # type: ignore[method-assign]
        if self.running is not None:
            self.running.cancel()
            await asyncio.gather(self.running, return_exceptions=True)
        await self.relay._sender.close()


async def at_home(relay: Relay) -> bool:
    return relay.shard in relay._leases.shards


async def all_sent(store: Store) -> bool:
    return await store.count(OUTBOX, {"sent": False}) == 0


async def records(kafka: str, topic: str) -> list[Any]:
    """All that is in the topic now, partition by partition."""
    reading = AIOKafkaConsumer(bootstrap_servers=kafka, auto_offset_reset="earliest", enable_auto_commit=False)
    await reading.start()
    try:
        await reading._client.set_topics([topic])
        partitions = [TopicPartition(topic, number) for number in sorted(reading.partitions_for_topic(topic) or ())]
        reading.assign(partitions)
        ends = await reading.end_offsets(partitions)
        return [record for partition in partitions async for record in _whole(reading, partition, ends[partition])]
    finally:
        await reading.stop()


async def _whole(reading: AIOKafkaConsumer, partition: TopicPartition, end: int) -> Any:
    while await reading.position(partition) < end:
        for record in (await reading.getmany(partition, timeout_ms=500)).get(partition, []):
            yield record


async def numbers(kafka: str, topic: str) -> list[int]:
    return [ConversationRead.model_validate_json(record.value).feed_seq for record in await records(kafka, topic)]


def first_of_each(found: list[int]) -> list[int]:
    """Without the repeats, as a consumer applies them."""
    return list(dict.fromkeys(found))


def a_name(what: str) -> str:
    return f"{what}-{uuid.uuid4().hex[:8]}"
