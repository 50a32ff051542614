"""An open stream ends when its reader's right to read ends."""

import asyncio
from datetime import timedelta

import grpc
import pytest

from causeway.messaging.v1 import messaging_pb2, messaging_pb2_grpc
from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem
from tests_support import a_pair_that_can_write

pytestmark = pytest.mark.connected


def test_a_stream_closes_when_its_token_expires(system: RunningSystem) -> None:
    async def scenario() -> tuple[grpc.StatusCode, str]:
        async with Calls(system) as calls, grpc.aio.insecure_channel(system.address("messaging")) as channel:
            pair = await a_pair_that_can_write(calls)
            token = system.issuer.token(pair.mentor_id, lifetime=timedelta(seconds=3))
            stub = messaging_pb2_grpc.MessagesStub(channel)  # type: ignore[no-untyped-call]
            watching = stub.Watch(messaging_pb2.WatchRequest(), metadata=(("authorization", f"Bearer {token}"),))
            with pytest.raises(grpc.aio.AioRpcError) as closed:
                await asyncio.wait_for(watching.read(), 15)
            return closed.value.code(), closed.value.details() or ""

    code, sentence = asyncio.run(scenario())

    assert code is grpc.StatusCode.UNAUTHENTICATED
    assert "open the stream again" in sentence
