"""What a process stores is sent in the order in which it was stored, from memory and from the database."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from relays import NOBODY, Process, all_sent, first_of_each, numbers, records

from causeway_kit import relay
from causeway_kit.errors import Duplicate, Unavailable
from causeway_kit.ids import new_event_id, order_of
from causeway_kit.outbox import OUTBOX
from causeway_kit.relay import Relay
from causeway_kit.store import Store
from causeway_kit.testing import until

pytestmark = pytest.mark.connected


@pytest.mark.parametrize("store", ["pymongo", "motor"], indirect=True)
async def test_two_live_processes_never_send_the_same_in_quiet_times(kafka: str, topic: str, store: Store) -> None:
    one, other = Process(store, kafka, topic, 0), Process(store, kafka, topic, 1)
    await one.start()
    await other.start()

    for start in range(0, 300, 50):
        await asyncio.gather(one.post(*range(start, start + 50)), other.post(*range(1000 + start, 1050 + start), key="c2"))
    await until(lambda: all_sent(store))

    found = await numbers(kafka, topic)
    assert sorted(found) == [*range(300), *range(1000, 1300)]
    assert [number for number in found if number < 1000] == list(range(300))
    assert [number for number in found if number >= 1000] == list(range(1000, 1300))
    await one.end()
    await other.end()


async def test_quiet_work_reads_the_database_only_now_and_then(kafka: str, topic: str, store: Store) -> None:
    process = Process(store, kafka, topic)
    await process.start()
    looks: list[str] = []
    find = store.find

    async def noted(collection: str, *arguments: Any, **options: Any) -> Any:
        looks.extend([collection] if collection == OUTBOX and options.get("limit") == relay.PARCELS else [])
        return await find(collection, *arguments, **options)

    store.find = noted  # type: ignore[method-assign]
    began = asyncio.get_running_loop().time()
    await process.post(*range(200))
    await until(lambda: all_sent(store))

    assert len(looks) <= (asyncio.get_running_loop().time() - began) / relay.LOOK_SECONDS + 1
    await process.end()


async def test_parcels_of_an_earlier_build_are_sent(kafka: str, topic: str, store: Store) -> None:
    process = Process(store, kafka, topic, ordinal=5)
    for number in range(3):
        note = process.event(conversation_id="c1", programme_id="p", reader_id="maya", feed_seq=number)
        old = {"id": uuid.uuid4().hex, "shard": 33, "topic": topic, "key": "c1", "type": "Noted", "value": note.to_json()}
        id = new_event_id()
        await store.insert_many(OUTBOX, [{"_id": id, "order": order_of(id), "sent": False, "events": [{**old, "trace": ""}]}])

    await process.start()
    await until(lambda: all_sent(store))

    assert await numbers(kafka, topic) == [0, 1, 2]
    await process.end()


async def order_with_little_memory(store: Store, kafka: str, topic: str, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The checker: numbers as they reach the topic, from a process that stores far faster than it may remember."""
    monkeypatch.setattr(relay, "HELD_BYTES", 1500)
    monkeypatch.setattr(relay, "PARCELS", 5)
    process = Process(store, kafka, topic)
    await process.relay._leases.keep()
    await process.post(*range(30))
    process.running = asyncio.create_task(process.relay.run(process.stop))
    await process.post(*range(30, 150))
    await until(lambda: all_sent(store))
    await process.end()
    return await numbers(kafka, topic)


async def test_order_holds_when_more_waits_than_memory_may_hold(
    kafka: str, topic: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await order_with_little_memory(store, kafka, topic, monkeypatch) == list(range(150))


async def test_a_planted_bug_is_caught_memory_that_forgets_that_older_ones_wait(
    kafka: str, topic: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(self: Relay, ids: Any) -> None:
        self._take(list(ids))

    monkeypatch.setattr(Relay, "_fall_behind", forgetful)

    found = first_of_each(await order_with_little_memory(store, kafka, topic, monkeypatch))

    assert sorted(found) == list(range(150))
    assert found != list(range(150))


async def order_after_a_lost_answer(store: Store, kafka: str, topic: str, repeated: bool = False) -> list[int]:
    """The checker: the commit of number 2 is stored, and its answer is lost; 3 comes after it.

    Repeated: the store asks once more and learns that what it wants to store is there.
    """
    process = Process(store, kafka, topic)
    await process.start()
    await process.post(1)
    await until(lambda: all_sent(store))
    transaction = store.transaction

    async def answered_by_nobody(work: Callable[[Any], Awaitable[Any]]) -> Any:
        await transaction(work)
        if repeated:
            await transaction(work)
        raise Unavailable("the answer was lost")

    process.relay._look_at += 10
    store.transaction = answered_by_nobody  # type: ignore[method-assign]
    with pytest.raises(Duplicate if repeated else Unavailable):
        await _committed(process, 2)
    store.transaction = transaction  # type: ignore[method-assign]
    await process.post(3)
    await until(lambda: all_sent(store))
    await process.end()
    return await numbers(kafka, topic)


async def _committed(process: Process, number: int) -> None:
    work = process._open()
    work.publish([process.event(conversation_id="c1", programme_id="p", reader_id="maya", feed_seq=number)])
    await work.commit()


@pytest.mark.parametrize("repeated", [False, True])
async def test_a_commit_without_an_answer_keeps_its_place(kafka: str, topic: str, store: Store, repeated: bool) -> None:
    assert await order_after_a_lost_answer(store, kafka, topic, repeated) == [1, 2, 3]


async def test_a_planted_bug_is_caught_doubt_that_is_ignored(
    kafka: str, topic: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Relay, "doubtful", lambda self: None)

    assert await order_after_a_lost_answer(store, kafka, topic) == [1, 3, 2]


async def test_what_was_sent_and_not_marked_comes_again_under_the_same_id(kafka: str, topic: str, store: Store) -> None:
    process = Process(store, kafka, topic)
    await process.relay._leases.keep()
    await process.post(1, 2)
    await process.relay.send_waiting()
    await process.die()

    again = Process(store, kafka, topic)
    await again.start()
    await until(lambda: all_sent(store))

    ids = [dict(record.headers)["event_id"] for record in await records(kafka, topic)]
    assert len(ids) == 4
    assert ids[:2] == ids[2:]
    await again.end()


async def test_a_relay_without_a_broker_ends_in_time_and_loses_nothing(kafka: str, topic: str, store: Store) -> None:
    process = Process(store, NOBODY, topic)
    await process.start()
    await process.post(1, 2, 3)

    async with asyncio.timeout(relay.CLOSE_SECONDS + 5):
        await process.end()

    again = Process(store, kafka, topic)
    await again.start()
    await until(lambda: all_sent(store))
    assert await numbers(kafka, topic) == [1, 2, 3]
    await again.end()
