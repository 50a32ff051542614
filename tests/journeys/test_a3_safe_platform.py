"""A3: a safe, moderated platform at a cost that is known."""

import asyncio
import json
import time
import uuid
from dataclasses import replace

import pytest
from aiokafka import AIOKafkaConsumer

from causeway.access.v1 import access_pb2
from causeway.analytics.v1 import analytics_pb2
from causeway.messaging.v1 import messaging_pb2 as pb
from causeway.messaging.v1.events import MessageReleased
from causeway.moderation.v1 import events_pb2, moderation_pb2
from causeway_cli.calls import Calls, Refusal
from causeway_cli.embedded.server import wait_until
from causeway_cli.load.roster import MINOR
from causeway_cli.measured import cost_so_far
from causeway_cli.running import RunningSystem
from causeway_cli.scenes import Scene, a_pair
from causeway_cli.setting_up import appoint

pytestmark = pytest.mark.connected

WITH_A_NUMBER = "My number is 07700 900456, text me there if you like."
PATIENCE_SECONDS = 30.0


async def test_a_number_is_not_readable_until_a_moderator_lets_it_through(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        posted = await in_review(scene)

        assert [entry.text for entry in (await scene.sync(scene.mentor)).entries] == []
        assert await scene.unread(scene.mentor) == 0

        await decide(scene, posted.message_id, events_pb2.VERDICT_ALLOW)
        [entry] = await scene.readable(scene.mentor, 1)

        assert entry.text == WITH_A_NUMBER
        kinds = await facts_of(running_system, scene, posted.message_id, count=2)
        assert kinds == ["MessageHeld", "MessageReleased"]


async def test_a_moderator_sees_what_was_written_around_a_held_message(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        await scene.post(scene.mentor, "Shall we look at your essay on Tuesday?")
        await scene.readable(scene.mentee, 1)
        posted = await in_review(scene)
        await scene.post(scene.mentor, "Bring the first page, please.")
        await scene.readable(scene.mentee, 2)

        case = {"programme_id": scene.pair.programme_id, "case_id": posted.message_id}
        claim = moderation_pb2.ClaimRequest(**case, unveil=True)
        claimed = await calls.ask(calls.review.Claim, claim, scene.moderator, fresh=True)

        assert not claimed.context_incomplete
        assert [(one.text, one.held) for one in claimed.context] == [
            ("Shall we look at your essay on Tuesday?", False),
            ("Bring the first page, please.", False),
        ]
        with pytest.raises(Refusal):
            await calls.ask(calls.review.GetContext, moderation_pb2.GetContextRequest(**case), scene.mentor)


async def test_a_number_that_a_moderator_blocks_is_never_readable(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        posted = await in_review(scene)
        await decide(scene, posted.message_id, events_pb2.VERDICT_BLOCK)
        kinds = await facts_of(running_system, scene, posted.message_id, count=2)
        await scene.post(scene.mentee, "Sorry, I will write here.")
        entries = await scene.readable(scene.mentor, 1)

        assert kinds == ["MessageHeld", "MessageBlocked"]
        assert await scene.state_of_own(scene.mentee, posted.message_id) == pb.STATE_BLOCKED
        assert [entry.text for entry in entries] == ["Sorry, I will write here."]


async def test_an_overturned_decision_releases_the_message_in_its_place_and_corrects_the_figures(
    running_system: RunningSystem,
) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        posted = await in_review(scene)
        await decide(scene, posted.message_id, events_pb2.VERDICT_BLOCK)
        await facts_of(running_system, scene, posted.message_id, count=2)
        await scene.post(scene.mentee, "Sorry, I will write here.")
        await scene.readable(scene.mentor, 1)

        appeal = moderation_pb2.AppealRequest(message_id=posted.message_id, words="It is the number of a helpline.")
        await calls.ask(calls.review.Appeal, appeal, scene.mentee)
        with pytest.raises(Refusal, match="You have judged this message before"):
            await decide(scene, posted.message_id, events_pb2.VERDICT_ALLOW)
        olga = f"olga-{uuid.uuid4().hex}"
        await appoint(calls, olga, access_pb2.ROLE_MODERATOR, scene.pair.programme_id)
        await decide(replace(scene, moderator=olga), posted.message_id, events_pb2.VERDICT_ALLOW)
        later, overturned = await scene.readable(scene.mentor, 2)

        assert (later.text, overturned.text) == ("Sorry, I will write here.", WITH_A_NUMBER)
        assert overturned.seq < later.seq
        assert await wait_until(lambda: counted(scene, messages=2, blocked=0), PATIENCE_SECONDS)


async def counted(scene: Scene, messages: int, blocked: int) -> bool:
    request = analytics_pb2.GetPairRequest(programme_id=scene.pair.programme_id, pair_id=scene.pair.id)
    counts = (await scene.calls.ask(scene.calls.metrics.GetPair, request, fresh=True)).pair.counts
    return (counts.messages, counts.blocked) == (messages, blocked)


async def test_the_number_of_somebody_under_eighteen_is_never_readable(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls, mentee_age=MINOR)
        posted = await scene.post(scene.mentee, WITH_A_NUMBER)
        [kind] = await facts_of(running_system, scene, posted.message_id, count=1)
        await scene.post(scene.mentee, "Sorry, I will write here.")
        entries = await scene.readable(scene.mentor, 1)

        assert kind in ("MessageHeld", "MessageBlocked")
        assert [entry.text for entry in entries] == ["Sorry, I will write here."]


async def test_an_open_stream_shows_nothing_before_its_verdict(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        metadata = calls.tokens.metadata(scene.mentor)
        stream = calls.messages.Watch(pb.WatchRequest(), timeout=30, metadata=metadata)
        reading = asyncio.ensure_future(stream.read())
        posted = await in_review(scene)
        assert not reading.done()

        decided_at = time.time()
        await decide(scene, posted.message_id, events_pb2.VERDICT_ALLOW)
        [entry] = (await asyncio.wait_for(reading, PATIENCE_SECONDS)).entries
        stream.cancel()

        assert entry.message_id == posted.message_id
        assert entry.released_at.ToNanoseconds() / 1e9 >= decided_at - 0.001  # stored in milliseconds


async def test_the_cost_of_a_thousand_messages_is_reported(running_system: RunningSystem) -> None:
    async with Calls(running_system) as calls:
        scene = await a_pair(calls)
        await scene.post(scene.mentee, "How much does this cost?")
        await scene.readable(scene.mentor, 1)
        found: list[analytics_pb2.GetCostResponse] = []

        async def reported() -> bool:
            answer = await cost_so_far(calls)
            found[:] = [answer]
            return bool(answer.messages and answer.cpu_seconds_per_1000_messages)

        assert await wait_until(reported, PATIENCE_SECONDS)
        assert {"messaging", "moderation"} <= {cost.service for cost in found[0].services if cost.cpu_seconds > 0}


async def in_review(scene: Scene) -> pb.PostResponse:
    """A posted telephone number that has been judged and waits for a moderator."""
    posted = await scene.post(scene.mentee, WITH_A_NUMBER)

    async def waits() -> bool:
        assert WITH_A_NUMBER not in [entry.text for entry in (await scene.sync(scene.mentor)).entries]
        return await scene.state_of_own(scene.mentee, posted.message_id) == pb.STATE_IN_REVIEW

    assert await wait_until(waits, PATIENCE_SECONDS)
    return posted


async def decide(scene: Scene, message_id: str, verdict: "events_pb2.Verdict") -> None:
    programme = scene.pair.programme_id
    review = scene.calls.review
    claim = moderation_pb2.ClaimRequest(programme_id=programme, case_id=message_id, unveil=True)
    claimed = await scene.calls.ask(review.Claim, claim, scene.moderator, fresh=True)
    assert claimed.text == WITH_A_NUMBER
    decision = moderation_pb2.DecideRequest(programme_id=programme, case_id=message_id, verdict=verdict, reason="Looked at it.")
    await scene.calls.ask(review.Decide, decision, scene.moderator)


async def facts_of(system: RunningSystem, scene: Scene, message_id: str, count: int) -> list[str]:
    """The kinds of the message's events on Kafka, in order, once there are so many."""
    consumer = AIOKafkaConsumer(MessageReleased.TOPIC, bootstrap_servers=system.kafka, auto_offset_reset="earliest")
    await consumer.start()
    kinds: list[str] = []
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            async for record in consumer:
                event = json.loads(record.value)
                assert WITH_A_NUMBER not in record.value.decode()
                if event["message_id"] == message_id:
                    kinds.append(event["type"])
                if len(kinds) == count:
                    return kinds
    finally:
        await consumer.stop()
    return kinds
