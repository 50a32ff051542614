"""Reads the dead letters of services, and what became of each, from Kafka and the services' inboxes."""

import json
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError

from causeway_cli.keeper.plan import SERVICES
from causeway_cli.running import RunningSystem
from causeway_cli.trouble import Trouble
from causeway_kit.dead_letters import (
    attempts_of,
    dead_letters_of,
    key_owner,
    opened_event,
    replays_of,
    text_headers,
)
from causeway_kit.errors import Unavailable
from causeway_kit.inbox import INBOX, mark_of
from causeway_kit.sealed import FileVault, Keyring, Unreadable
from causeway_kit.store import Store

PATIENCE_MS = 5000
LARGEST_FETCH = 8_000_000


class State(StrEnum):
    WAITING = "waiting"
    REPLAYED = "replayed"  # and neither applied nor set aside again: not read yet, or nobody listens to its type any more
    APPLIED = "applied"


@dataclass(frozen=True)
class DeadLetter:
    """The newest letter of one event in one service."""

    id: str  # <service>:<topic>/<partition>/<offset> of the event
    service: str
    origin: str
    set_aside: str
    written: str
    type: str
    reason: str
    error: str
    attempts: int
    state: State
    build: str
    size: int
    event_id: str
    has_payload: bool
    record: ConsumerRecord = field(repr=False, compare=False)

    @property
    def facts(self) -> dict[str, Any]:
        """For a program."""
        return {name: value for name, value in vars(self).items() if name != "record"}


class Letterbox:
    def __init__(self, kafka: str, mongo_uri: str, keyring: Keyring) -> None:
        self.kafka = kafka
        self._mongo_uri = mongo_uri
        self._keyring = keyring

    async def letters(self, services: Iterable[str] = SERVICES) -> list[DeadLetter]:
        """Oldest first. Raises Trouble when Kafka or the database does not answer."""
        named = list(services)
        records = await everything_in(self.kafka, [topic(each) for each in named for topic in (dead_letters_of, replays_of)])
        found: list[DeadLetter] = []
        try:
            for service in named:
                found += await self._of(service, records[dead_letters_of(service)], records[replays_of(service)])
        except Unavailable as error:
            raise Trouble(f"The dead letters were not read, because {error}: try again in a moment.") from None
        return sorted(found, key=lambda letter: letter.set_aside)

    async def _of(self, service: str, letters: Sequence[ConsumerRecord], replays: Sequence[ConsumerRecord]) -> list[DeadLetter]:
        newest: dict[str, ConsumerRecord] = {}
        for letter in letters:
            newest[text_headers(letter).get("origin", "")] = letter
        asked = Counter((text_headers(each).get("origin", ""), attempts_of(each)) for each in replays)
        await self._keyring.load([key_owner(service)], create=False)
        ids = {origin: self._event_id(service, letter) for origin, letter in newest.items()}
        applied = await self.applied(service, ids.values())
        return [
            _letter(service, origin, letter, ids[origin], _state(ids[origin] in applied, asked[origin, attempts_of(letter)]))
            for origin, letter in newest.items()
        ]

    def opened(self, letter: DeadLetter) -> ConsumerRecord:
        """The event as it came from its owner. Raises Unreadable."""
        return opened_event(self._keyring, letter.service, letter.record)

    def _event_id(self, service: str, letter: ConsumerRecord) -> str:
        if known := text_headers(letter).get("event_id"):
            return known
        try:
            event = json.loads(opened_event(self._keyring, service, letter).value or b"")
            return str(event["event_id"])
        except (Unreadable, ValueError, KeyError, TypeError):
            return ""

    async def applied(self, service: str, event_ids: Iterable[str]) -> set[str]:
        """Those whose effects are stored. Raises Unavailable."""
        marks = {mark_of(service, event_id): event_id for event_id in event_ids if event_id}
        store = Store(self._mongo_uri, service)
        try:
            rows = await store.find(INBOX, {"_id": {"$in": list(marks)}})
        finally:
            await store.close()
        return {marks[row["_id"]] for row in rows}


@asynccontextmanager
async def letterbox_of(system: RunningSystem) -> AsyncIterator[Letterbox]:
    keys = Store(system.mongo_uri, "keys")
    try:
        yield Letterbox(system.kafka, system.mongo_uri, Keyring(keys, FileVault(system.data / "secrets" / "kek")))
    finally:
        await keys.close()


async def everything_in(kafka: str, topics: Sequence[str]) -> Mapping[str, list[ConsumerRecord]]:
    """All records of topics with one partition each, up to their present ends; none of a topic that does not exist."""
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka, request_timeout_ms=PATIENCE_MS, max_partition_fetch_bytes=LARGEST_FETCH)
    found: dict[str, list[ConsumerRecord]] = {topic: [] for topic in topics}
    try:
        await consumer.start()
        places = [TopicPartition(topic, 0) for topic in set(topics) & set(await consumer.topics())]
        if places:
            await _read_all(consumer, places, found)
    except (KafkaError, OSError) as error:
        raise Trouble(f"Kafka at {kafka} did not answer ({type(error).__name__}): is it running?") from None
    finally:
        await consumer.stop()
    return found


async def _read_all(consumer: AIOKafkaConsumer, places: list[TopicPartition], found: dict[str, list[ConsumerRecord]]) -> None:
    consumer.assign(places)
    starts, ends = await consumer.beginning_offsets(places), await consumer.end_offsets(places)
    for place in places:
        consumer.seek(place, starts[place])
    while left := [place for place in places if await consumer.position(place) < ends[place]]:
        for records in (await consumer.getmany(*left, timeout_ms=500)).values():
            for record in records:
                found[record.topic].append(record)


def _state(applied: bool, replays: int) -> State:
    if applied:
        return State.APPLIED
    return State.REPLAYED if replays else State.WAITING


def _letter(service: str, origin: str, record: ConsumerRecord, event_id: str, state: State) -> DeadLetter:
    told = text_headers(record)
    return DeadLetter(
        id=f"{service}:{origin}",
        service=service,
        origin=origin,
        set_aside=told.get("set_aside", ""),
        written=told.get("written", ""),
        type=told.get("type", ""),
        reason=told.get("reason", ""),
        error=told.get("error", ""),
        attempts=attempts_of(record),
        state=state,
        build=told.get("build", ""),
        size=int(told.get("size", "0")),
        event_id=event_id,
        has_payload="without" not in told,
        record=record,
    )
