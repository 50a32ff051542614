"""The whole process on real Kafka and MongoDB: a conversation goes in as events and comes out as figures."""

import asyncio
import os
import signal
import sys
import uuid
from collections.abc import AsyncIterator, Sequence

import grpc
import pytest
from aiokafka import AIOKafkaProducer

from analytics.settings import AnalyticsSettings
from analytics.testing import MORNING, a_hold, a_nudge, a_release, a_start
from causeway.access.v1.access import Role
from causeway.analytics.v1 import analytics_pb2 as pb
from causeway.analytics.v1 import analytics_pb2_grpc
from causeway.event import Event
from causeway.matching.v1.events import RoleGranted
from causeway_cli.embedded.issuer import Issuer
from causeway_cli.embedded.kafka import create_topics
from causeway_cli.embedded.ports import free_ports

pytestmark = pytest.mark.connected
TOPICS = (
    "matching.people.v1",
    "matching.pairs.v1",
    "matching.programmes.v1",
    "messaging.messages.v1",
    "moderation.people.v1",
    "notifications.deliveries.v1",
    "analytics.dead-letters",
    "analytics.replays",
)
SECONDS_TO_WAIT = 60.0


@pytest.fixture
async def address(settings: AnalyticsSettings, kafka: str) -> AsyncIterator[str]:
    """Where a running analytics process answers; afterwards it must drain and end well."""
    await create_topics(kafka, dict.fromkeys(TOPICS, 3))
    rpc_port, metrics_port = free_ports(2)
    here = {
        "kafka": kafka,
        "grpc_address": f"127.0.0.1:{rpc_port}",
        "metrics_address": f"127.0.0.1:{metrics_port}",
        "metrics_of": f"analytics=127.0.0.1:{metrics_port}",
        "cost_interval_seconds": 0.5,
    }
    told = {f"CAUSEWAY_{name.upper()}": str(value) for name, value in {**settings.model_dump(), **here}.items()}
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "analytics.main", env={**os.environ, **told})
    yield str(here["grpc_address"])
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), 30) == 0


async def publish(kafka: str, events: Sequence[Event]) -> None:
    async with AIOKafkaProducer(bootstrap_servers=kafka) as producer:
        for event in events:
            headers = [("type", type(event).__name__.encode())]
            await producer.send_and_wait(event.TOPIC, event.to_json(), key=event.key.encode(), headers=headers)


def a_grant(subject: str, role: Role, scope: str) -> RoleGranted:
    return RoleGranted(
        event_id=uuid.uuid4().hex,
        occurred_at=MORNING,
        subject=subject,
        person_id=subject,
        role=role,
        scope=scope,
        version=1,
    )


async def test_a_scripted_conversation_of_twenty_messages_is_counted_within_seconds(
    address: str, kafka: str, issuer: Issuer
) -> None:
    pair, programme, subject = uuid.uuid4().hex, uuid.uuid4().hex, uuid.uuid4().hex
    talk = [
        a_release(seq, Role.MENTEE if seq % 2 else Role.MENTOR, seq * 10, pair=pair, programme=programme, words=seq)
        for seq in range(1, 21)
    ]
    before = [a_grant(subject, Role.ADMINISTRATOR, "*"), a_hold(4, pair=pair, programme=programme)]
    after = [a_start(pair, programme), a_nudge(uuid.uuid4().hex, programme=programme)]
    token = (("authorization", f"Bearer {issuer.token(subject)}"),)

    await publish(kafka, [*before, *talk, *talk[5:9], *after])

    async with grpc.aio.insecure_channel(address) as channel:
        metrics = analytics_pb2_grpc.MetricsStub(channel)  # type: ignore[no-untyped-call]
        figures = await until_counted(metrics, programme, token)
        counts = figures.counts
        assert (counts.messages, counts.words, counts.held, counts.replies) == (20, 210, 1, 19)
        assert (counts.mentee_messages, counts.mentor_messages) == (10, 10)
        assert (figures.pairs_started, figures.pairs_in_contact, figures.nudges_sent) == (1, 1, 1)
        answer = await metrics.GetPair(pb.GetPairRequest(programme_id=programme, pair_id=pair), metadata=token)
        assert answer.pair.counts.reply_seconds_median == 600
        cost = await metrics.GetCost(pb.GetCostRequest(), metadata=token)
        assert [one.service for one in cost.services] == ["analytics"]


async def until_counted(
    metrics: analytics_pb2_grpc.MetricsStub, programme: str, token: tuple[tuple[str, str], ...]
) -> pb.GetProgrammeResponse:
    request = pb.GetProgrammeRequest(programme_id=programme)
    last: object = None
    loop = asyncio.get_running_loop()
    ends = loop.time() + SECONDS_TO_WAIT
    while loop.time() < ends:
        try:
            answer: pb.GetProgrammeResponse = await metrics.GetProgramme(request, metadata=token, timeout=30)
        except grpc.aio.AioRpcError as error:
            last = error.code()
        else:
            last = answer
            if answer.counts.messages == 20 and answer.pairs_started == 1 and answer.nudges_sent == 1:
                return answer
        await asyncio.sleep(0.1)
    raise AssertionError(f"not counted within {SECONDS_TO_WAIT} s: {last}")
