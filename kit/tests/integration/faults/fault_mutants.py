"""Mistakes that a consumer or a relay could be built with. The checker must find each of them."""

from collections.abc import Callable
from typing import Any

from aiokafka import TopicPartition

from causeway_kit import consume


def naive_acknowledgement(service: Any) -> None:
    """What a plain FastStream handler does: an error is its end, and the next batch goes past it."""

    async def take(records: Any) -> None:
        service.consumer._ends |= await service.consumer.apply(records)

    service.consumer._take = take


def no_seek_back(service: Any) -> None:
    """A batch that failed is not read again."""
    service.consumer._seek_back = lambda consumer, records: None


def commit_before_effect(service: Any) -> None:
    """Kafka is told that a batch is done before it is."""
    take = service.consumer._take

    async def told_first(records: Any) -> None:
        await service.consumer._subscriber.consumer.commit(_ends(records))
        await take(records)

    service.consumer._take = told_first


def no_inbox(service: Any) -> None:
    """Nobody remembers which events were applied."""
    module: Any = consume
    module.mark_of = lambda group, event_id: ""


def one_producer_for_ever(service: Any) -> None:
    """After trouble the relay tries again with what it has."""

    service.relay._sender._discard_producer = lambda: None


def _ends(records: Any) -> dict[TopicPartition, int]:
    return {TopicPartition(record.topic, record.partition): record.offset + 1 for record in records}


MUTANTS: dict[str, Callable[[Any], None]] = {
    mutant.__name__: mutant
    for mutant in (naive_acknowledgement, no_seek_back, commit_before_effect, no_inbox, one_producer_for_ever)
}
