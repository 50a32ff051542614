"""Events over a real Kafka: sent in order and applied once. What cannot be applied is tested in `dead_letters`."""

import asyncio
import uuid
from collections.abc import AsyncIterator

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from faststream.kafka import KafkaBroker

from causeway.messaging.v1.events import ConversationRead
from causeway_cli.embedded.kafka import create_topics
from causeway_kit.batch import Item, run_batch
from causeway_kit.clock import SystemClock
from causeway_kit.consume import BatchConsumer
from causeway_kit.errors import Unavailable
from causeway_kit.inbox import INBOX
from causeway_kit.outbox import OUTBOX
from causeway_kit.relay import Relay
from causeway_kit.store import Store
from causeway_kit.testing import until
from causeway_kit.work import UnitOfWork

pytestmark = pytest.mark.connected


class Tallies:
    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def add(self, reader: str, feed_seq: int) -> None:
        self._work.increment("tallies", reader, {"n": 1, "sum": feed_seq})


class Listener:
    """A consumer of the test's own topic, with its own event type on that topic."""

    def __init__(self, kafka: str, topic: str, store: Store) -> None:
        class Noted(ConversationRead):
            TOPIC = topic

        self.event: type[ConversationRead] = Noted
        self.kafka = kafka
        self.topic = topic
        self.store = store
        self.group = f"group-{uuid.uuid4().hex[:8]}"
        self.stopped: list[str] = []
        self.fail_with: list[Exception] = []
        self.broker: KafkaBroker | None = None
        self.consumer = BatchConsumer(self.group, self._open, self._none_is_set_aside, self.stopped.append)
        self.consumer.on(Noted, Tallies, needs=lambda event: [])(
            lambda tallies, event: tallies.add(event.reader_id, event.feed_seq)
        )

    def _open(self) -> UnitOfWork:
        if self.fail_with:
            raise self.fail_with[0]
        return UnitOfWork(self.store, SystemClock())

    async def _none_is_set_aside(
        self, topic: str, key: bytes | None, value: bytes | None, headers: list[tuple[str, bytes]]
    ) -> None:
        raise AssertionError("nothing here is wrong with any event")

    async def start(self) -> None:
        await create_topics(self.kafka, {self.consumer.dead_letters: 1, self.consumer.replays: 1})
        self.broker = KafkaBroker(self.kafka, apply_types=False, allow_auto_create_topics=False, logger=None)
        self.consumer.subscribe(self.broker, f"{self.group}-0", 500)
        await self.broker.start()

    async def stop(self) -> None:
        if self.broker is not None:
            await self.broker.stop()

    def an_event(self, feed_seq: int, reader: str = "maya") -> ConversationRead:
        event = self.event(conversation_id="c1", programme_id="p", reader_id=reader, feed_seq=feed_seq)
        return event.stamped(uuid.uuid4().hex, SystemClock().now())

    async def tally(self, reader: str = "maya") -> dict[str, int]:
        row = await self.store.find_one("tallies", {"_id": reader})
        return {"n": row["n"], "sum": row["sum"]} if row else {"n": 0, "sum": 0}


@pytest.fixture
async def store(mongo: str, database: str) -> AsyncIterator[Store]:
    opened = Store(mongo, database)
    await opened.ensure({"tallies": [], INBOX: [], OUTBOX: []})
    yield opened
    await opened.close()


@pytest.fixture
async def listener(kafka: str, topic: str, store: Store) -> AsyncIterator[Listener]:
    made = Listener(kafka, topic, store)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def producer(kafka: str) -> AsyncIterator[AIOKafkaProducer]:
    opened = AIOKafkaProducer(bootstrap_servers=kafka)
    await opened.start()
    yield opened
    await opened.stop()


def headers_of(event: ConversationRead) -> list[tuple[str, bytes]]:
    return [("type", type(event).__name__.encode()), ("event_id", event.event_id.encode())]


async def send(producer: AIOKafkaProducer, *events: ConversationRead) -> None:
    for event in events:
        await producer.send_and_wait(event.TOPIC, event.to_json(), key=b"c1", headers=headers_of(event))


async def test_each_event_counts_once_however_often_it_is_sent(listener: Listener, producer: AIOKafkaProducer) -> None:
    events = [listener.an_event(number) for number in range(1, 101)]

    await send(producer, *events, *events[:50], *events)
    await send(producer, last := listener.an_event(1000))

    async def all_counted() -> bool:
        return (await listener.tally())["sum"] >= 5050 + last.feed_seq

    await until(all_counted)
    assert await listener.tally() == {"n": 101, "sum": 6050}


async def test_events_of_an_unknown_type_are_left_to_others(listener: Listener, producer: AIOKafkaProducer) -> None:
    await producer.send_and_wait(listener.topic, b"{}", key=b"c1", headers=[("type", b"SomethingNewer")])
    await send(producer, listener.an_event(5))

    async def counted() -> bool:
        return (await listener.tally())["n"] == 1

    await until(counted)
    assert listener.stopped == []


async def test_events_wait_while_the_database_is_away(listener: Listener, producer: AIOKafkaProducer) -> None:
    listener.fail_with.append(Unavailable("away"))
    await send(producer, *(listener.an_event(number) for number in range(1, 11)))
    assert (await listener.tally())["n"] == 0

    listener.fail_with.clear()

    async def counted() -> bool:
        return (await listener.tally())["n"] == 10

    await until(counted)
    assert (await listener.tally())["sum"] == 55


async def test_the_relay_sends_what_is_stored_in_order_and_marks_it(kafka: str, topic: str, store: Store) -> None:
    class Noted(ConversationRead):
        TOPIC = topic

    def publish(number: int) -> Item:
        return Item(
            [], lambda work: work.publish([Noted(conversation_id="c1", programme_id="p", reader_id="maya", feed_seq=number)])
        )

    relay = Relay(store, kafka)
    stop = asyncio.Event()
    running = asyncio.create_task(relay.run(stop))
    for start in range(0, 300, 100):
        await run_batch(lambda: UnitOfWork(store, SystemClock()), [publish(start + number) for number in range(100)])
        relay.wake()
    reading = AIOKafkaConsumer(topic, bootstrap_servers=kafka, auto_offset_reset="earliest")
    await reading.start()
    seen = [Noted.model_validate_json((await asyncio.wait_for(reading.getone(), 20)).value).feed_seq for _ in range(300)]
    await reading.stop()
    stop.set()
    await running

    assert seen == list(range(300))
    assert await store.count(OUTBOX, {"sent": False}) == 0
