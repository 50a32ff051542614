"""Calls that messaging answers. One method per rpc; domain errors become status codes here and nowhere else."""

from collections.abc import AsyncIterator, Callable
from functools import lru_cache

import grpc

from causeway.messaging.v1 import messaging_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.errors import invalid
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from causeway_kit.stamps import timestamp
from causeway_kit.work import UnitOfWork
from messaging.app import mark_read, post_message
from messaging.app.list_conversations import Overview, list_conversations
from messaging.app.mark_read import SeenUpTo
from messaging.app.ports import Mailroom, ReadableEntry, Reading
from messaging.app.sync_conversation import LARGEST_LIMIT, sync_conversation
from messaging.domain.conversation import ConversationClosed, NoSuchEntry, NotAParticipant
from messaging.domain.message import Draft, KeyReused, Message, State, TextNotAccepted, Written, check_text
from messaging.entrypoints.watching import TooSlow, Watching

LONGEST_KEY = 64
Seal = Callable[[UnitOfWork, Written], Draft]

STATUSES: dict[type[Exception], grpc.StatusCode] = {
    TextNotAccepted: grpc.StatusCode.INVALID_ARGUMENT,
    NoSuchEntry: grpc.StatusCode.INVALID_ARGUMENT,
    NotAParticipant: grpc.StatusCode.NOT_FOUND,
    ConversationClosed: grpc.StatusCode.FAILED_PRECONDITION,
    KeyReused: grpc.StatusCode.ALREADY_EXISTS,
    TooSlow: grpc.StatusCode.RESOURCE_EXHAUSTED,
}
STATES = {
    State.HELD: pb.STATE_HELD,
    State.IN_REVIEW: pb.STATE_IN_REVIEW,
    State.RELEASED: pb.STATE_RELEASED,
    State.BLOCKED: pb.STATE_BLOCKED,
    State.RETRACTED: pb.STATE_RETRACTED,
}


class ConversationsRpc:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    async def ListMine(self, request: pb.ListMineRequest, caller: Caller) -> pb.ListMineResponse:
        overviews = await list_conversations(self._reading, caller.person_ids)
        return pb.ListMineResponse(conversations=[_conversation(overview) for overview in overviews])


class MessagesRpc:
    def __init__(self, commits: GroupCommit, opens: Opens[Mailroom], reading: Reading, seal: Seal, watching: Watching) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._seal = seal
        self._watching = watching

    async def Post(self, request: pb.PostRequest, caller: Caller) -> pb.PostResponse:
        require(request.conversation_id, "conversation_id")
        require(request.client_key, "client_key")
        check_text(request.text)
        author = await person_of(caller, request.conversation_id, self._reading)
        written = Written(
            post_message.message_id_of(author, request.client_key),
            author,
            request.conversation_id,
            request.text,
        )

        def act(work: UnitOfWork) -> Message:
            return post_message.post_message(self._opens(work), self._seal(work, written))

        item = Item(post_message.needs(written), act, new=post_message.new(written))
        message: Message = await self._commits.submit(item)
        return pb.PostResponse(
            message_id=message.id, seq=message.seq, state=STATES[message.state], posted_at=timestamp(message.posted_at)
        )

    async def Sync(self, request: pb.SyncRequest, caller: Caller) -> pb.SyncResponse:
        require(request.conversation_id, "conversation_id")
        if request.after < 0 or not 0 <= request.limit <= LARGEST_LIMIT:
            raise invalid(f"after must be 0 or more, limit 0 to {LARGEST_LIMIT}.")
        reader = await person_of(caller, request.conversation_id, self._reading)
        page = await sync_conversation(self._reading, reader, request.conversation_id, request.after, request.limit)
        return pb.SyncResponse(
            entries=[_entry(entry) for entry in page.entries],
            next=page.next,
            more=page.more,
            own=[_own(message, text) for message, text in page.own],
            unread=page.unread,
        )

    async def Watch(self, request: pb.WatchRequest, caller: Caller) -> AsyncIterator[pb.WatchResponse]:
        cursors = {cursor.conversation_id: cursor.after for cursor in request.cursors}
        async for entries in self._watching.stream(caller.person_ids, cursors):
            yield pb.WatchResponse(entries=[_entry(entry) for entry in entries])

    async def MarkRead(self, request: pb.MarkReadRequest, caller: Caller) -> pb.MarkReadResponse:
        require(request.conversation_id, "conversation_id")
        if request.feed_seq < 0:
            raise invalid("feed_seq must be 0 or more.")
        reader = await person_of(caller, request.conversation_id, self._reading)
        await self._reading.conversation(reader, request.conversation_id)
        ends = await self._reading.feed_ends([request.conversation_id])
        feed_end = ends.get(request.conversation_id, 0)
        seen = SeenUpTo(reader, request.conversation_id, request.feed_seq, feed_end)
        item = Item(mark_read.needs(seen), lambda work: mark_read.mark_conversation_read(self._opens(work), seen))
        read_up_to: int = await self._commits.submit(item)
        unread = await self._reading.unread(reader, request.conversation_id, read_up_to)
        return pb.MarkReadResponse(read_up_to=read_up_to, unread=unread)


async def person_of(caller: Caller, conversation_id: str, reading: Reading) -> str:
    """Somebody in two programmes is another person in each; most people are one, and nothing is asked. Raises NotAParticipant."""
    return caller.person_id if len(caller.person_ids) < 2 else await reading.whose(caller.person_ids, conversation_id)


def require(value: str, field: str) -> None:
    if not value or len(value) > LONGEST_KEY:
        raise invalid(f"{field} must have 1 to {LONGEST_KEY} characters. Nothing was saved.")


@lru_cache(maxsize=256)  # the readers of a conversation are told of the same entry within milliseconds
def _entry(readable: ReadableEntry) -> pb.Entry:
    entry = readable.entry
    return pb.Entry(
        conversation_id=entry.conversation_id,
        feed_seq=entry.feed_seq,
        message_id=entry.message_id,
        seq=entry.seq,
        author_id=entry.author_id,
        text=readable.text,
        posted_at=timestamp(readable.posted_at),
        released_at=timestamp(entry.released_at),
    )


def _own(message: Message, text: str) -> pb.OwnMessage:
    return pb.OwnMessage(
        message_id=message.id,
        conversation_id=message.conversation_id,
        seq=message.seq,
        state=STATES[message.state],
        text=text,
        posted_at=timestamp(message.posted_at),
    )


def _conversation(overview: Overview) -> pb.Conversation:
    return pb.Conversation(
        conversation_id=overview.conversation.id,
        programme_id=overview.conversation.programme_id,
        participant_ids=[participant.person_id for participant in overview.conversation.participants],
        open=overview.conversation.open,
        feed_seq=overview.feed_seq,
        read_up_to=overview.read_up_to,
        unread=overview.unread,
    )
