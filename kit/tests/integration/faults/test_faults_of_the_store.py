"""A service whose database vanishes ends and does not begin anew with an empty one; with the old one back it goes on."""

from typing import Any

import pytest
from fault_ledger import Ledger
from fault_processes import Workshop
from fault_service import Plan, database_of
from pymongo import MongoClient

pytestmark = pytest.mark.connected

WRITTEN = 300


class Copies:
    """A copy of a service's database, as a backup would hold it."""

    def __init__(self, mongo: str, plan: Plan) -> None:
        self._client: MongoClient[dict[str, Any]] = MongoClient(mongo)
        self._name = database_of(plan)
        database = self._client[self._name]
        self._rows = {name: list(database[name].find({})) for name in database.list_collection_names()}

    def destroy(self) -> None:
        self._client.drop_database(self._name)

    def put_back(self) -> None:
        self.destroy()
        for name, rows in self._rows.items():
            if rows:
                self._client[self._name][name].insert_many(rows)


async def lost_while_running(workshop: Workshop, ledger: Ledger, plan: Plan) -> Copies:
    """The service reads some events, its database is dropped, and it ends. Gives what was in it."""
    running = workshop.process(plan)
    await ledger.write(WRITTEN)
    assert await ledger.whole() == []
    copies = Copies(workshop.mongo, plan)
    copies.destroy()
    await running.ended()
    assert f"the database {database_of(plan)} is no longer the one" in running.log.read_text()
    return copies


async def test_it_ends_refuses_to_start_with_an_empty_database_and_goes_on_with_the_old_one(
    workshop: Workshop, ledger: Ledger, plan: Plan
) -> None:
    copies = await lost_while_running(workshop, ledger, plan)

    again = workshop.process(plan)
    assert await again.ended() == 1
    assert f"Cannot start: the database {database_of(plan)} is new or empty" in again.log.read_text()
    assert "causeway restore" in again.log.read_text()
    assert await ledger.counted() == 0

    copies.put_back()
    workshop.process(plan)
    await ledger.write(60)
    assert await ledger.whole() == []


@pytest.mark.long
async def test_the_checker_finds_a_service_that_begins_anew(workshop: Workshop, ledger: Ledger, plan: Plan) -> None:
    await lost_while_running(workshop, ledger, plan)

    workshop.process(plan, new_store=True)
    await ledger.write(60)

    assert f"{WRITTEN} lost" in await ledger.whole()
