"""Streams that this process serves: how many, for whom, whether they may still read, and how they end when it stops."""

import asyncio
import contextlib
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

import grpc
from google.protobuf.message import Message

from causeway_kit import metrics
from causeway_kit.access import Grants, Policy
from causeway_kit.errors import Refused, Unavailable
from causeway_kit.limits import GOING, Busy, Room
from causeway_kit.tokens import Identity

RECHECK_SECONDS = 2.0  # an ended role or an expired token closes an open stream within this time


@dataclass(eq=False, slots=True)
class OpenStream:
    policy: Policy
    request: Message
    identity: Identity
    task: asyncio.Task[Any] | None
    refusal: Refused | None = None

    def close(self, refusal: Refused) -> None:
        self.refusal = refusal
        if self.task is not None:
            self.task.cancel()


class OpenStreams:
    def __init__(self, grants: Grants, places: int, a_person: int) -> None:
        self._grants = grants
        self._room = Room(places)
        self._a_person = a_person
        self._by_subject: Counter[str] = Counter()
        self._open: set[OpenStream] = set()
        self._stopping = False
        metrics.streams_open.set_function(lambda: self._room.taken)

    def take_place(self, priority: int) -> None:
        """Raises Refused."""
        if self._room.full_for(priority):
            raise self._room.refusal("streams are open")
        self._room.taken += 1

    def give_place_back(self) -> None:
        self._room.taken -= 1

    def begin(self, stream: OpenStream) -> None:
        """Raises Refused."""
        if self._stopping:
            raise Refused(grpc.StatusCode.UNAVAILABLE, GOING)
        subject = stream.identity.subject
        if self._by_subject[subject] >= self._a_person:
            raise Busy(f"You have {self._a_person} streams open here; close one first.", 1000)
        self._by_subject[subject] += 1
        self._open.add(stream)

    def end(self, stream: OpenStream) -> None:
        if stream in self._open:
            self._open.discard(stream)
            subject = stream.identity.subject
            self._by_subject[subject] -= 1
            if not self._by_subject[subject]:
                del self._by_subject[subject]

    async def recheck(self, stop: asyncio.Event) -> None:
        """Asks every two seconds whether the readers may still read. At stop, tells all of them to come again."""
        while not stop.is_set():
            for stream in tuple(self._open):
                try:
                    await self._recheck(stream)
                except Unavailable:
                    break  # nobody can say now; they go on, and the next look comes
                except Refused as refusal:
                    stream.close(refusal)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), RECHECK_SECONDS)
        self._stopping = True
        self._room.close()
        for stream in tuple(self._open):
            stream.close(Refused(grpc.StatusCode.UNAVAILABLE, GOING))

    async def _recheck(self, stream: OpenStream) -> None:
        if stream.identity.expires_at < time.time():
            raise Refused(grpc.StatusCode.UNAUTHENTICATED, "The token has expired; open the stream again with a new one.")
        stream.policy.admit(await self._grants.caller(stream.identity.subject), stream.request)
