"""A consumer group in the test's own process, small enough to see through, and what can be seen of it from outside."""

import asyncio
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from faststream.kafka import KafkaBroker

from causeway.event import Event, OpenEnum
from causeway_kit.clock import SystemClock
from causeway_kit.consume import BatchConsumer
from causeway_kit.dead_letters import Headers, LetterSender, key_owner, opened_event
from causeway_kit.errors import Unavailable
from causeway_kit.inbox import INBOX
from causeway_kit.outbox import OUTBOX
from causeway_kit.sealed import FileVault, Keyring
from causeway_kit.status import Status
from causeway_kit.store import Store
from causeway_kit.work import UnitOfWork

BOOKS = "books"  # one document a conversation, replaced under the guard of versions
COUNTS = "counts"  # one document an event: how often it had an effect
KNOWN = tuple(f"c{number}" for number in range(6))


class Mood(OpenEnum):
    UNSPECIFIED = "UNSPECIFIED"
    CALM = "CALM"


class Noted(Event):
    """On the first topic of the office that reads it; `TOPIC` is set there."""

    TOPIC: ClassVar[str] = ""
    KEY: ClassVar[str] = "conversation_id"

    conversation_id: str
    version: int
    words: int
    mood: Mood = Mood.CALM


class Told(Noted):
    """On the second topic."""


class NotedLater(Noted):
    """What a later build reads: it has a default for what an older one left out."""

    words: int = 0


class Office:
    """Reads two topics. `fixed` is the build in which every event that can be read can be applied."""

    def __init__(self, kafka: str, mongo: str, group: str, folder: Path, topics_of: str = "") -> None:
        self.kafka, self.group, self._mongo, self._folder = kafka, group, mongo, folder
        self.notes, self.tales = f"{topics_of or group}.notes", f"{topics_of or group}.tales"
        self.store = Store(mongo, group)
        self._keys = Store(mongo, f"{group}")
        self.status = Status()
        self.fixed = False
        self.away = False  # the database, as handlers meet it
        self.letters_refused: list[Exception] = []  # by the next sends
        self._sender = LetterSender(kafka)
        self._running: list[Any] = []
        self.make()

    async def prepare(self) -> None:
        kek = self._folder / "kek"
        if not kek.exists():
            kek.write_bytes(os.urandom(32))
        self.keyring = Keyring(self._keys, FileVault(kek))
        await self.store.ensure({BOOKS: [], COUNTS: [], INBOX: [], OUTBOX: [], "keys": []})
        await self.store.insert_many(BOOKS, [{"_id": each, "version": 0, "words": 0, "_version": 1} for each in KNOWN])

    def make(self) -> None:
        """A new process would begin like this: with nothing remembered."""
        self.status = Status()
        self.status.has("start")
        self.waits = False
        self.consumer = BatchConsumer(self.group, self.open_work, self.set_aside, self._waits_for_operator)
        base = NotedLater if self.fixed else Noted
        self.noted: type[Noted] = type("Noted", (base,), {"TOPIC": self.notes, "__module__": __name__})
        self.told: type[Noted] = type("Told", (Told,), {"TOPIC": self.tales, "__module__": __name__})
        for event in (self.noted, self.told):
            self.consumer.on(event, lambda work: work, needs=lambda event: [(BOOKS, event.conversation_id)])(self._apply)

    def open_work(self) -> UnitOfWork:
        return UnitOfWork(self.store, SystemClock(), self.keyring)

    def _waits_for_operator(self, why: str) -> None:
        self.waits = True
        self.status.waits_for("operator", why)

    async def set_aside(self, topic: str, key: bytes | None, value: bytes | None, headers: Headers) -> None:
        if self.letters_refused:
            raise self.letters_refused.pop()
        await self._sender.send(topic, key, value, headers)

    def _apply(self, work: UnitOfWork, event: Noted) -> None:
        if self.away:
            raise Unavailable("the database is away")
        book = work.get(BOOKS, event.conversation_id)
        if not self.fixed and (book is None or event.mood is Mood.UNSPECIFIED or event.version < 0):
            raise ValueError(f"a bug that quotes the event: {event!r}")
        book = book or {"_id": event.conversation_id, "version": 0, "words": 0}
        work.increment(COUNTS, event.event_id, {"times": 1})
        if abs(event.version) > book["version"]:
            work.save(BOOKS, {**book, "version": abs(event.version), "words": event.words})

    async def start(self) -> None:
        broker = KafkaBroker(self.kafka, apply_types=False, allow_auto_create_topics=False, metadata_max_age_ms=5000, logger=None)
        self.consumer.subscribe(broker, f"{self.group}-0", 500)
        await broker.start()
        self.consumer.polling.watch()
        stop = asyncio.Event()
        self._running = [broker, stop, asyncio.create_task(self.consumer.commit_offsets(stop))]

    async def stop(self) -> None:
        if self._running:
            broker, stop, committing = self._running
            self._running = []
            stop.set()
            await asyncio.wait([committing])
            await self.consumer.commit_now()
            await broker.stop()

    async def restart(self, *, fixed: bool) -> None:
        await self.stop()
        self.fixed = fixed
        self.make()
        await self.start()

    async def close(self) -> None:
        await self.stop()
        await self._sender.close()
        await self.store.close()
        await self._keys.close()

    @property
    def committing(self) -> "asyncio.Task[None]":
        task: asyncio.Task[None] = self._running[2]
        return task

    async def letters(self) -> list[ConsumerRecord]:
        return await everything_in(self.kafka, self.consumer.dead_letters)

    async def opened(self, letter: ConsumerRecord) -> ConsumerRecord:
        await self.keyring.load([key_owner(self.group)])
        return opened_event(self.keyring, self.group, letter)

    async def replay(self, letters: Sequence[ConsumerRecord]) -> None:
        for letter in letters:
            await self._sender.send(self.consumer.replays, letter.key, letter.value, list(letter.headers))

    async def state(self) -> tuple[list[Any], list[Any]]:
        """All that events have changed: the books, and how often each event counted."""
        books = await self.store.find(BOOKS, {}, projection={"_version": 0}, sort=[("_id", 1)])
        counts = await self.store.find(COUNTS, {}, sort=[("_id", 1)])
        return books, counts

    async def times(self) -> Mapping[str, int]:
        return {row["_id"]: row["times"] for row in await self.store.find(COUNTS, {})}

    async def committed(self) -> Mapping[TopicPartition, int]:
        admin = AIOKafkaAdminClient(bootstrap_servers=self.kafka)
        await admin.start()
        try:
            return {place: kept.offset for place, kept in (await admin.list_consumer_group_offsets(self.group)).items()}
        finally:
            await admin.close()

    async def all_read(self) -> bool:
        """Kafka was told that the ends of all topics are reached."""
        committed = await self.committed()
        return all(committed.get(place, 0) >= end for place, end in (await self._ends()).items() if end)

    async def _ends(self) -> Mapping[TopicPartition, int]:
        topics = (self.notes, self.tales, self.consumer.replays)
        async with AIOKafkaConsumer(*topics, bootstrap_servers=self.kafka) as reading:
            places = [TopicPartition(topic, part) for topic in topics for part in reading.partitions_for_topic(topic) or ()]
            return await reading.end_offsets(places)  # type: ignore[no-any-return]


async def everything_in(kafka: str, topic: str) -> list[ConsumerRecord]:
    async with AIOKafkaConsumer(bootstrap_servers=kafka, max_partition_fetch_bytes=8_000_000) as reading:
        place = TopicPartition(topic, 0)
        reading.assign([place])
        end = (await reading.end_offsets([place]))[place]
        reading.seek(place, 0)
        records: list[ConsumerRecord] = []
        while len(records) < end:
            for some in (await reading.getmany(timeout_ms=500)).values():
                records += some
        return records
