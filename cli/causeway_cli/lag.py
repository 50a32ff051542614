"""How far consumer groups are behind, from Kafka's own books."""

from collections.abc import Iterable, Mapping
from typing import Any

from causeway_cli.trouble import Trouble

PATIENCE_MS = 5000


async def group_lags(bootstrap: str, groups: Iterable[str]) -> dict[str, int]:
    """Sum over a group's partitions of end offset less committed offset. Raises Trouble when Kafka does not answer."""
    from aiokafka import AIOKafkaConsumer
    from aiokafka.admin import AIOKafkaAdminClient
    from aiokafka.errors import KafkaError

    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap, request_timeout_ms=PATIENCE_MS)
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, request_timeout_ms=PATIENCE_MS)
    try:
        await admin.start()
        await consumer.start()
        return {group: await _lag(admin, consumer, group) for group in groups}
    except (KafkaError, OSError) as error:
        raise Trouble(f"Kafka at {bootstrap} did not tell its offsets ({type(error).__name__}): is it running?") from None
    finally:
        await consumer.stop()
        await admin.close()


async def _lag(admin: Any, consumer: Any, group: str) -> int:
    committed = {place: kept.offset for place, kept in (await admin.list_consumer_group_offsets(group)).items()}
    places = set(committed) | await _assigned(admin, group)
    ends = await consumer.end_offsets(list(places)) if places else {}
    return lag_of(ends, committed)


def lag_of(ends: Mapping[Any, int], committed: Mapping[Any, int]) -> int:
    """A partition without a committed offset is read from its beginning."""
    return sum(max(0, end - max(0, committed.get(place, 0))) for place, end in ends.items())


async def _assigned(admin: Any, group: str) -> set[Any]:
    """Partitions that a member reads, also those where nothing was committed yet."""
    from aiokafka import TopicPartition
    from aiokafka.coordinator.protocol import ConsumerProtocolMemberAssignment

    places = set()
    for response in await admin.describe_consumer_groups([group]):
        for _, _, _, _, _, members, *_ in response.groups:
            for member in members:
                if assignment := member[-1]:
                    decoded = ConsumerProtocolMemberAssignment.decode(assignment)
                    places |= {TopicPartition(*place) for place in decoded.partitions()}
    return places
