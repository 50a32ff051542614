"""The broker dies, is away, or loses the end of its log while services write and read: no event is lost or counted twice."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from fault_ledger import Ledger, everything_in
from fault_processes import Workshop
from fault_scenarios import a_publisher, arrived, broker_lost_its_tail, passed, rebuilds
from fault_servers import Breakable
from fault_service import Plan, noted_on

from causeway_kit import sender
from causeway_kit.ids import new_event_id
from causeway_kit.testing import until

pytestmark = pytest.mark.connected

"""What the controller says to a broker until the session of the one before has ended: 9 s with Kafka's own settings."""


@asynccontextmanager
async def writers(ledger: Ledger, count: int) -> AsyncIterator[None]:
    """Write all the time, a few events at once; at the end they finish what they began."""
    stop = asyncio.Event()

    async def write() -> None:
        while not stop.is_set():
            await ledger.write(20)
            await asyncio.sleep(0.05)

    tasks = [asyncio.create_task(write()) for _ in range(count)]
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(*tasks)


async def more_acknowledged(ledger: Ledger, than: int) -> None:
    async def more() -> bool:
        return len(ledger.acknowledged) > than

    await until(more)


async def test_it_is_killed_and_comes_back_while_two_writers_write(
    workshop: Workshop, ledger: Ledger, plan: Plan, broker: Breakable
) -> None:
    await workshop.begun(plan)

    async with writers(ledger, 2):
        await more_acknowledged(ledger, than=200)
        with broker.killed():
            await passed(0.5)
        await more_acknowledged(ledger, than=len(ledger.acknowledged) + 200)

    assert await ledger.whole() == []
    assert ledger.unsure == set()


@pytest.mark.long
async def test_it_is_killed_twice_and_then_away_for_ten_seconds_and_for_a_minute_while_two_writers_write(
    workshop: Workshop, ledger: Ledger, plan: Plan, broker: Breakable
) -> None:
    await workshop.begun(plan)

    async with writers(ledger, 2):
        for seconds in (0.5, 0.5, 10, 60):
            await more_acknowledged(ledger, than=len(ledger.acknowledged) + 200)
            with broker.killed():
                await passed(seconds)
        await more_acknowledged(ledger, than=len(ledger.acknowledged) + 200)

    assert await ledger.whole() == []
    assert ledger.unsure == set()


async def test_it_is_away_when_a_service_starts(workshop: Workshop, ledger: Ledger, plan: Plan, broker: Breakable) -> None:
    with broker.killed():
        running = workshop.begin(plan)

        async def says_so() -> bool:
            return "Kafka does not answer" in running.service.status.reasons.get("start", "")

        await until(says_so)

    await running.ready()
    await ledger.write(300)
    assert await ledger.whole() == []


@pytest.mark.long
async def test_it_is_stopped_and_started_cleanly_and_says_so_in_its_log(
    workshop: Workshop, ledger: Ledger, plan: Plan, broker: Breakable
) -> None:
    await workshop.begun(plan)
    async with writers(ledger, 1):
        await more_acknowledged(ledger, than=100)
        began = time.monotonic()
        await asyncio.to_thread(broker.stop)
        assert time.monotonic() - began < 20, "it had to be killed"
        broker.start()
        await more_acknowledged(ledger, than=len(ledger.acknowledged) + 100)

    assert await ledger.whole() == []
    log = broker.log.read_text(errors="replace")
    assert "Kafka Server started" in log
    assert "shut down completed" in log


@pytest.mark.long
async def test_a_killed_broker_that_is_started_at_once_takes_events_again(ledger: Ledger, broker: Breakable) -> None:
    await ledger.write(10)
    told = len(broker.log.read_bytes())
    broker.kill()
    broker.start()

    await ledger.write(10)

    assert len(ledger.acknowledged) == 20
    since = broker.log.read_bytes()[told:].decode(errors="replace")
    assert "Kafka Server started" in since


@pytest.mark.long
async def test_what_is_stored_while_it_is_away_is_sent_by_new_producers_and_counts_once(
    workshop: Workshop, ledger: Ledger, plan: Plan, broker: Breakable, monkeypatch: pytest.MonkeyPatch
) -> None:
    await workshop.begun(plan)
    publisher = await a_publisher(workshop, replace(plan, echoes=plan.topic))
    built = rebuilds()
    subjects = [new_event_id() for _ in range(1000)]

    with monkeypatch.context() as outage:
        outage.setattr(sender, "SEND_SECONDS", 1)  # so that seconds without a broker are long
        with broker.killed():
            await publisher.service.publish(subjects)

            async def given_up_twice() -> bool:
                return rebuilds() >= built + 2

            await until(given_up_twice)

    await arrived(workshop.bootstrap, plan.topic, set(subjects))
    ledger.acknowledged.update(publisher.service.published)
    assert await ledger.whole() == []
    assert await first_seen_in_order(workshop, plan.topic, subjects)


async def first_seen_in_order(workshop: Workshop, topic: str, subjects: list[str]) -> bool:
    """Whether in each conversation no subject came before an earlier one; repeats may come late."""
    place = {subject: number for number, subject in enumerate(subjects)}
    newest: dict[str, int] = {}
    seen: set[str] = set()
    for record in await everything_in(workshop.bootstrap, topic):
        event = noted_on(topic).model_validate_json(record.value)
        if event.reader_id in seen or event.reader_id not in place:
            continue
        seen.add(event.reader_id)
        if place[event.reader_id] < newest.get(event.conversation_id, -1):
            return False
        newest[event.conversation_id] = place[event.reader_id]
    return True


async def test_after_the_broker_lost_the_tail_of_its_log_a_new_producer_sends_what_comes(
    workshop: Workshop, plan: Plan, broker: Breakable, own_folder: Path
) -> None:
    built = rebuilds()
    after = await broker_lost_its_tail(workshop, broker, plan, own_folder / "kafka" / "log")

    await arrived(workshop.bootstrap, plan.echoes, after)
    assert rebuilds() > built
