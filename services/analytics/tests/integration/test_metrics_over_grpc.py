"""Figures asked for over a real connection, with a token and a role that came as an event."""

import uuid
from collections.abc import AsyncIterator

import grpc
import pytest
from aiokafka import ConsumerRecord

from analytics.testing import MORNING, a_release, a_start
from causeway.access.v1.access import Role
from causeway.analytics.v1 import analytics_pb2 as pb
from causeway.analytics.v1 import analytics_pb2_grpc
from causeway.event import Event
from causeway.matching.v1.events import ProgrammeOpened, RoleGranted
from causeway_cli.embedded.issuer import Issuer
from causeway_kit.service import Service

pytestmark = pytest.mark.connected
PROGRAMME = pb.GetProgrammeRequest(programme_id="programme-1")


def record_of(event: Event) -> ConsumerRecord:
    headers = [("type", type(event).__name__.encode())]
    return ConsumerRecord(event.TOPIC, 0, 0, 0, 0, event.key.encode(), event.to_json(), None, 0, 0, headers)


def a_grant(subject: str, role: Role, scope: str) -> RoleGranted:
    event_id = uuid.uuid4().hex
    return RoleGranted(
        event_id=event_id, occurred_at=MORNING, subject=subject, person_id=subject, role=role, scope=scope, version=1
    )


@pytest.fixture
async def metrics(service: Service) -> AsyncIterator[analytics_pb2_grpc.MetricsStub]:
    opened = ProgrammeOpened(event_id="opened", occurred_at=MORNING, programme_id="programme-0", version=1)
    grants = [
        a_grant("coordinator", Role.COORDINATOR, "programme:programme-1"),
        a_grant("mentor", Role.MENTOR, "programme:programme-1"),
        a_grant("administrator", Role.ADMINISTRATOR, "*"),
    ]
    events = [opened, *grants, a_start(), a_release(1, Role.MENTEE), a_release(2, Role.MENTOR, 30)]
    await service.consumer.apply([record_of(event) for event in events])
    server = grpc.aio.server()
    service.rpc.attach(server)
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield analytics_pb2_grpc.MetricsStub(channel)  # type: ignore[no-untyped-call]
    await server.stop(None)


def signed_in(issuer: Issuer, subject: str) -> tuple[tuple[str, str], ...]:
    return (("authorization", f"Bearer {issuer.token(subject)}"),)


async def test_a_coordinator_sees_their_programme(metrics: analytics_pb2_grpc.MetricsStub, issuer: Issuer) -> None:
    answer = await metrics.GetProgramme(PROGRAMME, metadata=signed_in(issuer, "coordinator"), timeout=30)

    assert (answer.counts.messages, answer.counts.replies, answer.pairs_in_contact) == (2, 1, 1)
    assert answer.counts.reply_seconds_median == pytest.approx(1800, rel=0.025)


async def test_a_programme_without_a_pair_has_figures_of_zero(metrics: analytics_pb2_grpc.MetricsStub, issuer: Issuer) -> None:
    request = pb.GetProgrammeRequest(programme_id="programme-0")

    answer = await metrics.GetProgramme(request, metadata=signed_in(issuer, "administrator"), timeout=30)

    assert answer == pb.GetProgrammeResponse(counts=pb.Counts())


@pytest.mark.parametrize(
    ("subject", "programme", "status"),
    [
        ("mentor", "programme-1", grpc.StatusCode.PERMISSION_DENIED),
        ("coordinator", "programme-2", grpc.StatusCode.PERMISSION_DENIED),
        ("administrator", "programme-9", grpc.StatusCode.NOT_FOUND),
    ],
)
async def test_others_are_refused(
    metrics: analytics_pb2_grpc.MetricsStub, issuer: Issuer, subject: str, programme: str, status: grpc.StatusCode
) -> None:
    with pytest.raises(grpc.aio.AioRpcError) as refusal:
        await metrics.ListPairs(pb.ListPairsRequest(programme_id=programme), metadata=signed_in(issuer, subject), timeout=30)

    assert refusal.value.code() is status


async def test_the_cost_is_refused_with_the_setting_that_is_missing(
    metrics: analytics_pb2_grpc.MetricsStub, issuer: Issuer
) -> None:
    with pytest.raises(grpc.aio.AioRpcError, match="CAUSEWAY_METRICS_OF") as refusal:
        await metrics.GetCost(pb.GetCostRequest(), metadata=signed_in(issuer, "administrator"), timeout=30)

    assert refusal.value.code() is grpc.StatusCode.FAILED_PRECONDITION
