"""When too much cannot be applied, reading stops instead of setting everything aside, and says so."""

import asyncio
from collections.abc import Callable

import pytest
from aiokafka import AIOKafkaProducer, TopicPartition
from letter_checker import note
from letter_office import Office

from causeway_kit import consume, spoilage
from causeway_kit.polling import ConsumerEnded
from causeway_kit.spoilage import FLOOR, IN_A_ROW, Spoilage
from causeway_kit.testing import until

pytestmark = pytest.mark.connected


async def send(office: Office, producer: AIOKafkaProducer, partition: int, versions: list[int]) -> None:
    """A negative version meets the bug of the handler. Every event names the conversation c0."""
    sends = [
        await producer.send(office.notes, note("c0", each), key=b"c0", partition=partition, headers=[("type", b"Noted")])
        for each in versions
    ]
    await asyncio.gather(*sends)


async def stopped(office: Office) -> bool:
    return "operator" in office.status.reasons


async def stops_as_promised(office: Office, producer: AIOKafkaProducer) -> list[str]:
    """Floods one partition with events that cannot be applied; says what is not as it should be."""
    await office.start()
    await send(office, producer, 0, [1, 2, *(-number for number in range(3, IN_A_ROW + 53)), 1000])
    await send(office, producer, 1, list(range(200, 240)))

    async def the_other_partition_is_read() -> bool:
        return (await office.committed()).get(TopicPartition(office.notes, 1)) == 40

    async def ended() -> bool:
        return await stopped(office) or await office.all_read()

    await until(the_other_partition_is_read)
    await until(ended)
    await send(office, producer, 1, list(range(240, 260)))  # it goes on elsewhere
    await send(office, producer, 0, [-2000, 2001])  # and not here

    async def the_other_goes_on() -> bool:
        return (await office.committed()).get(TopicPartition(office.notes, 1)) == 60

    await until(the_other_goes_on)
    wrong = [] if await stopped(office) else ["it does not wait for an operator"]
    if len(await office.letters()) != IN_A_ROW:
        wrong.append(f"{len(await office.letters())} events were set aside")
    if (await office.committed()).get(TopicPartition(office.notes, 0)) != 2 + IN_A_ROW:
        wrong.append("the offset is not before the first event that was not set aside")
    return [*wrong, *(["the process ended"] if office.committing.done() else [])]


async def test_after_a_hundred_in_a_row_the_partition_stops_and_the_others_go_on(
    office: Office, producer: AIOKafkaProducer
) -> None:
    assert await stops_as_promised(office, producer) == []

    assert f"{IN_A_ROW} events in a row" in office.status.reasons["operator"]
    assert f"{office.notes}/0, stopped before offset {2 + IN_A_ROW}" in office.status.reasons["operator"]
    assert "restart the service: it goes on from there" in office.status.reasons["operator"]


async def test_after_a_fix_and_a_restart_it_goes_on_where_it_stopped(office: Office, producer: AIOKafkaProducer) -> None:
    assert await stops_as_promised(office, producer) == []

    await office.restart(fixed=True)
    await office.replay(await office.letters())
    await until(office.all_read)

    assert office.status.reasons == {}
    assert len(await office.times()) == 2 + IN_A_ROW + 50 + 1 + 2 + 60
    assert set((await office.times()).values()) == {1}


async def test_one_per_cent_spread_out_stops_it_too(office: Office, producer: AIOKafkaProducer) -> None:
    await office.start()
    await send(office, producer, 0, [number if number % 10 else -number for number in range(1, 400)])

    async def ended() -> bool:
        return await stopped(office) or await office.all_read()

    await until(ended)
    await office.stop()

    assert len(await office.letters()) == FLOOR
    assert "events cannot be applied" in office.status.reasons["operator"]
    assert (await office.committed())[TopicPartition(office.notes, 0)] == 10 * (FLOOR + 1) - 1


async def test_a_passing_fault_sets_nothing_aside(office: Office, producer: AIOKafkaProducer) -> None:
    office.away = True
    await office.start()
    await send(office, producer, 0, list(range(1, 21)))
    tries = Counted(office.open_work)
    office.consumer._open_work = tries

    async def tried_often() -> bool:
        return tries.calls > 4

    await until(tried_often)
    assert await office.letters() == []
    office.away = False
    await until(office.all_read)

    assert await office.letters() == []
    assert len(await office.times()) == 20


class Counted:
    def __init__(self, call: Callable[[], object]) -> None:
        self.calls, self._call = 0, call

    def __call__(self) -> object:
        self.calls += 1
        return self._call()


async def test_an_unknown_error_is_tried_five_times(office: Office) -> None:
    tried: list[int] = []

    def fails(work: object, event: object) -> None:
        tried.append(1)
        raise RuntimeError

    office.consumer.on(office.noted, lambda work: work, needs=lambda event: [])(fails)
    from aiokafka import ConsumerRecord

    value = note("c0", 1)
    record = ConsumerRecord(office.notes, 0, 0, 0, 0, b"c0", value, None, 2, len(value), (("type", b"Noted"),))
    await office.consumer.apply([record])

    assert len(await office.letters()) == 1
    assert sum(tried) >= 5


@pytest.mark.parametrize("task", ["_fetcher._fetch_task", "_coordinator._coordination_task"])
async def test_a_consumer_whose_own_tasks_are_dead_ends_the_process(office: Office, task: str) -> None:
    await office.start()
    part, name = task.split(".")

    getattr(getattr(office.consumer._subscriber.consumer, part), name).cancel()

    with pytest.raises(ConsumerEnded):
        await asyncio.wait_for(asyncio.shield(office.committing), 10)


def no_limit(patch: pytest.MonkeyPatch) -> str:
    patch.setattr(Spoilage, "too_many", lambda spoilage, place: "")
    return "it does not wait for an operator"


def one_more_is_set_aside(patch: pytest.MonkeyPatch) -> str:
    patch.setattr(spoilage, "IN_A_ROW", IN_A_ROW + 1)
    return "events were set aside"


def goes_past_what_it_left(patch: pytest.MonkeyPatch) -> str:
    """The offset of a partition that stopped is told as if all had been done."""
    apply = consume.BatchConsumer.apply

    async def careless(self: consume.BatchConsumer, records: list[object]) -> object:
        await apply(self, records)
        return {TopicPartition(each.topic, each.partition): each.offset + 1 for each in records}

    patch.setattr(consume.BatchConsumer, "apply", careless)
    return "the offset is not before"


@pytest.mark.parametrize("mutant", [no_limit, one_more_is_set_aside, goes_past_what_it_left], ids=lambda each: each.__name__)
async def test_limits_with_a_planted_bug_are_found_out(
    office: Office,
    producer: AIOKafkaProducer,
    monkeypatch: pytest.MonkeyPatch,
    mutant: Callable[[pytest.MonkeyPatch], str],
) -> None:
    expected = mutant(monkeypatch)

    wrong = await stops_as_promised(office, producer)

    assert any(expected in each for each in wrong)
