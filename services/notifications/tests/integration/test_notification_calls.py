"""A whole notifications process: events in over Kafka, calls over gRPC, a mail out."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import grpc
import pytest
from aiokafka import AIOKafkaProducer

from causeway.access.v1.access import Role
from causeway.event import Event
from causeway.matching.v1.events import RoleGranted
from causeway.notifications.v1 import notifications_pb2 as pb
from causeway.notifications.v1 import notifications_pb2_grpc
from causeway.notifications.v1.events import NudgeSettled
from causeway_cli.embedded.issuer import Issuer
from causeway_cli.embedded.kafka import create_topics
from causeway_cli.embedded.ports import free_ports
from causeway_kit.clock import SystemClock
from notifications.domain.letter import Contact
from notifications.settings import Settings
from notifications.testing import a_release, an_enrolment
from notifications.testing_servers import AddressBook, MailServer

pytestmark = pytest.mark.connected

TOPICS = [
    "matching.people.v1",
    "matching.pairs.v1",
    "messaging.messages.v1",
    "messaging.activity.v1",
    "moderation.people.v1",
    "moderation.alerts.v1",
    NudgeSettled.TOPIC,
    "notifications.dead-letters",
    "notifications.replays",
]
T = TypeVar("T")


async def eventually(ask: Callable[[], Awaitable[T]], holds: Callable[[T], bool], seconds: float = 20) -> T:
    """Asks until it holds; a call that is refused or finds nobody counts as not yet."""
    until = time.monotonic() + seconds
    while True:
        try:
            answer = await ask()
            if holds(answer):
                return answer
        except grpc.aio.AioRpcError:
            if time.monotonic() > until:
                raise
        assert time.monotonic() < until, "it never held"
        await asyncio.sleep(0.05)


class Running:
    """The process as its callers see it."""

    def __init__(self, address: str, kafka: str, issuer: Issuer) -> None:
        self._channel = grpc.aio.insecure_channel(address)
        self._kafka = kafka
        self._issuer = issuer
        self.preferences: Any = notifications_pb2_grpc.PreferencesStub(self._channel)  # type: ignore[no-untyped-call]
        self.inbox: Any = notifications_pb2_grpc.InboxStub(self._channel)  # type: ignore[no-untyped-call]

    def as_(self, subject: str) -> tuple[tuple[str, str], ...]:
        return (("authorization", f"Bearer {self._issuer.token(subject)}"),)

    async def tell(self, *events: Event) -> None:
        async with AIOKafkaProducer(bootstrap_servers=self._kafka) as producer:
            for event in events:
                stamped = event.stamped(f"{type(event).__name__}-{time.monotonic_ns()}", SystemClock().now())
                headers = [("type", type(event).__name__.encode()), ("event_id", stamped.event_id.encode())]
                await producer.send_and_wait(stamped.TOPIC, stamped.to_json(), key=stamped.key.encode(), headers=headers)

    async def close(self) -> None:
        await self._channel.close(None)


@pytest.fixture
async def running(
    settings: Callable[..., Settings], kafka: str, issuer: Issuer, addresses: AddressBook, mail: MailServer
) -> AsyncIterator[Running]:
    await asyncio.to_thread(lambda: asyncio.run(create_topics(kafka, dict.fromkeys(TOPICS, 1))))
    rpc_port, status_port = free_ports(2)
    address = f"127.0.0.1:{rpc_port}"
    wanted = settings(kafka=kafka, grpc_address=address, metrics_address=f"127.0.0.1:{status_port}", unread_after_seconds=2)
    variables = {f"CAUSEWAY_{name.upper()}": str(value) for name, value in wanted.model_dump().items()}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "notifications.main", env={**os.environ, **variables}, cwd=Path(__file__).parents[2]
    )
    callers = Running(address, kafka, issuer)
    yield callers
    await callers.close()
    process.terminate()
    assert await asyncio.wait_for(process.wait(), 20) == 0


def a_grant(person: str) -> RoleGranted:
    return RoleGranted(subject=f"sub-{person}", person_id=person, role=Role.MENTEE, scope="programme:north", version=1)


async def test_a_message_becomes_a_notice_on_an_open_stream_and_a_mail_when_nobody_comes(
    running: Running, mail: MailServer, addresses: AddressBook
) -> None:
    addresses.contacts["amina"] = Contact("Amina", "amina@home.example", "North Mentoring")
    await running.tell(a_grant("amina"), a_grant("bo"), an_enrolment(person_id="amina"))
    wanted = pb.Settings(email=True, time_zone="Europe/London", quiet_from="00:00", quiet_until="00:00")
    amina = running.as_("sub-amina")
    await eventually(
        lambda: running.preferences.Set(pb.SetRequest(settings=wanted), metadata=amina), lambda answer: answer.settings == wanted
    )
    stream = running.inbox.Watch(pb.WatchRequest(), metadata=amina, timeout=20)
    seen = await _first_on(stream, running)

    assert (seen.kind, seen.conversation_id, seen.seen) == ("new_message", "c-amina", False)
    listed = await running.inbox.ListNotices(pb.ListNoticesRequest(), metadata=amina)
    assert (list(listed.notices), listed.unseen) == ([seen], 1)
    await _the_mail_comes(mail)
    await _others_see_nothing(running, seen.notice_id)
    marked = await running.inbox.MarkSeen(pb.MarkSeenRequest(), metadata=amina)
    assert marked.unseen == 0


async def _first_on(stream: Any, running: Running) -> pb.Notice:
    """Messages are released until one comes: only the first answer tells a caller that the stream is open."""
    coming = asyncio.create_task(stream.read())
    for feed_seq in range(1, 20):
        await running.tell(a_release(feed_seq, conversation_id="c-amina", reader_ids=("amina",)))
        await asyncio.wait({coming}, timeout=1)
        if coming.done():
            notice: pb.Notice = coming.result().notice
            assert notice.count == feed_seq
            return notice
    raise AssertionError("nothing came on the stream")


async def _the_mail_comes(mail: MailServer) -> None:
    async def recipients() -> list[str]:
        return mail.recipients()

    await eventually(recipients, lambda found: found == ["Amina <amina@home.example>"])


async def _others_see_nothing(running: Running, notice_id: str) -> None:
    bo = running.as_("sub-bo")
    listed = await eventually(lambda: running.inbox.ListNotices(pb.ListNoticesRequest(), metadata=bo), lambda answer: True)
    assert (list(listed.notices), listed.unseen) == ([], 0)
    for id in (notice_id, "nothing"):
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await running.inbox.MarkSeen(pb.MarkSeenRequest(notice_ids=[id]), metadata=bo)
        assert (refused.value.code(), refused.value.details()) == (
            grpc.StatusCode.NOT_FOUND,
            "There is no such notice. Nothing was changed.",
        )


async def test_callers_without_a_role_and_wrong_values_are_refused_in_a_sentence(running: Running) -> None:
    await running.tell(a_grant("cleo"))
    cleo = running.as_("sub-cleo")
    shown = await eventually(lambda: running.preferences.Get(pb.GetRequest(), metadata=cleo), lambda answer: True)

    assert (shown.settings.email, shown.settings.quiet_from, shown.settings.quiet_until) == (True, "21:00", "08:00")
    wrong = pb.SetRequest(settings=pb.Settings(time_zone="Mars/Base"))
    no_page = pb.ListNoticesRequest(page_token="x")
    calls = [
        (running.preferences.Set(wrong, metadata=cleo), grpc.StatusCode.INVALID_ARGUMENT, "time zone is not known"),
        (running.preferences.Set(pb.SetRequest(), metadata=cleo), grpc.StatusCode.INVALID_ARGUMENT, "settings must be given"),
        (
            running.inbox.ListNotices(no_page, metadata=cleo),
            grpc.StatusCode.INVALID_ARGUMENT,
            "page",
        ),
        (running.preferences.Get(pb.GetRequest(), metadata=running.as_("nobody")), grpc.StatusCode.PERMISSION_DENIED, "role"),
        (running.preferences.Get(pb.GetRequest()), grpc.StatusCode.UNAUTHENTICATED, "Sign in first"),
    ]
    for call, status, words in calls:
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await call
        assert refused.value.code() is status
        assert words in str(refused.value.details())
