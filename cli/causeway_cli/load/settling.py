"""Waits until every acknowledged message has come to its end, and says where those stand that nobody can read."""

import asyncio
import time
from collections.abc import Sequence

import grpc

from causeway.messaging.v1 import messaging_pb2 as pb
from causeway_cli.load.ledger import Attempt
from causeway_cli.load.readers import Readers
from causeway_cli.load.sightings import Sightings

PATIENCE_SECONDS = 60.0
LOOK_SECONDS = 1.0
AT_ONCE = 16
ENDED = (pb.STATE_IN_REVIEW, pb.STATE_BLOCKED)


class Settling:
    def __init__(self, readers: Readers, sightings: Sightings) -> None:
        self._readers = readers
        self._sightings = sightings
        self._turns = asyncio.Semaphore(AT_ONCE)
        self.own: dict[str, int] = {}
        """State of messages that only their author sees, by message id."""

    async def wait(self, acked: Sequence[Attempt]) -> None:
        """Returns when all came to an end, or when patience ends."""
        until = time.monotonic() + PATIENCE_SECONDS
        while (waiting := self._waiting(acked)) and time.monotonic() < until:
            await asyncio.sleep(LOOK_SECONDS)
            waiting = self._waiting(waiting)
            places = {(attempt.conversation, attempt.person, attempt.reader) for attempt in waiting}
            await asyncio.gather(*(self._look(*place) for place in places))

    def _waiting(self, attempts: Sequence[Attempt]) -> list[Attempt]:
        return [
            attempt
            for attempt in attempts
            if attempt.message_id not in self._sightings.read_at and self.own.get(attempt.message_id) not in ENDED
        ]

    async def _look(self, conversation_id: str, author: str, reader: str) -> None:
        async with self._turns:
            try:
                own = await self._readers.read_from_the_start(conversation_id, author)
                await self._readers.read_from_the_start(conversation_id, reader)
            except grpc.aio.AioRpcError:
                return  # a part is away: the next look comes
        self.own |= {message.message_id: message.state for message in own}
