"""Two processes of a service, with clocks a minute apart, both forget a role that one of them saw ending."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from causeway_kit import access
from causeway_kit.access import GRANTS, GrantRows, Grants
from causeway_kit.batch import Item, run_batch
from causeway_kit.clock import ShiftedClock
from causeway_kit.store import Store
from causeway_kit.work import UnitOfWork

pytestmark = pytest.mark.connected

SLOW, FAST = ShiftedClock(timedelta(seconds=-30)), ShiftedClock(timedelta(seconds=30))
NEED = (GRANTS, "mira|mentor|programme:north")


@pytest.fixture
async def stores(mongo: str, database: str) -> AsyncIterator[tuple[Store, Store]]:
    """What each of the two processes has opened."""
    opened = Store(mongo, database), Store(mongo, database)
    await opened[0].ensure(access.INDEXES)
    yield opened
    for store in opened:
        await store.close()


async def put(store: Store, clock: ShiftedClock, version: int, *, active: bool) -> None:
    def change(work: UnitOfWork) -> None:
        GrantRows(work).put("mira", "mira", "mentor", "programme:north", None, version, active=active)

    await run_batch(lambda: UnitOfWork(store, clock), [Item([NEED], change)])


@pytest.mark.parametrize(("writer", "reader"), [(SLOW, FAST), (FAST, SLOW)])
async def test_a_role_that_another_process_saw_ending_is_forgotten_whatever_the_clocks_say(
    writer: ShiftedClock, reader: ShiftedClock, stores: tuple[Store, Store]
) -> None:
    ours, theirs = stores
    grants, others = Grants(ours, reader), Grants(theirs, writer)
    for each in (grants, others):
        await each._look()  # as `follow` does each second
    await put(theirs, writer, 1, active=True)
    assert (await grants.caller("mira")).grants

    await put(theirs, writer, 2, active=False)
    await grants._look()

    assert not (await grants.caller("mira")).grants


async def test_a_process_that_trusts_its_own_clock_is_found(stores: tuple[Store, Store]) -> None:
    """A planted bug: it tells the time of a change by its own clock."""
    ours, theirs = stores
    grants = Grants(ours, FAST)
    await grants._look()
    await put(theirs, SLOW, 1, active=True)  # it never looked at the database's clock
    assert (await grants.caller("mira")).grants

    await put(theirs, SLOW, 2, active=False)
    await grants._look()

    assert (await grants.caller("mira")).grants
