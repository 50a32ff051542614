"""What one transaction may hold: more than MongoDB takes in one document or command."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from causeway.access.v1.access import Role
from causeway.messaging.v1.events import MessagePosted
from causeway_kit.batch import LONGEST_STRETCH_SECONDS, Item, run_batch
from causeway_kit.clock import SystemClock
from causeway_kit.inbox import INBOX
from causeway_kit.outbox import OUTBOX, events_in
from causeway_kit.store import Store
from causeway_kit.work import UnitOfWork

pytestmark = pytest.mark.connected

LONGEST_SEALED = "x" * 43_000
MESSAGES = 500


@pytest.fixture
async def store(mongo: str, database: str) -> AsyncIterator[Store]:
    opened = Store(mongo, database)
    await opened.ensure({"texts": [], INBOX: [], OUTBOX: []})
    yield opened
    await opened.close()


def a_long_event(message_id: str) -> MessagePosted:
    return MessagePosted(
        message_id=message_id,
        conversation_id="c1",
        programme_id="north",
        author_id="mentee",
        author_role=Role.MENTEE,
        seq=1,
        content_version=1,
        content_hmac="h",
        text=LONGEST_SEALED,
        minor=True,
    )


def a_long_post(number: int) -> Item:
    id = f"m{number}"

    def act(work: UnitOfWork) -> None:
        work.save("texts", {"_id": id, "text": LONGEST_SEALED})
        work.publish([a_long_event(id)])

    return Item([("texts", id)], act, new=[("texts", id)])


async def test_five_hundred_messages_of_the_greatest_length_fit_into_one_batch(store: Store) -> None:
    results = await run_batch(lambda: UnitOfWork(store, SystemClock()), [a_long_post(number) for number in range(MESSAGES)])

    assert results == [None] * MESSAGES
    assert await store.count("texts", {}) == MESSAGES
    parcels = await store.find(OUTBOX, {})
    assert len(parcels) == 6
    assert len(list(events_in(parcels))) == MESSAGES


async def test_others_of_the_same_process_get_their_turn_while_a_long_batch_is_worked_on(store: Store) -> None:
    turns: list[int] = []
    done: list[int] = []

    def slowly(number: int) -> Item:
        def act(work: UnitOfWork) -> None:
            until = time.perf_counter() + LONGEST_STRETCH_SECONDS
            while time.perf_counter() <= until:
                pass
            done.append(number)

        return Item([], act)

    async def renewing_a_lease() -> None:
        while len(done) < 10:
            turns.append(len(done))
            await asyncio.sleep(0)

    await asyncio.gather(run_batch(lambda: UnitOfWork(store, SystemClock()), [slowly(n) for n in range(10)]), renewing_a_lease())

    assert len({turn for turn in turns if 0 < turn < 10}) >= 8
