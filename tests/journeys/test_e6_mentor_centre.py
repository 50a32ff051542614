"""E6: a call for volunteers is broadcast, people sign up, pairs are formed across sites, and their talk is marked private."""

import json

import pytest
from aiokafka import AIOKafkaConsumer

from causeway.matching.v1.events import PairStarted
from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem
from causeway_cli.setting_up import conversations_listed, pairs_of
from choosing_scenes import a_town, until
from matching.testing import a_mentee, a_mentor

pytestmark = pytest.mark.connected

PART = "calls, sign-ups and private pairs across sites pass; waits for analytics"
SITES = ("coast", "hills", "city")


async def test_volunteers_of_several_sites_become_private_pairs_across_them(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        mentees = [a_mentee(id=f"e{number}", region=SITES[number % 3]) for number in range(5)]
        mentors = [a_mentor(id=f"r{number}", region=SITES[number % 3]) for number in range(5)]
        town = await a_town(calls, mentees, mentors)
        call = (await town.ask("OpenCall", client_key="k1", topic="Coming back to work after a long break")).call

        async def broadcast() -> bool:
            return len((await town.ask("ListCalls", "e0")).calls) == 1

        await until(broadcast, "the call is not broadcast")
        signed = [*(f"e{number}" for number in range(4)), *(f"r{number}" for number in range(4))]
        for person in signed:
            await town.ask("SignUp", person, call_id=call.call_id)

        async def formed() -> bool:
            return bool((await town.ask("FormPairs", call_id=call.call_id)).call.pairs == 4)

        await until(formed, "the pairs are not formed")
        pairs = await pairs_of(calls, town.programme_id)
        await conversations_listed(calls, pairs)

        region = {town.people[one.id]: one.region for one in (*mentees, *mentors)}
        assert len(pairs) == 4
        assert all(region[pair.mentee_id] != region[pair.mentor_id] for pair in pairs)
        assert {person for pair in pairs for person in pair.people} == {town.people[one] for one in signed}
        assert await are_private(running_system, {pair.id for pair in pairs})


async def are_private(system: RunningSystem, pair_ids: set[str]) -> bool:
    consumer = AIOKafkaConsumer(PairStarted.TOPIC, bootstrap_servers=system.kafka, auto_offset_reset="earliest")
    await consumer.start()
    private: dict[str, bool] = {}
    try:
        async for record in consumer:
            event = json.loads(record.value)
            if event["type"] == "PairStarted" and event["pair_id"] in pair_ids:
                private[event["pair_id"]] = event["private"]
            if private.keys() == pair_ids:
                return all(private.values())
    finally:
        await consumer.stop()
    return False
