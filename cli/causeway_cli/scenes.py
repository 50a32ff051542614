"""What scenarios share: a programme of their own with one pair, and words for what its people do."""

import time
import uuid
from dataclasses import dataclass

from causeway.access.v1 import access_pb2
from causeway.messaging.v1 import messaging_pb2 as pb
from causeway_cli.calls import Calls
from causeway_cli.embedded.server import wait_until
from causeway_cli.load.roster import ADULT, roster
from causeway_cli.setting_up import Pair, appoint, conversations_listed, enrol, match_and_start, open_programme, pairs_of
from causeway_cli.trouble import Trouble

PATIENCE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Scene:
    """One pair in a programme of its own, with a moderator of its own."""

    calls: Calls
    pair: Pair
    moderator: str

    @property
    def mentee(self) -> str:
        return self.pair.mentee_id

    @property
    def mentor(self) -> str:
        return self.pair.mentor_id

    async def post(self, author: str, text: str, client_key: str = "") -> pb.PostResponse:
        request = pb.PostRequest(conversation_id=self.pair.id, client_key=client_key or uuid.uuid4().hex, text=text)
        answer: pb.PostResponse = await self.calls.ask(self.calls.messages.Post, request, author)
        return answer

    async def sync(self, person: str, after: int = 0) -> pb.SyncResponse:
        request = pb.SyncRequest(conversation_id=self.pair.id, after=after, limit=200)
        answer: pb.SyncResponse = await self.calls.ask(self.calls.messages.Sync, request, person)
        return answer

    async def mark_read(self, person: str, feed_seq: int) -> pb.MarkReadResponse:
        request = pb.MarkReadRequest(conversation_id=self.pair.id, feed_seq=feed_seq)
        answer: pb.MarkReadResponse = await self.calls.ask(self.calls.messages.MarkRead, request, person)
        return answer

    async def unread(self, person: str) -> int:
        mine = await self.calls.ask(self.calls.conversations.ListMine, pb.ListMineRequest(), person)
        return sum(each.unread for each in mine.conversations if each.conversation_id == self.pair.id)

    async def readable(self, person: str, messages: int) -> list[pb.Entry]:
        """The feed once it holds so many messages. Raises Trouble when it does not in time."""
        until = time.monotonic() + PATIENCE_SECONDS
        entries: list[pb.Entry] = []

        async def enough() -> bool:
            entries[:] = (await self.sync(person)).entries
            return len(entries) >= messages

        if not await wait_until(enough, until - time.monotonic()):
            raise Trouble(f"{len(entries)} of {messages} messages could be read within {PATIENCE_SECONDS:.0f} s.")
        return entries

    async def state_of_own(self, author: str, message_id: str) -> "pb.State":
        """As its author sees it; unspecified when it is not among those that others cannot read."""
        own = (await self.sync(author)).own
        return next((message.state for message in own if message.message_id == message_id), pb.STATE_UNSPECIFIED)


async def a_pair(calls: Calls, mentee_age: int = ADULT) -> Scene:
    """A new programme, opened, with one mentee and one mentor who are a pair and can write."""
    name = f"journey/{uuid.uuid4().hex}"
    programme_id = await open_programme(calls, name, name)
    for side, content in zip(("mentee", "mentor"), roster(1, mentee_age), strict=True):
        await enrol(calls, programme_id, side, content)
    await match_and_start(calls, programme_id, name)
    [pair] = await pairs_of(calls, programme_id)
    await conversations_listed(calls, [pair])
    moderator = f"moderator-{uuid.uuid4().hex}"
    await appoint(calls, moderator, access_pb2.ROLE_MODERATOR, programme_id)
    return Scene(calls, pair, moderator)
