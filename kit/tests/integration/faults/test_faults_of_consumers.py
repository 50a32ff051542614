"""Consumers that are killed, slow, many or idle: every event still counts once."""

import time
from dataclasses import replace

import pytest
from fault_ledger import Ledger
from fault_processes import Workshop
from fault_scenarios import killed_after_its_transaction, killed_before_its_transaction, missing, passed
from fault_service import Plan

from causeway_cli.embedded.kafka import create_topics
from causeway_kit.testing import until

pytestmark = pytest.mark.connected

SESSION_SECONDS = 6  # the broker waits so long for a member that says nothing
HEARTBEAT_SECONDS = 2


async def test_killed_after_its_transaction_and_before_the_offset_it_repeats_nothing(
    workshop: Workshop, ledger: Ledger, plan: Plan
) -> None:
    second = await killed_after_its_transaction(workshop, ledger, plan)

    assert await ledger.whole() == []
    assert await second.metric("causeway_events_repeated_total") > 0


async def test_killed_inside_a_batch_it_loses_nothing(workshop: Workshop, ledger: Ledger, plan: Plan) -> None:
    await killed_before_its_transaction(workshop, ledger, plan)

    assert await ledger.whole() == []


async def test_after_a_kill_the_same_instance_reads_again_before_the_session_of_the_dead_one_ends(
    workshop: Workshop, ledger: Ledger, plan: Plan
) -> None:
    fastest = float("inf")
    for _ in range(3):  # a busy machine may be slow by itself
        fastest = min(fastest, await killed_and_back(workshop, ledger, plan))
        if fastest < SESSION_SECONDS - HEARTBEAT_SECONDS:
            break

    assert fastest < SESSION_SECONDS - HEARTBEAT_SECONDS
    assert await ledger.whole() == []


async def killed_and_back(workshop: Workshop, ledger: Ledger, plan: Plan) -> float:
    """Seconds from the kill until the next one of the same name has applied an event."""
    victim = workshop.process(plan)
    await ledger.write(60)
    assert await ledger.whole() == []
    victim.kill()
    killed = time.monotonic()
    successor = workshop.begin(plan)
    await ledger.write(60)

    async def all_counted() -> bool:
        return await ledger.counted() == len(ledger.acknowledged)

    await until(all_counted)
    waited = time.monotonic() - killed
    await successor.ended()
    return waited


async def test_a_second_member_that_joins_inside_a_long_batch_takes_its_share_and_nothing_counts_twice(
    workshop: Workshop, ledger: Ledger, plan: Plan
) -> None:
    first = await workshop.begun(plan)
    first.service.plan.commit_takes = 3
    await ledger.write(1500)

    async def inside_a_batch() -> bool:
        return first.service.handled > 0

    await until(inside_a_batch)
    second = await workshop.begun(plan, ordinal=1)
    first.service.plan.commit_takes = 0
    await ledger.write(600)

    assert await ledger.whole() == []
    assert second.service.handled > 0
    assert first.service.partitions + second.service.partitions == 3


async def test_sigterm_inside_a_long_batch_finishes_it_tells_kafka_and_sends_its_events(
    workshop: Workshop, ledger: Ledger, plan: Plan
) -> None:
    await ledger.write(600)
    victim = workshop.process(replace(plan, commit_takes=3))
    await victim.says("committing")

    assert await victim.terminated(within=15) == 0
    applied = await ledger.applied()
    assert applied
    assert await ledger.committed() == len(applied)
    assert await missing(workshop.bootstrap, plan.echoes, applied) == set()

    await workshop.begun(plan)
    assert await ledger.whole() == []


async def test_a_handler_slower_than_the_poll_interval_keeps_what_it_did_and_goes_on(
    workshop: Workshop, ledger: Ledger, plan: Plan
) -> None:
    running = await workshop.begun(replace(plan, poll_interval_ms=1500))
    running.service.plan.commit_takes = 4
    await ledger.write(100)

    async def counted() -> bool:
        return await ledger.counted() == 100

    await until(counted)
    running.service.plan.commit_takes = 0
    await ledger.write(100)

    assert await ledger.whole() == []


@pytest.mark.long
async def test_a_handler_of_fifteen_seconds_outlives_the_session_and_goes_on(
    workshop: Workshop, ledger: Ledger, plan: Plan
) -> None:
    running = await workshop.begun(replace(plan, poll_interval_ms=SESSION_SECONDS * 1000))
    running.service.plan.commit_takes = 15
    await ledger.write(100)

    async def counted() -> bool:
        return await ledger.counted() > 0

    await until(counted)
    running.service.plan.commit_takes = 0
    await ledger.write(100)

    assert await ledger.whole() == []


@pytest.mark.long
async def test_a_member_that_long_had_no_partition_takes_over_when_the_other_leaves(
    workshop: Workshop, ledger: Ledger, plan: Plan
) -> None:
    plan.topic, plan.poll_interval_ms = f"{plan.group}.one", 1500
    await create_topics(workshop.bootstrap, {plan.topic: 1})
    reading = await workshop.begun(plan)
    await ledger.write(100)
    waiting = workshop.begin(plan, ordinal=1)
    await passed(4)  # more than twice the poll interval
    assert (reading.service.partitions, waiting.service.partitions) == (1, 0)

    await reading.ended()
    await ledger.write(100)

    assert await ledger.whole(within=SESSION_SECONDS + 10) == []
    assert waiting.service.handled > 0
