"""Events into MongoDB: in batches, in any mixture, and again."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiokafka import ConsumerRecord

from causeway.access.v1.access import Role
from causeway.event import Event
from causeway.matching.v1.events import RoleGranted
from causeway_kit.clock import ShiftedClock
from causeway_kit.service import Service
from notifications.adapters.reading import MongoReading
from notifications.main import build
from notifications.settings import Settings
from notifications.testing import DAY, MONDAY, a_reading, a_release, a_start, an_end, an_enrolment

pytestmark = pytest.mark.connected

OURS = ("people", "pairs", "pigeonholes", "deliveries", "grants", "outbox", "inbox")


def records(*events: Event) -> list[ConsumerRecord]:
    return [record(number, event.stamped(event.event_id or f"e{number}", MONDAY)) for number, event in enumerate(events)]


def record(offset: int, event: Event) -> ConsumerRecord:
    headers = [("type", type(event).__name__.encode()), ("event_id", event.event_id.encode())]
    return ConsumerRecord(event.TOPIC, 0, offset, 0, 0, event.key.encode(), event.to_json(), None, 0, 0, headers)


@pytest.fixture
async def service(settings: Callable[..., Settings]) -> AsyncIterator[Service]:
    service = build(settings(), ShiftedClock(fixed=MONDAY))
    await service.store.ensure(service._indexes)
    yield service
    await service.store.close()


async def everything(service: Service) -> dict[str, list[Any]]:
    return {name: await service.store.find(name, {}, sort=[("_id", 1)]) for name in OURS}


async def test_a_batch_of_events_becomes_one_notice_and_one_timer(service: Service) -> None:
    await service.consumer.apply(records(an_enrolment(), a_start(), a_release(1), a_release(2), a_release(3)))

    reading = MongoReading(service.store)
    [notice] = await reading.notices({"mentee"}, None, 10)
    [due] = await reading.due(MONDAY + DAY, 10)
    assert (notice.count, notice.conversation_id) == (3, "c1")
    assert (due.person_id, due.due) == ("mentee", MONDAY + DAY)


async def test_the_same_events_twice_change_nothing(service: Service) -> None:
    grant = RoleGranted(subject="sub", person_id="mentee", role=Role.MENTEE, scope="programme:north", version=1)
    batch = records(grant, an_enrolment(), a_start(), a_release(1), a_reading(1), a_release(2), an_end())
    await service.consumer.apply(batch)
    before = await everything(service)

    await service.consumer.apply(batch)

    assert await everything(service) == before
    assert len(before["grants"]) == 1


async def test_the_same_facts_under_new_event_ids_change_nothing_but_the_marks(service: Service) -> None:
    facts = [an_enrolment(), a_start(), a_release(1), a_release(2), a_reading(1), an_end()]
    await service.consumer.apply(records(*facts))
    before = await everything(service)

    await service.consumer.apply(records(*[fact.stamped(f"again-{place}", MONDAY) for place, fact in enumerate(facts)]))

    after = await everything(service)
    assert {**after, "inbox": []} == {**before, "inbox": []}


async def test_reading_in_time_stops_the_timer(service: Service) -> None:
    await service.consumer.apply(records(a_release(1), a_release(2)))

    await service.consumer.apply(records(a_reading(2).stamped("read", MONDAY)))

    assert await MongoReading(service.store).due(MONDAY + 9 * DAY, 10) == []
    assert await MongoReading(service.store).unseen({"mentee"}) == 0


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ({"due": {"$lte": MONDAY}}, "due"),
        ({"person_id": "mentee", "count": {"$gt": 0}}, "person_id_1_seen_1"),
        ({"person_id": {"$in": ["mentee", "mentor"]}, "made_at": {"$gte": MONDAY}, "seen": False}, "person_id_1_seen_1"),
    ],
)
async def test_what_is_due_and_an_inbox_are_found_by_an_index(service: Service, query: dict[str, Any], index: str) -> None:
    await service.consumer.apply(records(a_release(1)))

    plan = await service.store._db.command("explain", {"find": "pigeonholes", "filter": query}, verbosity="queryPlanner")

    assert f"'indexName': '{index}'" in str(plan)


async def test_news_of_reading_that_comes_first_leaves_no_notice_and_no_timer(service: Service) -> None:
    await service.consumer.apply(records(a_reading(2)))

    await service.consumer.apply(records(a_release(1).stamped("first", MONDAY), a_release(2).stamped("second", MONDAY)))

    reading = MongoReading(service.store)
    assert await reading.notices({"mentee"}, None, 10) == []
    assert await reading.due(MONDAY + 9 * DAY, 10) == []
