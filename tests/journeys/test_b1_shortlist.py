"""B1: a mentee gets a ranked shortlist with plain reasons, chooses one, and the mentor's word makes the pair."""

import json

import pytest
from aiokafka import AIOKafkaConsumer

from causeway.matching.v1 import choosing_pb2 as pb
from causeway.matching.v1.events import MatchProposed
from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem
from causeway_cli.setting_up import conversations_listed, pairs_of
from choosing_scenes import Town, a_town, until
from matching.testing import a_mentee, a_mentor

pytestmark = pytest.mark.connected


async def a_choice(calls: Calls) -> Town:
    mentors = [
        a_mentor(id="best", skills=frozenset({"writing", "algebra"}), interests=frozenset({"chess"})),
        a_mentor(id="good", skills=frozenset({"writing"})),
        *(a_mentor(id=f"other{number}") for number in range(4)),
    ]
    mentee = a_mentee(id="ada", skills=frozenset({"writing", "algebra"}), interests=frozenset({"chess"}))
    return await a_town(calls, [mentee], mentors)


async def test_a_choice_from_a_shortlist_becomes_a_pair_when_the_mentor_accepts(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        town = await a_choice(calls)
        shortlist = (await town.ask("Shortlist", "ada")).mentors
        asked = (await town.ask("Choose", "ada", client_key="k1", mentor_ids=[shortlist[0].mentor_id], note="Hello!")).request
        note_seen: list[str] = []

        async def note_allowed() -> bool:
            [seen] = (await town.ask("ListMyRequests", "best")).requests
            note_seen[:] = [seen.note.text]
            return bool(seen.note.text)

        await until(note_allowed, "the mentor cannot read the note")
        accepted = (await town.ask("AcceptRequest", "best", request_id=asked.request_id)).request
        [pair] = await pairs_of(calls, town.programme_id)
        await conversations_listed(calls, [pair])

        assert len(shortlist) == 5
        assert [one.mentor_id for one in shortlist[:2]] == [town.people["best"], town.people["good"]]
        assert {"skill:writing", "skill:algebra", "interest:chess"} <= set(shortlist[0].reasons)
        assert len(shortlist[0].reasons_in_words) == len(shortlist[0].reasons)
        assert note_seen == ["Hello!"]
        assert (accepted.state, accepted.pair_id, pair.people) == (
            pb.REQUEST_STATE_ACCEPTED,
            pair.id,
            (town.people["ada"], town.people["best"]),
        )
        assert await kinds_told(running_system, asked.request_id, pair.id) == ["MatchProposed", "RequestSettled", "PairStarted"]


async def kinds_told(system: RunningSystem, request_id: str, pair_id: str) -> list[str]:
    """The kinds of the events about this request and this pair on Kafka, requests first."""
    consumer = AIOKafkaConsumer(MatchProposed.TOPIC, bootstrap_servers=system.kafka, auto_offset_reset="earliest")
    await consumer.start()
    requests: list[str] = []
    pairs: list[str] = []
    try:
        async for record in consumer:
            event = json.loads(record.value)
            if event.get("request_id") == request_id:
                requests.append(event["type"])
            elif event.get("pair_id") == pair_id and event["type"] == "PairStarted":
                pairs.append(event["type"])
            if len(requests) == 2 and pairs:
                break
    finally:
        await consumer.stop()
    return [*requests, *pairs]
