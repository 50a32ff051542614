"""Policies on a real database: every replica follows them, of two who set one at once one is told, and versions stay."""

import pytest

from causeway_cli.testing import database, mongo, servers_folder
from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import ShiftedClock
from causeway_kit.service import PLUMBING_INDEXES
from causeway_kit.store import Store
from causeway_kit.testing import MemoryKeyring
from causeway_kit.work import UnitOfWork
from moderation.adapters.policies import POLICY_INDEXES, KeptPolicies, MongoPolicies, MongoPolicyDesk
from moderation.app.set_policy import PolicyOrder, needs, set_policy
from moderation.domain.category import Category
from moderation.domain.choosing import PolicyMoved
from moderation.domain.policy import STANDARD, AgeGroup, Policy
from moderation.domain.ruling import Choice

__all__ = ["database", "mongo", "servers_folder"]
pytestmark = pytest.mark.connected
REASON = "Everybody here is an adult."
WANTED = Policy("north", adults_only=True, choices={(AgeGroup.ADULT, Category.PII_CONTACT): Choice.WARN}, helplines="Ring 112")


def setting(wanted: Policy, expected: int, by: str = "rosa") -> Item:
    order = PolicyOrder(wanted, expected, by, REASON)
    return Item(needs(order), lambda work: set_policy(MongoPolicyDesk(work), order))


async def test_every_replica_follows_a_policy_and_all_versions_stay(mongo: str, database: str) -> None:
    store, keyring, clock = Store(mongo, database), MemoryKeyring(), ShiftedClock()
    await store.ensure({**POLICY_INDEXES, **PLUMBING_INDEXES})
    replicas = [KeptPolicies(store), KeptPolicies(store)]
    for replica in replicas:
        await replica.look()
    assert {replica.of("north").version for replica in replicas} == {0}

    async def run(*items: Item) -> list[object]:
        return await run_batch(lambda: UnitOfWork(store, clock, keyring), items)

    await run(setting(WANTED, 0))
    together = await run(setting(Policy("north"), 1), setting(Policy("north", helplines="Ring 999"), 1, "olga"))
    for replica in replicas:
        await replica.look()

    assert [isinstance(one, Failed) and isinstance(one.error, PolicyMoved) for one in together] == [False, True]
    assert [(replica.of("north").version, replica.of("south")) for replica in replicas] == [(2, STANDARD)] * 2
    [second, first] = await MongoPolicies(store).versions("north", 10, None)
    assert (first.version, first.same_as(WANTED), second.same_as(STANDARD)) == (1, True, True)
    assert await MongoPolicies(store).versions("south", 10, None) == []
    [block, _] = await store.find("audit", {}, sort=[("_id", 1)])
    assert REASON not in str(block)
    assert keyring.open(first.reason, "policies/north/1/reason") == REASON
    await store.close()
