"""One batch, one transaction, on a real MongoDB and on both drivers."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from pymongo import AsyncMongoClient

from causeway.messaging.v1.events import ConversationRead
from causeway_kit.batch import REPEATED, Failed, Item, run_batch
from causeway_kit.clock import SystemClock
from causeway_kit.errors import Duplicate, Stale, Unavailable
from causeway_kit.group_commit import GroupCommit
from causeway_kit.inbox import INBOX
from causeway_kit.memory import Memory
from causeway_kit.outbox import OUTBOX, events_in
from causeway_kit.store import Store
from causeway_kit.work import UnitOfWork

pytestmark = pytest.mark.connected


@pytest.fixture(params=["pymongo", "motor"])
async def store(request: pytest.FixtureRequest, mongo: str, database: str) -> AsyncIterator[Store]:
    opened = Store(mongo, database, request.param)
    await opened.ensure({"cups": [], INBOX: [], OUTBOX: []})
    yield opened
    await opened.close()


@pytest.fixture
def opens(store: Store) -> Callable[[], UnitOfWork]:
    return lambda: UnitOfWork(store, SystemClock())


def a_read(conversation_id: str = "c1") -> ConversationRead:
    return ConversationRead(conversation_id=conversation_id, programme_id="p", reader_id="maya", feed_seq=1)


def pour(cup: str, amount: int = 1, mark: str = "") -> Item:
    def act(work: UnitOfWork) -> int:
        held = work.get("cups", cup) or {"_id": cup, "filled": 0}
        if held["filled"] + amount > 1000:
            raise OverflowError(cup)
        work.save("cups", {**held, "filled": held["filled"] + amount})
        work.publish([a_read(cup)])
        return int(held["filled"] + amount)

    return Item([("cups", cup)], act, mark)


async def filled(store: Store, cup: str) -> int:
    row = await store.find_one("cups", {"_id": cup})
    return int(row["filled"]) if row else 0


async def events_stored(store: Store) -> int:
    return len(list(events_in(await store.find(OUTBOX, {"sent": False}))))


async def test_a_batch_stores_states_and_events_together(store: Store, opens: Callable[[], UnitOfWork]) -> None:
    results = await run_batch(opens, [pour("red"), pour("red", 2), pour("blue", 5)])

    assert results == [1, 3, 5]
    assert (await filled(store, "red"), await filled(store, "blue")) == (3, 5)
    assert await events_stored(store) == 3


async def test_a_failed_commit_leaves_neither_state_nor_event(store: Store, opens: Callable[[], UnitOfWork]) -> None:
    work = opens()
    await work.load([("cups", "red")])
    pour("red").act(work)
    await run_batch(opens, [pour("red", 7)])

    with pytest.raises(Duplicate):
        await work.commit()

    assert await filled(store, "red") == 7
    assert await events_stored(store) == 1


async def test_a_document_that_changed_meanwhile_stops_the_commit(store: Store, opens: Callable[[], UnitOfWork]) -> None:
    await run_batch(opens, [pour("red", 1)])
    work = opens()
    await work.load([("cups", "red")])
    await run_batch(opens, [pour("red", 1)])
    pour("red").act(work)

    with pytest.raises(Stale):
        await work.commit()

    assert await filled(store, "red") == 2


async def test_one_changed_document_among_many_documents_stops_the_commit(store: Store, opens: Callable[[], UnitOfWork]) -> None:
    cups = [f"cup-{number}" for number in range(20)]
    await run_batch(opens, [pour(cup) for cup in cups])
    work = opens()
    await work.load([("cups", cup) for cup in cups])
    await run_batch(opens, [pour("cup-7")])
    for cup in cups:
        pour(cup).act(work)

    with pytest.raises(Stale):
        await work.commit()

    assert [await filled(store, cup) for cup in cups] == [2 if cup == "cup-7" else 1 for cup in cups]


async def test_writers_of_many_documents_never_lose_an_update(store: Store, opens: Callable[[], UnitOfWork]) -> None:
    cups = [f"cup-{number}" for number in range(12)]

    async def pouring() -> None:
        for _ in range(6):
            results = await run_batch(opens, [pour(cup) for cup in cups])
            assert not any(isinstance(result, Failed) for result in results)

    await asyncio.gather(pouring(), pouring(), pouring())

    assert [await filled(store, cup) for cup in cups] == [18] * 12


async def test_one_bad_item_fails_alone(store: Store, opens: Callable[[], UnitOfWork]) -> None:
    results = await run_batch(opens, [pour("red", 1), pour("blue", 5000), pour("red", 2)])

    assert [results[0], results[2]] == [1, 3]
    assert isinstance(results[1], Failed)
    assert await events_stored(store) == 2


async def test_an_item_that_fails_after_it_changed_something_leaves_no_trace(
    store: Store, opens: Callable[[], UnitOfWork]
) -> None:
    def spoil(work: UnitOfWork) -> None:
        work.save("cups", {"_id": "red", "filled": 999})
        work.publish([a_read("red")])
        raise RuntimeError("after saving")

    results = await run_batch(opens, [pour("red", 1), Item([("cups", "red")], spoil), pour("red", 1)])

    assert isinstance(results[1], Failed)
    assert await filled(store, "red") == 2
    assert await events_stored(store) == 2


async def test_an_event_is_applied_once_however_often_it_comes(store: Store, opens: Callable[[], UnitOfWork]) -> None:
    first = await run_batch(opens, [pour("red", mark="e1"), pour("red", mark="e1"), pour("red", mark="e2")])
    again = await run_batch(opens, [pour("red", mark="e1"), pour("red", mark="e2")])

    assert first == [1, REPEATED, 2]
    assert again == [REPEATED, REPEATED]
    assert await filled(store, "red") == 2


async def test_the_same_event_in_many_places_at_once_is_applied_once(store: Store, opens: Callable[[], UnitOfWork]) -> None:
    await asyncio.gather(*(run_batch(opens, [pour("red", mark="e1"), pour(f"cup-{n}")]) for n in range(8)))

    assert await filled(store, "red") == 1
    assert [await filled(store, f"cup-{n}") for n in range(8)] == [1] * 8


async def test_writers_of_one_document_never_lose_an_update(store: Store, opens: Callable[[], UnitOfWork]) -> None:
    async def pouring() -> None:
        for _ in range(10):
            await run_batch(opens, [pour("red")])

    await asyncio.gather(pouring(), pouring(), pouring())

    assert await filled(store, "red") == 30


async def test_counters_need_not_exist_and_add_up(store: Store, opens: Callable[[], UnitOfWork]) -> None:
    item = Item([], lambda work: work.increment("cups", "total", {"filled": 2, "times": 1}))

    await run_batch(opens, [item] * 50)
    await run_batch(opens, [item])

    row = await store.find_one("cups", {"_id": "total"})
    assert row is not None
    assert (row["filled"], row["times"]) == (102, 51)


async def test_a_use_case_that_forgot_its_needs_is_told(opens: Callable[[], UnitOfWork]) -> None:
    [result] = await run_batch(opens, [Item([], lambda work: work.get("cups", "red"))])

    assert isinstance(result, Failed)
    assert isinstance(result.error, LookupError)


async def test_calls_that_arrive_together_share_transactions(store: Store, opens: Callable[[], UnitOfWork]) -> None:
    commits: list[int] = []

    class Counted(UnitOfWork):
        async def commit(self, items: int = 1) -> None:
            commits.append(items)
            await super().commit(items)

    group = GroupCommit(lambda: Counted(store, SystemClock()))

    results = await asyncio.gather(*(group.submit(pour("red")) for _ in range(100)))

    assert sorted(results) == list(range(1, 101))
    assert sum(commits) == 100
    assert len(commits) < 10


async def test_a_call_gets_its_own_error(store: Store, opens: Callable[[], UnitOfWork]) -> None:
    group = GroupCommit(opens)

    results: list[Any] = await asyncio.gather(
        group.submit(pour("red", 5000)), group.submit(pour("red", 1)), return_exceptions=True
    )

    assert isinstance(results[0], OverflowError)
    assert results[1] == 1


async def test_without_a_database_the_answer_is_to_try_again() -> None:
    away = Store("mongodb://127.0.0.1:1/", "nowhere", serverSelectionTimeoutMS=200)

    with pytest.raises(Unavailable):
        await run_batch(lambda: UnitOfWork(away, SystemClock()), [pour("red")])
    await away.close()


async def test_what_a_killed_process_left_open_holds_up_nobody_but_those_who_want_the_same(
    store: Store, opens: Callable[[], UnitOfWork], mongo: str, database: str
) -> None:
    async with AsyncMongoClient[dict[str, Any]](mongo) as killed, killed.start_session() as session:
        await session.start_transaction()
        await killed[database]["cups"].insert_one({"_id": "red", "filled": 1}, session=session)

        blocked, free = await run_batch(opens, [pour("red"), pour("blue", 5)])

        assert isinstance(blocked, Failed)
        assert isinstance(blocked.error, Unavailable)
        assert free == 5
        while isinstance((await run_batch(opens, [pour("red", 2)]))[0], Failed):
            pass  # until MongoDB undoes what was left open
        assert await filled(store, "red") == 2


def remembering(store: Store) -> Callable[[], UnitOfWork]:
    memory = Memory({"cups"})
    return lambda: UnitOfWork(store, SystemClock(), memory=memory)


def pour_into_new(cup: str, amount: int, mark: str = "") -> Item:
    poured = pour(cup, amount, mark)
    return Item(poured.needs, poured.act, mark, new=poured.needs)


async def test_what_is_presumed_new_and_is_there_is_read_and_nothing_of_it_is_lost(store: Store) -> None:
    opens = remembering(store)
    await run_batch(lambda: UnitOfWork(store, SystemClock()), [pour("red", 7)])  # somebody else

    results = await run_batch(opens, [pour_into_new("red", 1), pour_into_new("blue", 2)])

    assert results == [8, 2]
    assert (await filled(store, "red"), await filled(store, "blue")) == (8, 2)


async def test_a_use_case_never_fails_by_what_was_only_presumed(store: Store) -> None:
    """Presumed empty, the cup would be full with 1,000; in truth it holds 7, and 1,000 more do not fit."""
    opens = remembering(store)
    await run_batch(lambda: UnitOfWork(store, SystemClock()), [pour("red", 7)])

    def sip(work: UnitOfWork) -> int:
        held = work.get("cups", "red")
        if held is None:
            raise LookupError("no such cup")
        return int(held["filled"])

    results = await run_batch(opens, [Item([("cups", "red")], sip, new=[("cups", "red")]), pour_into_new("blue", 1)])

    assert results == [7, 1]


async def test_what_is_remembered_and_was_changed_by_another_process_is_read_again(store: Store) -> None:
    opens = remembering(store)
    await run_batch(opens, [pour("red", 1)])
    await run_batch(lambda: UnitOfWork(store, SystemClock()), [pour("red", 10)])

    assert await run_batch(opens, [pour("red", 100)]) == [111]
    assert await filled(store, "red") == 111


async def test_an_event_that_was_applied_is_known_although_its_mark_is_not_read_first(store: Store) -> None:
    opens = remembering(store)
    await run_batch(opens, [pour("red", 1, mark="group:e1")])

    assert await run_batch(opens, [pour("red", 1, mark="group:e1"), pour("red", 5, mark="group:e2")]) == [REPEATED, 6]
    assert await filled(store, "red") == 6


async def test_only_fields_that_are_named_go_and_those_of_a_newer_build_stay(store: Store) -> None:
    await store.insert_many("cups", [{"_id": "red", "filled": 3, "cracked": True, "colour": "red", "_version": 1}])

    def mend(work: UnitOfWork) -> None:
        work.save("cups", {"_id": "red", "filled": 4}, without=["cracked"])

    await run_batch(lambda: UnitOfWork(store, SystemClock()), [Item([("cups", "red")], mend)])

    assert await store.find_one("cups", {"_id": "red"}) == {"_id": "red", "filled": 4, "colour": "red", "_version": 2}
