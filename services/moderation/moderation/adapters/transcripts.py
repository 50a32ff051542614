"""Asks messaging what was written around a message. It comes sealed, and is opened only for who may read it."""

from collections.abc import Sequence

import grpc
import structlog

from causeway.messaging.v1 import transcripts_pb2 as pb
from causeway.messaging.v1 import transcripts_pb2_grpc
from causeway_kit.client import Token, call
from causeway_kit.errors import Unavailable
from causeway_kit.stamps import moment
from moderation.adapters.background import text_place
from moderation.app.review_ports import Around

log = structlog.get_logger()

SECONDS = 2.0  # somebody waits, and can decide without


class NoTranscripts:
    """For a moderation that was not told where messaging answers."""

    async def around(self, conversation_id: str, message_id: str) -> Sequence[Around] | None:
        return None


class MessagingTranscripts:
    def __init__(self, channel: grpc.aio.Channel, token: Token) -> None:
        self._transcripts = transcripts_pb2_grpc.TranscriptsStub(channel)  # type: ignore[no-untyped-call]
        self._token = token

    async def around(self, conversation_id: str, message_id: str) -> Sequence[Around] | None:
        request = pb.GetAroundRequest(conversation_id=conversation_id, message_id=message_id)
        try:
            answer = await call(self._transcripts.GetAround, request, self._token, SECONDS, idempotent=True)
        except (grpc.aio.AioRpcError, Unavailable) as error:
            log.warning("a case is shown without the messages around it", error=type(error).__name__)
            return None
        return [_around(one) for one in answer.messages]


def _around(sealed: pb.SealedMessage) -> Around:
    place = text_place(sealed.message_id, sealed.content_version)
    return Around(sealed.message_id, sealed.author_id, moment(sealed.posted_at), (), sealed.text, place, held=False)
