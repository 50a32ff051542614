"""A real gRPC server for tests of what stands before every method. The bearer token is the caller's name; roles are given.

`python small_server.py` serves the contract's `Messages` with small answers until its input ends.
"""

import asyncio
import contextlib
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from typing import Any

import grpc
from google.protobuf.descriptor import ServiceDescriptor

from causeway.messaging.v1 import messaging_pb2 as pb
from causeway_kit.access import Caller, Grants
from causeway_kit.clock import SystemClock
from causeway_kit.limits import Allowance
from causeway_kit.rpc import SERVER_OPTIONS, RpcServer
from causeway_kit.tokens import Identity, InvalidToken

LOOPBACK = "127.0.0.1"
MESSAGES = pb.DESCRIPTOR.services_by_name["Messages"]


class NamesAsTokens:
    async def check(self, token: str) -> Identity:
        if token == "expired":
            raise InvalidToken("the token has expired; sign in again")
        return Identity(token, time.time() + 600)


class RoleRows:
    """The one query that grants make of their store. Everybody holds the given roles, for everything."""

    def __init__(self, roles: Iterable[str]) -> None:
        self._roles = tuple(roles)

    async def find(self, collection: str, query: Mapping[str, Any], **options: Any) -> list[dict[str, Any]]:
        same = {"person_id": query.get("subject", ""), "scope": "*", "until": None}
        return [{**same, "role": role} for role in self._roles] if "subject" in query else []


class SmallMessages:
    """Answers at once. What `hold` returns is awaited before a post is answered."""

    def __init__(self, hold: Callable[[], Any] | None = None) -> None:
        self._hold = hold

    async def Post(self, request: pb.PostRequest, caller: Caller) -> pb.PostResponse:  # noqa: N802
        if self._hold is not None:
            await self._hold()
        return pb.PostResponse(message_id=request.client_key, seq=1)

    async def Sync(self, request: pb.SyncRequest, caller: Caller) -> pb.SyncResponse:  # noqa: N802
        return pb.SyncResponse(next=request.after)

    async def MarkRead(self, request: pb.MarkReadRequest, caller: Caller) -> pb.MarkReadResponse:  # noqa: N802
        return pb.MarkReadResponse(read_up_to=request.feed_seq)

    async def Watch(self, request: pb.WatchRequest, caller: Caller) -> AsyncIterator[pb.WatchResponse]:  # noqa: N802
        yield pb.WatchResponse()
        await asyncio.Event().wait()


def rpc_server(
    roles: Iterable[str] = ("mentee",), calls: int = 512, streams: int = 1000, allowance: Allowance | None = None
) -> RpcServer:
    grants = Grants(RoleRows(roles), SystemClock())  # type: ignore[arg-type]
    return RpcServer(NamesAsTokens(), grants, calls, streams, allowance)


@contextlib.asynccontextmanager
async def serving(
    rpc: RpcServer, services: Iterable[tuple[ServiceDescriptor, object]] | None = None
) -> AsyncIterator[tuple[grpc.aio.Server, str]]:
    """The running server and its address."""
    for descriptor, servicer in services or [(MESSAGES, SmallMessages())]:
        rpc.answers(descriptor, servicer)
    server = grpc.aio.server(options=SERVER_OPTIONS)
    rpc.attach(server)
    port = server.add_insecure_port(f"{LOOPBACK}:0")
    await server.start()
    try:
        yield server, f"{LOOPBACK}:{port}"
    finally:
        await server.stop(None)


def as_caller(name: str) -> tuple[tuple[str, str], ...]:
    return (("authorization", f"Bearer {name}"),)


async def _serve_until_input_ends() -> None:
    async with serving(rpc_server()) as (_, address):
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve_until_input_ends())
