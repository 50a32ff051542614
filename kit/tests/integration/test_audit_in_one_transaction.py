"""An act and its line in the audit chain are stored together, and no two blocks share a number (P26)."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from causeway_kit.audit import AUDIT, Act, Verifier
from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import SystemClock
from causeway_kit.inbox import INBOX
from causeway_kit.outbox import OUTBOX
from causeway_kit.store import Document, Store
from causeway_kit.work import UnitOfWork

pytestmark = pytest.mark.connected


@pytest.fixture(params=["pymongo", "motor"])
async def store(request: pytest.FixtureRequest, mongo: str, database: str) -> AsyncIterator[Store]:
    opened = Store(mongo, database, request.param)
    await opened.ensure({"doors": [], INBOX: [], OUTBOX: [], AUDIT: []})
    yield opened
    await opened.close()


@pytest.fixture
def opens(store: Store) -> Callable[[], UnitOfWork]:
    return lambda: UnitOfWork(store, SystemClock())


def unlock(door: str, fails: bool = False) -> Item:
    def act(work: UnitOfWork) -> str:
        work.save("doors", {"_id": door, "open": True})
        work.record(Act(actor="rosa", action="door.opened", thing=door))
        if fails:
            raise PermissionError(door)
        return door

    return Item([("doors", door)], act)


async def chain(store: Store) -> list[Document]:
    return await store.find(AUDIT, {}, sort=[("_id", 1)])


async def test_acts_of_one_batch_share_a_block(store: Store, opens: Callable[[], UnitOfWork]) -> None:
    await run_batch(opens, [unlock("north"), unlock("south")])

    [block] = await chain(store)
    assert [act["thing"] for act in block["acts"]] == ["north", "south"]


async def test_what_was_not_done_is_not_in_the_chain(store: Store, opens: Callable[[], UnitOfWork]) -> None:
    results = await run_batch(opens, [unlock("north"), unlock("south", fails=True)])

    assert isinstance(results[1], Failed)
    assert [act["thing"] for block in await chain(store) for act in block["acts"]] == ["north"]


async def test_many_who_add_blocks_at_once_make_one_sound_chain(store: Store, opens: Callable[[], UnitOfWork]) -> None:
    doors = [f"door {number}" for number in range(12)]

    await asyncio.gather(*(run_batch(opens, [unlock(door)]) for door in doors))

    blocks, verifier = await chain(store), Verifier({})
    assert [verifier.take(block) for block in blocks] == [None] * len(blocks)
    assert sorted(act["thing"] for block in blocks for act in block["acts"]) == sorted(doors)
