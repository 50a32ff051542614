"""What must hold after every fault, counted apart from the kit: each event once, none lost, what is bad set aside."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.errors import KafkaError
from aiokafka.structs import ConsumerRecord, TopicPartition
from fault_servers import admin_of
from fault_service import CONVERSATIONS, EFFECTS, POISON, Plan, database_of, noted_on
from pymongo import AsyncMongoClient
from pymongo.errors import PyMongoError

from causeway.messaging.v1.events import ConversationRead
from causeway_kit.clock import SystemClock
from causeway_kit.ids import new_event_id
from causeway_kit.testing import PATIENCE_SECONDS

NOISE = (b"\xff\xfe not json", b"", b"{}", b"[]", b'{"type":"Noted","feed_seq":"many"}', b"\x00" * 1000)


class Ledger:
    """Writes events to a service's topic, keeps book of what Kafka acknowledged, and compares it with what came of them."""

    def __init__(self, bootstrap: str, mongo: str, plan: Plan) -> None:
        self._bootstrap = bootstrap
        self._plan = plan
        self._mongo: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(mongo, serverSelectionTimeoutMS=3000)
        self._effects = self._mongo[database_of(plan)][EFFECTS]
        self._producer: AIOKafkaProducer | None = None
        self.acknowledged: set[str] = set()
        self.unsure: set[str] = set()  # sent, and nobody said whether it arrived
        self.bad: set[str] = set()  # places of records that must be set aside
        self._number = 0

    async def close(self) -> None:
        if self._producer is not None:
            with contextlib.suppress(TimeoutError, KafkaError):
                await asyncio.wait_for(self._producer.stop(), 5)
        await self._mongo.close()

    def an_event(self, feed_seq: int = 1) -> ConversationRead:
        self._number += 1
        place = {"conversation_id": f"c{self._number % CONVERSATIONS}", "programme_id": "p"}
        event = noted_on(self._plan.topic)(**place, reader_id=new_event_id(), feed_seq=feed_seq)
        return event.stamped(new_event_id(), SystemClock().now())

    async def write(self, events: int, *, poison_every: int = 0, noise_every: int = 0) -> None:
        """Returns when all are acknowledged. With the broker away, that is when it is back."""
        producer = await self._open()
        waiting = []
        for number in range(1, events + 1):
            poisoned = bool(poison_every) and number % poison_every == 0
            event = self.an_event(POISON if poisoned else 1)
            self.unsure.add(event.reader_id)
            waiting.append(asyncio.create_task(self._written(producer, event, poisoned)))
            if noise_every and number % noise_every == 0:
                waiting.append(asyncio.create_task(self._noise(producer, number // noise_every)))
            if number % 500 == 0:
                await asyncio.gather(*waiting)
        await asyncio.gather(*waiting)

    async def write_about(self, subject: str) -> None:
        event = self.an_event().model_copy(update={"reader_id": subject})
        await self._written(await self._open(), event, poisoned=False)

    async def reopened(self) -> None:
        """Goes on with a new producer, which knows nothing of the topic as it was."""
        if self._producer is not None:
            await self._producer.stop()
            self._producer = None

    async def _open(self) -> AIOKafkaProducer:
        if self._producer is None:
            self._producer = AIOKafkaProducer(
                bootstrap_servers=self._bootstrap, acks="all", enable_idempotence=True, metadata_max_age_ms=5000
            )
            await self._producer.start()
        return self._producer

    async def _written(self, producer: AIOKafkaProducer, event: ConversationRead, poisoned: bool) -> None:
        headers = [("type", b"Noted"), ("event_id", event.event_id.encode())]
        try:
            told = await producer.send_and_wait(event.TOPIC, event.to_json(), key=event.key.encode(), headers=headers)
        except KafkaError:
            return  # nobody can say
        self.unsure.discard(event.reader_id)
        if poisoned:
            self.bad.add(f"{told.topic}/{told.partition}/{told.offset}")
        else:
            self.acknowledged.add(event.reader_id)

    async def _noise(self, producer: AIOKafkaProducer, number: int) -> None:
        headers = (
            [("type", b"Noted"), ("event_id", b"\xff\xfe"), ("\x01", b"\xff\x00\xff")] if number % 2 else [("\x02", b"\xff")]
        )
        key = f"c{number % CONVERSATIONS}".encode()
        told = await producer.send_and_wait(self._plan.topic, NOISE[number % len(NOISE)], key=key, headers=headers)
        self.bad.add(f"{told.topic}/{told.partition}/{told.offset}")

    async def counted(self) -> int:
        """How many subjects an event had an effect on."""
        return int(await self._effects.count_documents({}))

    async def applied(self) -> set[str]:
        """The subjects that events had an effect on."""
        return {row["_id"] async for row in self._effects.find({})}

    async def whole(self, within: float = PATIENCE_SECONDS) -> list[str]:
        """Complaints that remain once everything is read, or when the time is up. None: all is as it must be."""
        until = asyncio.get_running_loop().time() + within
        before: list[str] = []
        complaints = ["nothing could be compared"]
        while asyncio.get_running_loop().time() < until:
            with contextlib.suppress(KafkaError, PyMongoError, OSError):
                if await self._all_read():
                    complaints = await self.complaints()
                    if complaints == before:
                        return complaints
                    before = complaints
            await asyncio.sleep(1 if before else 0.3)
        return complaints

    async def _all_read(self) -> bool:
        """Whether the group's offsets are at the end of the topic, and what is read has been told of."""
        async with reader_of(self._bootstrap) as reader:
            ends = await ends_of(reader, self._plan.topic)
        committed = await self._committed()
        return all(committed.get(place, 0) >= end for place, end in ends.items())

    async def _committed(self) -> dict[TopicPartition, int]:
        async with admin_of(self._bootstrap) as admin:
            told = await admin.list_consumer_group_offsets(self._plan.group)
        return {place: kept.offset for place, kept in told.items() if place.topic == self._plan.topic}

    async def committed(self) -> int:
        """How many records the group has told Kafka to be done with."""
        return sum((await self._committed()).values())

    async def complaints(self) -> list[str]:
        """What is not as it must be, now."""
        times = {row["_id"]: row["times"] async for row in self._effects.find({})}
        letters = {_origin(letter) for letter in await self._read(f"{self._plan.group}.dead-letters")}
        found = {
            "lost": self.acknowledged - set(times),
            "applied twice": {id for id, count in times.items() if count != 1},
            "from nowhere": set(times) - self.acknowledged - self.unsure,
            "bad and not set aside": self.bad - letters,
            "set aside without need": letters - self.bad,
            **(await self._echo_complaints(set(times)) if self._plan.echoes else {}),
        }
        return [f"{len(ids)} {what}" for what, ids in found.items() if ids]

    async def _echo_complaints(self, applied: set[str]) -> dict[str, set[str]]:
        told: dict[str, set[str]] = defaultdict(set)
        for record in await self._read(self._plan.echoes):
            echo = noted_on(self._plan.echoes).model_validate_json(record.value)
            told[echo.reader_id].add(echo.event_id)
        return {
            "never told of": applied - set(told),
            "told of as two events": {id for id, echoes in told.items() if len(echoes) > 1},
            "told of and not applied": set(told) - applied,
        }

    async def _read(self, topic: str) -> list[ConsumerRecord]:
        return await everything_in(self._bootstrap, topic)


def _origin(letter: ConsumerRecord) -> str:
    return str(dict(letter.headers)["origin"].decode())


@contextlib.asynccontextmanager
async def reader_of(bootstrap: str) -> AsyncIterator[AIOKafkaConsumer]:
    reader = AIOKafkaConsumer(bootstrap_servers=bootstrap, enable_auto_commit=False)
    try:
        await reader.start()
        yield reader
    finally:
        await reader.stop()


async def ends_of(reader: AIOKafkaConsumer, topic: str) -> dict[TopicPartition, int]:
    places = [TopicPartition(topic, number) for number in await _partitions(reader, topic)]
    ends: dict[TopicPartition, int] = await reader.end_offsets(places)
    return ends


async def _partitions(reader: AIOKafkaConsumer, topic: str) -> Iterable[int]:
    await reader._client.force_metadata_update()
    reader._client.add_topic(topic)
    await reader._client.force_metadata_update()
    return reader.partitions_for_topic(topic) or ()


async def everything_in(bootstrap: str, topic: str) -> list[ConsumerRecord]:
    """All records of the topic, from its beginning to its end as of now."""
    async with reader_of(bootstrap) as reader:
        ends = {place: end for place, end in (await ends_of(reader, topic)).items() if end}
        reader.assign(list(ends))
        begins = await reader.beginning_offsets(list(ends))
        for place, begin in begins.items():
            reader.seek(place, begin)
        records: list[ConsumerRecord] = []
        while [place for place, end in ends.items() if await reader.position(place) < end]:
            for found in (await reader.getmany(timeout_ms=200)).values():
                records += found
        return records
