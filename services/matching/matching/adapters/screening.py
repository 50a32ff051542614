"""Asks moderation about a text."""

import grpc

from causeway.moderation.v1 import events_pb2, moderation_pb2_grpc
from causeway.moderation.v1 import moderation_pb2 as pb
from causeway_kit.client import Token, call
from causeway_kit.errors import Unavailable
from matching.domain.writing import Judgement, WritingState

SECONDS = 3.0
STATES = {
    events_pb2.VERDICT_ALLOW: WritingState.SHOWN,
    # nobody reviews texts outside conversations, so what moderation would hold is not shown either
    events_pb2.VERDICT_HOLD: WritingState.REFUSED,
    events_pb2.VERDICT_BLOCK: WritingState.REFUSED,
}


class ModerationScreening:
    def __init__(self, channel: grpc.aio.Channel, token: Token) -> None:
        self._screening = moderation_pb2_grpc.ScreeningStub(channel)  # type: ignore[no-untyped-call]
        self._token = token

    async def judge(self, programme_id: str, text: str) -> Judgement:
        request = pb.ScreenRequest(programme_id=programme_id, text=text)
        try:
            answer = await call(self._screening.Screen, request, self._token, SECONDS, idempotent=True)
        except grpc.aio.AioRpcError as error:
            if error.code() is grpc.StatusCode.INVALID_ARGUMENT:
                return Judgement(WritingState.PENDING)
            raise Unavailable(f"moderation judges nothing ({error.code().name})") from error
        state = STATES.get(answer.verdict, WritingState.PENDING)
        return Judgement(state, tuple(answer.categories), answer.rules_version)
