"""How large the records are that one message leaves on Kafka, so that the floor carries the same bytes."""

from collections.abc import Sequence
from statistics import fmean
from typing import Any

from causeway_cli.trouble import Trouble

HOPS = ("messaging.posted.v1", "moderation.verdicts.v1", "messaging.messages.v1")
PARTITIONS = 12
NEWEST = 50  # of each partition
PATIENCE_MS = 1000


async def bytes_a_hop(bootstrap: str) -> list[int]:
    """Mean size of the newest values in each topic on a message's way. Raises Trouble when one is empty."""
    from aiokafka import AIOKafkaConsumer, TopicPartition
    from aiokafka.errors import KafkaError

    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap)
    try:
        await consumer.start()
        return [mean_of(topic, await _sizes(consumer, [TopicPartition(topic, n) for n in range(PARTITIONS)])) for topic in HOPS]
    except KafkaError as error:
        raise Trouble(f"Kafka at {bootstrap} did not show its records ({type(error).__name__}): is it running?") from None
    finally:
        await consumer.stop()


async def _sizes(consumer: Any, places: Sequence[Any]) -> list[int]:
    begins, ends = await consumer.beginning_offsets(places), await consumer.end_offsets(places)
    consumer.assign(places)
    left = {}
    for place in places:
        start = max(begins[place], ends[place] - NEWEST)
        consumer.seek(place, start)
        left[place] = ends[place] - start
    sizes: list[int] = []
    while any(left.values()):
        found = await consumer.getmany(timeout_ms=PATIENCE_MS)
        if not found:
            break
        for place, records in found.items():
            sizes += [len(record.value) for record in records[: left[place]]]
            left[place] -= min(left[place], len(records))
    return sizes


def mean_of(topic: str, sizes: Sequence[int]) -> int:
    if not sizes:
        raise Trouble(f"No message has passed through {topic}: look at `causeway status` and `causeway logs messaging`.")
    return round(fmean(sizes))
