"""The Transcripts service, for moderation alone."""

from causeway.messaging.v1 import transcripts_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.stamps import timestamp
from messaging.app.transcript import AFTER, BEFORE, Transcripts
from messaging.domain.message import Message
from messaging.entrypoints.rpc import require


class TranscriptsRpc:
    def __init__(self, transcripts: Transcripts) -> None:
        self._transcripts = transcripts

    async def GetAround(self, request: pb.GetAroundRequest, caller: Caller) -> pb.GetAroundResponse:
        require(request.conversation_id, "conversation_id")
        require(request.message_id, "message_id")
        around = await self._transcripts.around(request.conversation_id, request.message_id, BEFORE, AFTER)
        return pb.GetAroundResponse(messages=[_sealed(message) for message in around])


def _sealed(message: Message) -> pb.SealedMessage:
    return pb.SealedMessage(
        message_id=message.id,
        author_id=message.author_id,
        posted_at=timestamp(message.posted_at),
        content_version=message.content_version,
        text=message.text,
    )
