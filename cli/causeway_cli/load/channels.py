"""A few connections to messaging, shared by everybody who writes and reads in a replay."""

from itertools import cycle
from types import TracebackType
from typing import Any, Self

import grpc

from causeway.messaging.v1 import messaging_pb2_grpc
from causeway_cli.calls import open_channel

FOR_CALLS = 1  # a second connection costs the machine more writes than it gains
STREAMS_A_CHANNEL = 800  # the server takes 1,000 on one connection


class Connections:
    def __init__(self, address: str, streams: int) -> None:
        self._for_calls = [open_channel(address, own_connection=True) for _ in range(FOR_CALLS)]
        count = 1 + streams // STREAMS_A_CHANNEL
        self._for_streams = [open_channel(address, own_connection=True) for _ in range(count)]
        self._call_stubs = cycle([_stub(channel) for channel in self._for_calls])
        self._stream_stubs = cycle([_stub(channel) for channel in self._for_streams])

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for channel in (*self._for_calls, *self._for_streams):
            await channel.close(None)

    def for_calls(self) -> Any:
        return next(self._call_stubs)

    def for_streams(self) -> Any:
        return next(self._stream_stubs)


def _stub(channel: grpc.aio.Channel) -> Any:
    kind: Any = messaging_pb2_grpc.MessagesStub
    return kind(channel)
