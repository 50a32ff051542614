"""Who is suspended is out of every service within seconds, on open streams too; who is restricted may still read."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import grpc
import pytest

from causeway.access.v1 import access_pb2
from causeway.matching.v1 import pairs_pb2
from causeway.messaging.v1 import messaging_pb2
from causeway.moderation.v1 import restrictions_pb2 as pb
from causeway.notifications.v1 import notifications_pb2
from causeway_cli.calls import Calls, Refusal
from causeway_cli.embedded.server import wait_until
from causeway_cli.running import RunningSystem
from causeway_cli.scenes import Scene, a_pair
from causeway_cli.setting_up import appoint

pytestmark = pytest.mark.connected

PATIENCE_SECONDS = 30.0


async def impose(scene: Scene, measure: "pb.Measure", person: str, days: int = 1) -> None:
    request = pb.ImposeRequest(
        programme_id=scene.pair.programme_id, person_id=person, measure=measure, reason="Asked to meet alone."
    )
    request.until.FromDatetime(datetime.now(UTC) + timedelta(days=days))
    await scene.calls.ask(scene.calls.restrictions.Impose, request, scene.moderator, fresh=True)


async def lift(scene: Scene, person: str) -> None:
    request = pb.LiftRequest(programme_id=scene.pair.programme_id, person_id=person, reason="It was somebody else.")
    await scene.calls.ask(scene.calls.restrictions.Lift, request, scene.moderator)


def reads(scene: Scene) -> Sequence[tuple[Any, Any]]:
    """One call of each service that this person's role allows."""
    calls = scene.calls
    return (
        (calls.messages.Sync, messaging_pb2.SyncRequest(conversation_id=scene.pair.id, limit=10)),
        (calls.pairs.ListMine, pairs_pb2.ListMineRequest()),
        (calls.preferences.Get, notifications_pb2.GetRequest()),
    )


async def refused(scene: Scene, method: Any, request: Any, person: str) -> bool:
    try:
        await scene.calls.ask(method, request, person)
    except Refusal as refusal:
        return refusal.code is grpc.StatusCode.PERMISSION_DENIED and "until" in refusal.reason
    return False


def a_post(scene: Scene) -> messaging_pb2.PostRequest:
    return messaging_pb2.PostRequest(conversation_id=scene.pair.id, client_key=uuid.uuid4().hex, text="Hello again.")


async def test_who_is_suspended_is_out_of_every_service_and_their_stream_ends(system: RunningSystem) -> None:
    async with Calls(system) as calls:
        scene = await a_pair(calls)
        watching = calls.messages.Watch(messaging_pb2.WatchRequest(), timeout=60, metadata=calls.tokens.metadata(scene.mentor))
        await watching.initial_metadata()
        await impose(scene, pb.MEASURE_SUSPENDED, scene.mentor)

        with pytest.raises(grpc.aio.AioRpcError, match="suspended until"):
            await watching.read()
        for method, request in (*reads(scene), (calls.messages.Post, a_post(scene))):

            async def out(method: Any = method, request: Any = request) -> bool:
                return await refused(scene, method, request, scene.mentor)

            assert await wait_until(out, PATIENCE_SECONDS)
        assert not await refused(scene, *reads(scene)[0], scene.mentee)

        await lift(scene, scene.mentor)

        async def back() -> bool:
            return not await refused(scene, *reads(scene)[0], scene.mentor)

        assert await wait_until(back, PATIENCE_SECONDS)


async def test_who_is_restricted_reads_and_does_not_write(system: RunningSystem) -> None:
    async with Calls(system) as calls:
        scene = await a_pair(calls)
        await impose(scene, pb.MEASURE_RESTRICTED, scene.mentor)

        async def silenced() -> bool:
            return await refused(scene, calls.messages.Post, a_post(scene), scene.mentor)

        assert await wait_until(silenced, PATIENCE_SECONDS)
        assert not any([await refused(scene, method, request, scene.mentor) for method, request in reads(scene)])


async def test_a_moderator_of_another_programme_restricts_nobody_here(system: RunningSystem) -> None:
    async with Calls(system) as calls:
        here, there = await a_pair(calls), await a_pair(calls)
        listing = pb.ListRequest(programme_id=there.pair.programme_id)
        await calls.ask(calls.restrictions.List, listing, there.moderator, fresh=True)  # their role has arrived
        request = pb.ImposeRequest(
            programme_id=there.pair.programme_id, person_id=here.mentor, measure=pb.MEASURE_WARNED, reason="Out of spite."
        )

        with pytest.raises(Refusal, match="NOT_FOUND"):
            await calls.ask(calls.restrictions.Impose, request, there.moderator)
        request.programme_id = here.pair.programme_id
        with pytest.raises(Refusal, match="PERMISSION_DENIED"):
            await calls.ask(calls.restrictions.Impose, request, there.moderator)


async def test_staff_are_not_restricted_by_their_own(system: RunningSystem) -> None:
    async with Calls(system) as calls:
        scene = await a_pair(calls)
        await appoint(calls, "olga", access_pb2.ROLE_MODERATOR, scene.pair.programme_id)

        async def refused_for_staff() -> bool:
            with pytest.raises(Refusal) as refusal:
                await impose(scene, pb.MEASURE_SUSPENDED, "olga")
            return "Staff are not restricted" in refusal.value.reason

        assert await wait_until(refused_for_staff, PATIENCE_SECONDS)
