"""Calls `Sync` at a given rate, in a process of its own, whatever the calls before have come to."""

import asyncio
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import grpc
import uvloop

from causeway.messaging.v1 import messaging_pb2 as pb
from causeway_cli.bench.child import say, serve_orders, told_to_go
from causeway_cli.load.channels import Connections
from causeway_cli.running import running_system
from causeway_cli.tokens import Tokens

READY, WRITTEN = "ready", "written"
DEADLINE_SECONDS = 10.0


class SyncLoad:
    """Each call is of one of the `readers`, a conversation and a person, in turn."""

    def __init__(self, given: dict[str, Any]) -> None:
        self._given = given
        self._random = random.Random(1)
        self.seconds: list[float] = []
        """From when each call was due to its answer."""
        self.failed: Counter[str] = Counter()
        self.short = 0
        """Answers with another number of entries than asked for."""

    async def run(self) -> None:
        system = running_system(Path(self._given["data"]))
        tokens = Tokens(system.issuer)
        async with Connections(system.address("messaging"), streams=0) as connections:
            await self._read_once(connections, tokens)
            say(READY)
            await told_to_go()
            await self._call(connections, tokens)

    async def _read_once(self, connections: Connections, tokens: Tokens) -> None:
        """Before the clock: the marks of those who have read, and everybody's first call."""
        for conversation_id, person in self._given["readers"]:
            if self._given["marked"]:
                mark = pb.MarkReadRequest(conversation_id=conversation_id, feed_seq=self._given["messages"] - self._given["page"])
                await connections.for_calls().MarkRead(mark, timeout=DEADLINE_SECONDS, metadata=tokens.metadata(person))
            await connections.for_calls().Sync(
                self._request(conversation_id), timeout=DEADLINE_SECONDS, metadata=tokens.metadata(person)
            )

    async def _call(self, connections: Connections, tokens: Tokens) -> None:
        loop = asyncio.get_running_loop()
        start, rate = loop.time(), self._given["rate"]
        calls = set()
        for number in range(round(rate * self._given["seconds"])):
            due = start + number / rate
            if (early := due - loop.time()) > 0:
                await asyncio.sleep(early)
            conversation_id, person = self._given["readers"][number % len(self._given["readers"])]
            calls.add(asyncio.create_task(self._one(connections, tokens, conversation_id, person, due)))
        await asyncio.wait(calls)

    async def _one(self, connections: Connections, tokens: Tokens, conversation_id: str, person: str, due: float) -> None:
        try:
            stub, metadata = connections.for_calls(), tokens.metadata(person)
            page = await stub.Sync(self._request(conversation_id), timeout=DEADLINE_SECONDS, metadata=metadata)
        except grpc.aio.AioRpcError as error:
            self.failed[error.code().name] += 1
            return
        self.seconds.append(asyncio.get_running_loop().time() - due)
        self.short += len(page.entries) != self._given["page"]

    def _request(self, conversation_id: str) -> pb.SyncRequest:
        after = self._random.randrange(self._given["messages"] - self._given["page"] + 1)
        return pb.SyncRequest(conversation_id=conversation_id, after=after, limit=self._given["page"])


def load(given: dict[str, Any]) -> None:
    calls = SyncLoad(given)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(calls.run())
    written = {"seconds": calls.seconds, "failed": calls.failed, "short": calls.short}
    Path(given["result"]).write_text(json.dumps(written))
    say(WRITTEN)


if __name__ == "__main__":
    serve_orders(load)
