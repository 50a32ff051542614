"""Topics that are not there yet, are made anew, or lose their records: readers and senders find their way by themselves."""

import time

import pytest
from fault_ledger import Ledger, ends_of, reader_of
from fault_processes import Workshop
from fault_scenarios import a_publisher, arrived, passed
from fault_servers import delete_records, delete_topics, partitions_of
from fault_service import Plan

from causeway_cli.embedded.kafka import create_topics
from causeway_kit.ids import new_event_id
from causeway_kit.testing import PATIENCE_SECONDS, until

pytestmark = pytest.mark.connected

PARTITIONS = 5
"""Not what a client would choose for a topic that it makes by itself."""


async def made_anew(workshop: Workshop, topic: str, partitions: int = 3) -> None:
    """Deleted and created again, as fast as Kafka allows."""
    await delete_topics(workshop.bootstrap, lambda name: name == topic)

    async def created() -> bool:
        await create_topics(workshop.bootstrap, {topic: partitions})
        return await partitions_of(workshop.bootstrap, topic) == partitions

    await until(created)


async def test_a_consumer_waits_for_its_topic_and_never_makes_it_itself(workshop: Workshop, ledger: Ledger, plan: Plan) -> None:
    plan.topic = f"{plan.group}.late"
    running = workshop.begin(plan)
    await passed(2)
    assert await partitions_of(workshop.bootstrap, plan.topic) == 0
    assert not running.service.status.ready

    await create_topics(workshop.bootstrap, {plan.topic: PARTITIONS})
    await ledger.write(300)

    assert await ledger.whole() == []
    assert (await partitions_of(workshop.bootstrap, plan.topic), running.service.partitions) == (PARTITIONS,) * 2
    await running.ready()


async def test_a_topic_that_was_deleted_and_made_anew_is_read_from_its_beginning(
    workshop: Workshop, ledger: Ledger, plan: Plan
) -> None:
    running = await workshop.begun(plan)
    await ledger.write(300)
    assert await ledger.whole() == []

    await made_anew(workshop, plan.topic)
    await ledger.reopened()
    await ledger.write(1500)  # more than before: an old place in the topic would be a place in the middle of the new one

    async def all_counted() -> bool:
        return await ledger.counted() == 1800

    await until(all_counted)
    assert await ledger.whole() == []
    assert running.service.partitions == 3


async def test_a_consumer_that_finds_its_place_deleted_goes_on_with_what_is_left(
    workshop: Workshop, ledger: Ledger, plan: Plan
) -> None:
    running = await workshop.begun(plan)
    await ledger.write(300)
    assert await ledger.whole() == []
    await running.ended()

    kept = set(ledger.acknowledged)
    await ledger.write(300)  # nobody reads them, and the topic forgets them
    async with reader_of(workshop.bootstrap) as reader:
        await delete_records(workshop.bootstrap, await ends_of(reader, plan.topic))
    ledger.acknowledged = kept
    await ledger.write(300)
    await workshop.begun(plan)

    assert await ledger.whole() == []


async def test_a_relay_goes_on_at_once_when_its_topic_is_emptied_or_made_anew(workshop: Workshop, plan: Plan) -> None:
    publisher = await a_publisher(workshop, plan)
    async with reader_of(workshop.bootstrap) as reader:
        await delete_records(workshop.bootstrap, await ends_of(reader, plan.echoes))
    emptied = [new_event_id() for _ in range(200)]
    await publisher.service.publish(emptied)
    await arrived(workshop.bootstrap, plan.echoes, set(emptied))

    await made_anew(workshop, plan.echoes)
    began = time.monotonic()
    anew = [new_event_id() for _ in range(200)]
    await publisher.service.publish(anew)

    await arrived(workshop.bootstrap, plan.echoes, set(anew))
    assert time.monotonic() - began < PATIENCE_SECONDS / 2
