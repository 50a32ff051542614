"""Calls to the running system as anybody: signed in, with a deadline, repeated while a part of the system is away."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from types import TracebackType
from typing import Any, Self

import grpc

from causeway.analytics.v1 import analytics_pb2_grpc
from causeway.matching.v1 import matching_pb2_grpc, pairs_pb2_grpc, people_pb2_grpc, programmes_pb2_grpc
from causeway.messaging.v1 import messaging_pb2_grpc, talks_pb2_grpc
from causeway.moderation.v1 import (
    alerts_pb2_grpc,
    moderation_pb2_grpc,
    policies_pb2_grpc,
    restrictions_pb2_grpc,
    review_pb2_grpc,
    rules_pb2_grpc,
)
from causeway.notifications.v1 import notifications_pb2_grpc, staff_pb2_grpc
from causeway_cli.keeper.plan import ADMINISTRATOR
from causeway_cli.running import RunningSystem
from causeway_cli.tokens import Tokens
from causeway_cli.trouble import Trouble

PATIENCE_SECONDS = 60.0
DEADLINE_SECONDS = 10.0
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.05, 1.0
PASSING = (
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.DEADLINE_EXCEEDED,
    grpc.StatusCode.RESOURCE_EXHAUSTED,
    grpc.StatusCode.CANCELLED,  # by the server: one that stops drops so what it has not looked at yet
)
NOT_ARRIVED = (grpc.StatusCode.PERMISSION_DENIED, grpc.StatusCode.NOT_FOUND)
CHANNEL_OPTIONS: Sequence[tuple[str, Any]] = [
    ("grpc.max_receive_message_length", 4 * 1024 * 1024),
    ("grpc.service_config", '{"loadBalancingConfig": [{"round_robin": {}}]}'),  # calls spread over the replicas
]
OWN_CONNECTION: Sequence[tuple[str, Any]] = [("grpc.use_local_subchannel_pool", 1)]


class Refusal(Trouble):
    """The system turned a call down, with its own sentence."""

    def __init__(self, method: str, code: grpc.StatusCode, sentence: str) -> None:
        super().__init__(f"{method} was refused ({code.name}): {sentence}")
        self.code = code
        self.reason = sentence


class Calls:
    """One channel to each service; every method is called as a subject of the caller's choice."""

    def __init__(self, system: RunningSystem) -> None:
        self.system = system
        self.tokens = Tokens(system.issuer)
        self._channels: list[grpc.aio.Channel] = []
        matching = self._open("matching")
        self.programmes: Any = _stub(programmes_pb2_grpc.ProgrammesStub, matching)
        self.people: Any = _stub(people_pb2_grpc.PeopleStub, matching)
        self.matching: Any = _stub(matching_pb2_grpc.MatchingStub, matching)
        self.pairs: Any = _stub(pairs_pb2_grpc.PairsStub, matching)
        messaging = self._open("messaging")
        self.conversations: Any = _stub(messaging_pb2_grpc.ConversationsStub, messaging)
        self.messages: Any = _stub(messaging_pb2_grpc.MessagesStub, messaging)
        self.talks: Any = _stub(talks_pb2_grpc.TalksStub, messaging)
        moderation = self._open("moderation")
        self.review: Any = _stub(moderation_pb2_grpc.ReviewStub, moderation)
        self.screening: Any = _stub(moderation_pb2_grpc.ScreeningStub, moderation)
        self.policies: Any = _stub(policies_pb2_grpc.PoliciesStub, moderation)
        self.reviewers: Any = _stub(review_pb2_grpc.ReviewersStub, moderation)
        self.alerts: Any = _stub(alerts_pb2_grpc.AlertsStub, moderation)
        self.restrictions: Any = _stub(restrictions_pb2_grpc.RestrictionsStub, moderation)
        self.rules: Any = _stub(rules_pb2_grpc.RulesStub, moderation)
        notifications = self._open("notifications")
        self.preferences: Any = _stub(notifications_pb2_grpc.PreferencesStub, notifications)
        self.inbox: Any = _stub(notifications_pb2_grpc.InboxStub, notifications)
        self.staff_contacts: Any = _stub(staff_pb2_grpc.StaffContactsStub, notifications)
        self.metrics: Any = _stub(analytics_pb2_grpc.MetricsStub, self._open("analytics"))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await asyncio.gather(*(channel.close(None) for channel in self._channels))

    def _open(self, service: str) -> grpc.aio.Channel:
        channel = open_channel(self.system.address(service))
        self._channels.append(channel)
        return channel

    async def ask(
        self,
        method: Any,
        request: Any,
        subject: str = ADMINISTRATOR,
        *,
        fresh: bool = False,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> Any:
        """The answer. Repeats while a part is away; `fresh` waits also for a role or a thing that is new and on its way.

        Raises Refusal.
        """
        until = time.monotonic() + patience_seconds
        pause = FIRST_PAUSE_SECONDS
        while True:
            try:
                return await method(request, timeout=DEADLINE_SECONDS, metadata=self.tokens.metadata(subject))
            except grpc.aio.AioRpcError as error:
                waits = error.code() in PASSING or (fresh and error.code() in NOT_ARRIVED)
                if not waits or time.monotonic() + pause > until:
                    raise refusal(method, error) from None
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)

    async def upload(
        self, method: Any, parts: Callable[[], AsyncIterator[Any]], seconds: float, subject: str | None = None
    ) -> Any:
        """The answer to a stream of requests; sent again from its first part while a part of the system is away.

        Raises Refusal.
        """
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return await method(parts(), timeout=seconds, metadata=self.tokens.metadata(subject or ADMINISTRATOR))
            except grpc.aio.AioRpcError as error:
                if error.code() not in PASSING or time.monotonic() > until:
                    raise refusal(method, error) from None
            await asyncio.sleep(LONGEST_PAUSE_SECONDS)


def _stub(kind: Any, channel: grpc.aio.Channel) -> Any:
    """Generated stubs carry no types."""
    return kind(channel)


def open_channel(address: str, *, own_connection: bool = False) -> grpc.aio.Channel:
    options = [*CHANNEL_OPTIONS, *(OWN_CONNECTION if own_connection else ())]
    return grpc.aio.insecure_channel(address, options=options)


def refusal(method: Any, error: grpc.aio.AioRpcError) -> Refusal:
    name = getattr(method, "_method", b"the call")
    path = name.decode() if isinstance(name, bytes) else str(name)
    return Refusal(path.rpartition(".")[2], error.code(), error.details() or "no reason was given")
