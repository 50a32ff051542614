"""The database is away, dies, stands still or is held up by a dead client: consumers wait, and every event counts once."""

import asyncio
import sys
import time

import pytest
from fault_ledger import Ledger
from fault_processes import Workshop
from fault_scenarios import passed
from fault_servers import Breakable
from fault_service import EFFECTS, Plan, database_of

from causeway_kit.testing import until

pytestmark = pytest.mark.connected

HELD_UP_SECONDS = 15  # the life of a transaction, the second after which mongod looks for such, and one retry

SUBJECT = "held"
HOLDS_A_TRANSACTION = """
import sys, time
from pymongo import MongoClient
uri, database, collection, subject = sys.argv[1:]
client = MongoClient(uri)
with client.start_session() as session, session.start_transaction():
    client[database][collection].update_one({"_id": subject}, {"$inc": {"times": 0}}, upsert=True, session=session)
    print("holding", flush=True)
    time.sleep(600)
"""


async def test_it_is_away_when_a_service_starts(workshop: Workshop, ledger: Ledger, plan: Plan, mongod: Breakable) -> None:
    await ledger.write(300)
    with mongod.killed():
        running = workshop.begin(plan)

        async def says_so() -> bool:
            return "the database does not answer" in running.service.status.reasons.get("start", "")

        await until(says_so)

    await running.ready()
    assert await ledger.whole() == []


async def test_it_is_killed_and_comes_back_between_and_inside_batches(
    workshop: Workshop, ledger: Ledger, plan: Plan, mongod: Breakable
) -> None:
    running = await workshop.begun(plan)
    await ledger.write(3000)

    async def some_handled() -> bool:
        return running.service.handled > 500

    await until(some_handled)
    with mongod.killed():
        await passed(1)
    await mongod.serves()

    assert await ledger.whole() == []


@pytest.mark.long
async def test_it_stands_still_for_seven_seconds(workshop: Workshop, ledger: Ledger, plan: Plan, mongod: Breakable) -> None:
    running = await workshop.begun(plan)
    await ledger.write(2000)

    async def some_handled() -> bool:
        return running.service.handled > 500

    await until(some_handled)
    mongod.hold()
    await passed(7)
    mongod.release()

    assert await ledger.whole() == []


@pytest.mark.long
async def test_a_client_that_died_inside_a_transaction_holds_others_up_for_seconds_only(
    workshop: Workshop, ledger: Ledger, plan: Plan
) -> None:
    running = await workshop.begun(plan)
    words = (workshop.mongo, database_of(plan), EFFECTS, SUBJECT)
    holder = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDS_A_TRANSACTION, *words, stdout=asyncio.subprocess.PIPE
    )
    assert holder.stdout is not None
    assert await holder.stdout.readline() == b"holding\n"
    holder.kill()
    await holder.wait()
    began = time.monotonic()

    await ledger.write_about(SUBJECT)

    async def counted() -> bool:
        return await ledger.counted() == 1

    await until(counted, seconds=80)
    assert time.monotonic() - began < HELD_UP_SECONDS
    assert await ledger.whole() == []
    assert running.service.status.live
