"""Posts messages when they are due, each author as themselves, in order within a conversation."""

import asyncio
import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import grpc

from causeway.messaging.v1 import messaging_pb2 as pb
from causeway_cli.load.channels import Connections
from causeway_cli.load.ledger import Attempt, LedgerFile, Outcome
from causeway_cli.load.script import Due
from causeway_cli.setting_up import Pair
from causeway_cli.tokens import Tokens

DEADLINE_SECONDS = 10.0
PATIENCE_SECONDS = 60.0
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.05, 2.0
PASSING = (
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.DEADLINE_EXCEEDED,
    grpc.StatusCode.RESOURCE_EXHAUSTED,
    grpc.StatusCode.CANCELLED,  # by the server: one that stops drops so what it has not looked at yet
)
REFUSALS = (
    grpc.StatusCode.INVALID_ARGUMENT,
    grpc.StatusCode.NOT_FOUND,
    grpc.StatusCode.ALREADY_EXISTS,
    grpc.StatusCode.FAILED_PRECONDITION,
    grpc.StatusCode.OUT_OF_RANGE,
    grpc.StatusCode.PERMISSION_DENIED,
    grpc.StatusCode.UNAUTHENTICATED,
)


@dataclass(frozen=True, slots=True)
class Posted:
    """An attempt that has come to its end, and when it was due (seconds since 1970)."""

    attempt: Attempt
    due: float


@dataclass(slots=True)
class _Lane:
    """One conversation: what waits for the post before it."""

    waiting: deque[tuple[Due, float]] = field(default_factory=deque)
    busy: bool = False


class Posting:
    def __init__(self, run: str, pairs: Sequence[Pair], connections: Connections, tokens: Tokens, ledger: LedgerFile) -> None:
        self._run = run
        self._pairs = pairs
        self._connections = connections
        self._tokens = tokens
        self._ledger = ledger
        self._lanes = [_Lane() for _ in pairs]
        self._tasks: set[asyncio.Task[None]] = set()
        self._keys = 0
        self._to_flush = False
        self.posted: list[Posted] = []

    async def play(self, script: Iterable[Due], done: Callable[[int], None] = lambda count: None) -> float:
        """Posts everything at its time, whatever became of what went before; returns when all came to their end.

        Gives the moment of the start, in seconds since 1970.
        """
        loop = asyncio.get_running_loop()
        start, began = loop.time(), time.time()
        for number, due in enumerate(script, 1):
            if (early := start + due.at - loop.time()) > 0:
                await asyncio.sleep(early)
            self._take(due, began + due.at)
            done(number)
        while self._tasks:
            await asyncio.wait(self._tasks)
        return began

    def _take(self, due: Due, at: float) -> None:
        lane = self._lanes[due.conversation]
        lane.waiting.append((due, at))
        if not lane.busy:
            lane.busy = True
            task = asyncio.create_task(self._empty(lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _empty(self, lane: _Lane) -> None:
        try:
            while lane.waiting:
                due, at = lane.waiting.popleft()
                self.posted.append(Posted(await self._post(due), at))
        finally:
            lane.busy = False

    async def _post(self, due: Due) -> Attempt:
        pair = self._pairs[due.conversation]
        author, reader = pair.person(due.role), pair.person("mentor" if due.role == "mentee" else "mentee")
        self._keys += 1
        request = pb.PostRequest(conversation_id=pair.id, client_key=f"{self._run}-{self._keys}", text=due.text)
        sha256 = hashlib.sha256(due.text.encode()).hexdigest()
        start = time.time()
        self._ledger.begin(author, reader, pair.id, request.client_key, sha256, start)
        self._flush_before_sending()
        outcome, answer = await self._until_answered(request, author)
        attempt = Attempt(
            person=author,
            reader=reader,
            conversation=pair.id,
            client_key=request.client_key,
            sha256=sha256,
            start=start,
            end=time.time(),
            outcome=outcome,
            message_id=answer.message_id,
            seq=answer.seq,
        )
        self._ledger.end(attempt)
        return attempt

    def _flush_before_sending(self) -> None:
        """Once for all that begin in one turn of the loop. A call leaves in a later turn at the earliest: it starts as a task."""
        if not self._to_flush:
            self._to_flush = True
            asyncio.get_running_loop().call_soon(self._flush)

    def _flush(self) -> None:
        self._to_flush = False
        self._ledger.flush()

    async def _until_answered(self, request: pb.PostRequest, author: str) -> tuple[Outcome, pb.PostResponse]:
        """Sends the same with the same key until there is an answer, or patience ends."""
        until = time.monotonic() + PATIENCE_SECONDS
        pause, may_be_there = FIRST_PAUSE_SECONDS, False
        while True:
            try:
                stub = self._connections.for_calls()
                metadata = self._tokens.metadata(author)
                return Outcome.OK, await stub.Post(request, timeout=DEADLINE_SECONDS, metadata=metadata)
            except grpc.aio.AioRpcError as error:
                code = error.code()
            may_be_there |= code not in REFUSALS and code is not grpc.StatusCode.RESOURCE_EXHAUSTED
            if code not in PASSING or time.monotonic() > until:
                return Outcome.UNKNOWN if may_be_there else Outcome.FAIL, pb.PostResponse()
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
