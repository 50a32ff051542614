"""Calls about talks that took place elsewhere: one method per rpc."""

import grpc

from causeway.messaging.v1 import talks_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.clock import Clock
from causeway_kit.errors import invalid
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from messaging.app import log_talk
from messaging.app.log_talk import TalkBook, TalkReading
from messaging.app.ports import Reading
from messaging.domain.conversation import ConversationClosed, NotAParticipant
from messaging.domain.message import KeyReused
from messaging.domain.talk import MinorTakesPart, Talk, TalkNotAccepted, check_talk
from messaging.entrypoints.rpc import person_of, require

MOST, USUAL = 200, 50
TALK_STATUSES: dict[type[Exception], grpc.StatusCode] = {
    TalkNotAccepted: grpc.StatusCode.INVALID_ARGUMENT,
    NotAParticipant: grpc.StatusCode.NOT_FOUND,
    MinorTakesPart: grpc.StatusCode.FAILED_PRECONDITION,
    ConversationClosed: grpc.StatusCode.FAILED_PRECONDITION,
    KeyReused: grpc.StatusCode.ALREADY_EXISTS,
}


class TalksRpc:
    def __init__(
        self, commits: GroupCommit, opens: Opens[TalkBook], conversations: Reading, reading: TalkReading, clock: Clock
    ) -> None:
        self._commits = commits
        self._opens = opens
        self._conversations = conversations
        self._reading = reading
        self._clock = clock

    async def Log(self, request: pb.LogTalkRequest, caller: Caller) -> pb.LogTalkResponse:
        require(request.conversation_id, "conversation_id")
        require(request.client_key, "client_key")
        held_on = check_talk(request.held_on, request.minutes, self._clock.now().date())
        noting = await person_of(caller, request.conversation_id, self._conversations)
        asked = log_talk.a_talk(noting, request.client_key, request.conversation_id, held_on, request.minutes)
        item = Item(log_talk.needs(asked), lambda work: log_talk.note_talk(self._opens(work), asked))
        talk: Talk = await self._commits.submit(item)
        return pb.LogTalkResponse(talk=_talk(talk))

    async def List(self, request: pb.ListTalksRequest, caller: Caller) -> pb.ListTalksResponse:
        require(request.conversation_id, "conversation_id")
        if not 0 <= request.page_size <= MOST:
            raise invalid(f"page_size must be 0 to {MOST}.")
        size = request.page_size or USUAL
        try:
            reader = await person_of(caller, request.conversation_id, self._conversations)
            page = await self._reading.talks(reader, request.conversation_id, size, request.page_token)
        except ValueError:
            raise invalid("page_token is not one that this method gave. Start again without it.") from None
        return pb.ListTalksResponse(talks=[_talk(one) for one in page.talks], next_page_token=page.next_token)


def _talk(talk: Talk) -> pb.Talk:
    return pb.Talk(talk_id=talk.id, held_on=talk.held_on.isoformat(), minutes=talk.minutes, logged_by=talk.logged_by)
