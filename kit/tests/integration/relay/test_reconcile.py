"""What a topic lost is filled again from the outbox, and those who applied it already do nothing twice."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiokafka import TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, RecordsToDelete
from relays import NOBODY, Process, all_sent, records

from causeway_cli.embedded.kafka import create_topics
from causeway_cli.testing import TEST_PARTITIONS
from causeway_kit import reconcile as reconcile_module
from causeway_kit.batch import Item, run_batch
from causeway_kit.clock import SystemClock
from causeway_kit.errors import Unavailable
from causeway_kit.inbox import INBOX, mark_of
from causeway_kit.outbox import OUTBOX
from causeway_kit.reconcile import TopicFound, reconcile
from causeway_kit.store import Store
from causeway_kit.testing import until
from causeway_kit.work import UnitOfWork

pytestmark = pytest.mark.connected

EVENTS = 60


def later() -> datetime:
    """A moment at which all that is stored now has settled."""
    return datetime.now(UTC) + reconcile_module.SETTLED + timedelta(seconds=1)


async def published(store: Store, kafka: str, topic: str, count: int = EVENTS) -> None:
    process = Process(store, kafka, topic)
    await process.start()
    for number in range(count):
        await process.post(number, key=f"c{number % 7}")
    await until(lambda: all_sent(store))
    await process.end()


async def applied(store: Store, kafka: str, topic: str) -> dict[str, int]:
    """Reads the whole topic as a consumer does, by the inbox, and gives what it has counted for each key."""

    def count(key: str) -> Any:
        return lambda work: work.increment("tallies", key, {"n": 1})

    items = [
        Item([], count(record.key.decode()), mark_of("tally", dict(record.headers)["event_id"].decode()))
        for record in await records(kafka, topic)
    ]
    await run_batch(lambda: UnitOfWork(store, SystemClock()), items)
    return {row["_id"]: row["n"] for row in await store.find("tallies", {})}


async def event_ids(kafka: str, topic: str) -> set[str]:
    return {dict(record.headers)["event_id"].decode() for record in await records(kafka, topic)}


async def contents(kafka: str, topic: str) -> dict[bytes, Any]:
    found = await records(kafka, topic)
    return {dict(record.headers)["event_id"]: (record.key, record.value, record.headers) for record in found}


async def stored_ids(store: Store) -> set[str]:
    return {event["id"] for parcel in await store.find(OUTBOX, {}) for event in parcel["events"]}


async def lose_records(kafka: str, topic: str) -> None:
    """Everything in one partition, and the first half of another."""
    ends: dict[int, int] = {}
    for record in await records(kafka, topic):
        ends[record.partition] = record.offset + 1
    (first, end), (second, other_end), *_ = sorted(ends.items())
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    await admin.delete_records(
        {
            TopicPartition(topic, first): RecordsToDelete(before_offset=end),
            TopicPartition(topic, second): RecordsToDelete(before_offset=other_end // 2),
        }
    )
    await admin.close()


async def lose_topic(kafka: str, topic: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    await admin.delete_topics([topic])
    await admin.close()
    await until(lambda: _made_again(kafka, topic))


async def _made_again(kafka: str, topic: str) -> bool:
    """A broker finishes the deletion in a moment of its own."""
    await create_topics(kafka, {topic: TEST_PARTITIONS})
    return not await records(kafka, topic)


async def test_nothing_is_sent_again_while_nothing_is_lost(kafka: str, topic: str, store: Store) -> None:
    await published(store, kafka, topic)

    assert await reconcile(store, kafka, [topic], later()) == [TopicFound(topic, EVENTS, EVENTS, 0, 0)]
    assert len(await records(kafka, topic)) == EVENTS


@pytest.mark.parametrize("lose", [lose_records, lose_topic])
async def test_what_a_topic_lost_comes_back_and_changes_nothing_for_those_who_had_it(
    kafka: str, topic: str, store: Store, lose: Any
) -> None:
    await store.ensure({"tallies": [], INBOX: []})
    await published(store, kafka, topic)
    before = {
        dict(record.headers)["event_id"]: (record.key, record.value, record.headers) for record in await records(kafka, topic)
    }
    state = await applied(store, kafka, topic)
    await lose(kafka, topic)
    left = len(await records(kafka, topic))
    assert left < EVENTS

    [found] = await reconcile(store, kafka, [topic], later())

    assert found == TopicFound(topic, EVENTS, left, EVENTS - left, 0)
    after = {
        dict(record.headers)["event_id"]: (record.key, record.value, record.headers) for record in await records(kafka, topic)
    }
    assert after == before
    assert await applied(store, kafka, topic) == state
    assert sum(state.values()) == EVENTS


async def test_a_dry_run_counts_and_sends_nothing(kafka: str, topic: str, store: Store) -> None:
    await published(store, kafka, topic)
    await lose_records(kafka, topic)
    left = len(await records(kafka, topic))

    [found] = await reconcile(store, kafka, [topic], later(), dry_run=True)

    assert found == TopicFound(topic, EVENTS, left, 0, EVENTS - left)
    assert len(await records(kafka, topic)) == left


async def test_what_was_stored_since_a_moment_is_sent_again_on_demand(kafka: str, topic: str, store: Store) -> None:
    await published(store, kafka, topic, 10)
    moment = datetime.now(UTC)
    await published(store, kafka, topic, 5)

    [found] = await reconcile(store, kafka, [topic], later(), again_from=moment)

    assert found == TopicFound(topic, 15, 15, 5, 0)
    assert len(await records(kafka, topic)) == 20
    assert len(await event_ids(kafka, topic)) == 15


async def test_events_of_a_topic_that_is_not_there_are_missing(kafka: str, topic: str, store: Store) -> None:
    await published(store, kafka, topic, 5)

    assert await reconcile(store, kafka, [], later(), dry_run=True) == [TopicFound(topic, 5, 0, 0, 5)]


async def missing_after(store: Store, kafka: str, topic: str) -> set[str]:
    """The checker: which stored events their topic does not hold after a reconciliation; the relay of some is dead."""
    await published(store, kafka, topic, 10)
    dead = Process(store, NOBODY, topic)
    await dead.relay._leases.keep()
    await dead.post(11, 12, 13)
    await dead.die()
    await reconcile(store, kafka, [topic], later())
    return await stored_ids(store) - await event_ids(kafka, topic)


async def test_what_no_relay_has_sent_is_sent_too(kafka: str, topic: str, store: Store) -> None:
    assert await missing_after(store, kafka, topic) == set()


async def test_a_planted_bug_is_caught_a_reconciliation_that_skips_what_is_unsent(
    kafka: str, topic: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = store.find

    async def sent_alone(collection: str, query: Any, *arguments: Any, **options: Any) -> Any:
        narrowed = {**query, "sent": True} if options.get("limit") == reconcile_module.PAGE else query
        return await find(collection, narrowed, *arguments, **options)

    monkeypatch.setattr(store, "find", sent_alone)

    assert len(await missing_after(store, kafka, topic)) == 3


async def test_what_is_still_on_its_way_is_left_to_the_relay(kafka: str, topic: str, store: Store) -> None:
    waiting = Process(store, NOBODY, topic)
    await waiting.post(1, 2)

    assert await reconcile(store, kafka, [topic], datetime.now(UTC)) == [TopicFound(topic, 0, 0, 0, 0)]
    assert await records(kafka, topic) == []


async def test_pages_of_the_outbox_join_without_a_gap(
    kafka: str, topic: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconcile_module, "PAGE", 7)
    monkeypatch.setattr(reconcile_module, "WHOLE", 2)
    await published(store, kafka, topic)
    await lose_topic(kafka, topic)

    [found] = await reconcile(store, kafka, [topic], later())

    assert (found.republished, found.missing) == (EVENTS, 0)


async def test_without_a_broker_it_says_so(topic: str, store: Store) -> None:
    with pytest.raises(Unavailable):
        await reconcile(store, NOBODY, [topic], later())
