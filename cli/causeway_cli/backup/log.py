"""Reads events that Kafka still has, from where a backup's knowledge ends."""

import importlib
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError
from pydantic import ValidationError

from causeway.event import Event
from causeway_cli.backup.manifest import KafkaPart
from causeway_cli.backup.positions import Offsets
from causeway_cli.trouble import Trouble

AT_ONCE = 500
NOT_EVENTS = (".dead-letters", ".replays")


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is to be read again: from where on, and how much of it Kafka has already removed."""

    starts: Offsets
    gone: int
    continues: bool
    """Every topic is still the one that the backup knew."""


def own_topics(kafka: KafkaPart, service: str) -> list[str]:
    """The topics that only this service writes to."""
    return [name for name in kafka.topics if name.startswith(f"{service}.") and not name.endswith(NOT_EVENTS)]


def stretch(known: Offsets, then: KafkaPart, now: KafkaPart, oldest: Offsets, topics: Iterable[str]) -> Stretch:
    """Known offsets hold for a topic that is still the same; one that was made anew, or lost its end, is read wholly."""
    starts: Offsets = {}
    gone, continues = 0, True
    for name in topics:
        same = name in then.topics and _continues(then, now, name)
        continues = continues and same
        for partition in now.topics[name].ends:
            first = oldest[name][partition]
            known_here = known.get(name, {}).get(partition)
            wanted = known_here if same and known_here is not None else first
            gone += max(0, first - wanted)
            starts.setdefault(name, {})[partition] = max(first, wanted)
    return Stretch(starts, gone, continues)


def _continues(then: KafkaPart, now: KafkaPart, name: str) -> bool:
    before, after = then.topics[name], now.topics[name]
    return before.id == after.id and all(after.ends.get(partition, -1) >= end for partition, end in before.ends.items())


async def records(
    bootstrap: str, topic: str, starts: dict[int, int], ends: dict[int, int]
) -> AsyncIterator[list[ConsumerRecord]]:
    """In order within each partition, up to the ends. Raises Trouble."""
    left = {TopicPartition(topic, number): end for number, end in ends.items() if starts[number] < end}
    if not left:
        return
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, auto_offset_reset="earliest")
    try:
        await consumer.start()
        consumer.assign(list(left))
        for place in left:
            consumer.seek(place, starts[place.partition])
        while left:
            found = await consumer.getmany(*left, timeout_ms=500, max_records=AT_ONCE)
            for place, batch in found.items():
                yield [record for record in batch if record.offset < left[place]]
            left = {place: end for place, end in left.items() if await consumer.position(place) < end}
    except KafkaError as error:
        raise Trouble(f"Kafka at {bootstrap} stopped answering ({type(error).__name__}): run the same command again.") from None
    finally:
        await consumer.stop()


def event_of(record: ConsumerRecord) -> Event | None:
    """None for a record that is no event of its topic's owner."""
    owner = record.topic.split(".")[0]
    kinds = importlib.import_module(f"causeway.{owner}.v1.events")
    kind = getattr(kinds, header(record, "type"), None)
    if not (isinstance(kind, type) and issubclass(kind, Event)) or record.topic != kind.TOPIC:
        return None
    try:
        return kind.model_validate_json(record.value or b"")
    except ValidationError:
        return None


def header(record: ConsumerRecord, name: str) -> str:
    found: Sequence[bytes] = [value for given, value in record.headers or () if given == name]
    return found[0].decode("utf-8", "replace") if found else ""
