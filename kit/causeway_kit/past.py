"""Reads what a topic has kept since some moment, up to its end as of now, outside any group: no consumer's place changes."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError

from causeway_kit.errors import Unavailable
from causeway_kit.kafka_security import OPEN, KafkaSecurity
from causeway_kit.routes import type_of

FETCH_BYTES = 256 * 1024  # of one partition at a time: all twelve take 3 MB
SILENT_POLLS = 60
POLL_MS = 500
AT_ONCE = 200  # records handed out together


@dataclass(frozen=True, slots=True)
class Portion:
    """`done` of `total` places of the topic are read with these values."""

    values: Sequence[bytes]
    done: int
    total: int


class Past:
    def __init__(self, bootstrap: str, security: KafkaSecurity = OPEN) -> None:
        self._bootstrap = bootstrap
        self._security = security

    async def read(self, topic: str, type_name: str, since: datetime) -> AsyncIterator[Portion]:
        """The values of all records of one type, at least one portion. Close the iterator if you leave early.

        Raises Unavailable.
        """
        consumer = AIOKafkaConsumer(
            topic,
            bootstrap_servers=self._bootstrap,
            group_id=None,
            enable_auto_commit=False,
            max_partition_fetch_bytes=FETCH_BYTES,
            **self._security.options,
        )
        try:
            await consumer.start()
            async for portion in _portions(consumer, type_name, since):
                yield portion
        except KafkaError as error:
            raise Unavailable(f"Kafka does not answer ({type(error).__name__})") from error
        finally:
            await consumer.stop()


async def _portions(consumer: AIOKafkaConsumer, type_name: str, since: datetime) -> AsyncIterator[Portion]:
    starts, ends = await _places(consumer, since)
    total = sum(ends[place] - start for place, start in starts.items())
    read, silent = dict(starts), 0
    yield Portion((), 0, total)
    while any(read[place] < ends[place] for place in read):
        taken = await consumer.getmany(timeout_ms=POLL_MS, max_records=AT_ONCE)
        records = [record for some in taken.values() for record in some]
        silent = 0 if records else silent + 1
        if silent > SILENT_POLLS:
            raise Unavailable("Kafka does not give the records of its topic")
        for place in read:
            read[place] = min(ends[place], await consumer.position(place))
        values = [record.value or b"" for record in records if _wanted(record, type_name, ends)]
        yield Portion(values, sum(read[place] - starts[place] for place in read), total)


async def _places(consumer: AIOKafkaConsumer, since: datetime) -> tuple[dict[TopicPartition, int], dict[TopicPartition, int]]:
    """Where to begin, only of partitions that have something since then, and where to end."""
    places = sorted(consumer.assignment())
    ends = await consumer.end_offsets(places)
    found = await consumer.offsets_for_times({place: int(since.timestamp() * 1000) for place in places})
    starts = {place: at.offset for place, at in found.items() if at is not None and at.offset < ends[place]}
    for place in places:
        consumer.seek(place, starts.get(place, ends[place]))
    return starts, ends


def _wanted(record: ConsumerRecord, type_name: str, ends: dict[TopicPartition, int]) -> bool:
    in_time = record.offset < ends[TopicPartition(record.topic, record.partition)]
    return in_time and any(name == "type" for name, _ in record.headers) and type_of(record) == type_name
