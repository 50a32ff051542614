"""Readers of a replay: one open stream a person, and now and then a look by poll."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Sequence

import grpc

from causeway.messaging.v1 import messaging_pb2 as pb
from causeway_cli.load.channels import Connections
from causeway_cli.load.sightings import Sightings
from causeway_cli.setting_up import Pair
from causeway_cli.tokens import Tokens

PAGE = 200
DEADLINE_SECONDS = 10.0
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.1, 2.0
OPENING_PAUSE_SECONDS = 0.002  # between streams, so that they do not all sign in at once
POLLS_A_SECOND = 2.0

Place = tuple[Pair, str]  # a pair, and one of its people


class Readers:
    def __init__(self, places: Sequence[Place], connections: Connections, tokens: Tokens, sightings: Sightings) -> None:
        self._places = places
        self._connections = connections
        self._tokens = tokens
        self._sightings = sightings
        self.reopened = 0
        """How often a stream broke or ended, and was opened again."""

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncIterator[None]:
        """Everybody reads while the block runs."""
        tasks = []
        try:
            for pair, person in self._places:
                tasks.append(asyncio.create_task(self._watch(pair, person)))
                await asyncio.sleep(OPENING_PAUSE_SECONDS)
            tasks.append(asyncio.create_task(self._look_now_and_then()))
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _watch(self, pair: Pair, person: str) -> None:
        """Reads for ever; a stream that breaks is opened again where it broke off."""
        pause = FIRST_PAUSE_SECONDS
        while True:
            cursor = pb.Cursor(conversation_id=pair.id, after=self._sightings.cursor(person, pair.id))
            try:
                stub = self._connections.for_streams()
                async for answer in stub.Watch(pb.WatchRequest(cursors=[cursor]), metadata=self._tokens.metadata(person)):
                    self._sightings.see(person, answer.entries)
                    pause = FIRST_PAUSE_SECONDS
            except grpc.aio.AioRpcError:
                pass  # a server that drains may also end a stream without an error: both are opened again
            self.reopened += 1
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)

    async def _look_now_and_then(self) -> None:
        while True:
            await asyncio.sleep(1 / POLLS_A_SECOND)
            pair, person = random.choice(self._places)
            with contextlib.suppress(grpc.aio.AioRpcError):
                page = await self._sync(pair.id, person, self._sightings.cursor(person, pair.id))
                self._sightings.see(person, page.entries)

    async def read_from_the_start(self, conversation_id: str, person: str) -> list[pb.OwnMessage]:
        """Sees everything that the person can read there; gives their own messages that others cannot read."""
        cursor, more, own = self._sightings.start(conversation_id), True, []
        while more:
            page = await self._sync(conversation_id, person, cursor)
            self._sightings.see(person, page.entries)
            cursor, more, own = page.next, page.more, list(page.own)
        return own

    async def _sync(self, conversation_id: str, person: str, after: int) -> pb.SyncResponse:
        request = pb.SyncRequest(conversation_id=conversation_id, after=after, limit=PAGE)
        metadata = self._tokens.metadata(person)
        answer: pb.SyncResponse = await self._connections.for_calls().Sync(request, timeout=DEADLINE_SECONDS, metadata=metadata)
        return answer
