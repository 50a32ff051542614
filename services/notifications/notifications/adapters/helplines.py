"""A programme's helplines, asked from moderation, which keeps its policy."""

from datetime import datetime, timedelta

import grpc
import structlog

from causeway.moderation.v1 import policies_pb2 as pb
from causeway.moderation.v1 import policies_pb2_grpc
from causeway_kit.client import Token, call
from causeway_kit.clock import Clock
from causeway_kit.errors import Unavailable

log = structlog.get_logger()

FRESH = timedelta(minutes=1)
SECONDS = 1.0  # somebody waits for the reply
MOST_KEPT = 10_000


class PolicyHelplines:
    def __init__(self, channel: grpc.aio.Channel, token: Token, usual: str, clock: Clock) -> None:
        self._policies = policies_pb2_grpc.PoliciesStub(channel)  # type: ignore[no-untyped-call]
        self._token = token
        self._usual = usual
        self._clock = clock
        self._kept: dict[str, tuple[datetime, str]] = {}

    async def of(self, programme_id: str) -> str:
        asked_at, words = self._kept.get(programme_id, (None, self._usual))
        now = self._clock.now()
        if asked_at is not None and now - asked_at < FRESH:
            return words
        try:
            words = await self._ask(programme_id)
        except (grpc.aio.AioRpcError, Unavailable) as error:
            log.warning("the last known helplines are shown", programme_id=programme_id, error=type(error).__name__)
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[programme_id] = (now, words)
        return words

    async def _ask(self, programme_id: str) -> str:
        request = pb.GetPolicyRequest(programme_id=programme_id)
        answer = await call(self._policies.GetPolicy, request, self._token, SECONDS, idempotent=True)
        terms = answer.policy.terms
        return " ".join(part for part in (terms.helplines, terms.helplines_link) if part) or self._usual
