"""The gRPC server: for every call sign-in, policy row, limits, deadline, one status and one sentence for each failure.

What runs at each call is written out flat: at a thousand calls a second every layer between gRPC and the method is felt.
A request stays bytes until there is room for it and its caller is known.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import grpc
from google.protobuf.descriptor import MethodDescriptor, ServiceDescriptor
from google.protobuf.message import DecodeError, Message
from google.protobuf.message_factory import GetMessageClass
from opentelemetry.trace import SpanKind

from causeway.access.v1 import access_pb2
from causeway_kit import metrics, tracing
from causeway_kit.access import Caller, Grants, Policy
from causeway_kit.answers import Context, FailedCalls
from causeway_kit.errors import invalid
from causeway_kit.limits import Allowance, Paces, Room, priority_of
from causeway_kit.open_streams import OpenStream, OpenStreams
from causeway_kit.tokens import Identity, InvalidToken, TokenCheck

LONGEST_CALL_SECONDS = 10.0
LONGEST_UPLOAD_SECONDS = 300.0
READ_ON_SECONDS = 10.0
MESSAGE_BYTES = 64 * 1024
METADATA_BYTES = 8 * 1024
UNCOMPRESSED = 1 << grpc.Compression.NoCompression.value
SERVER_OPTIONS = [
    ("grpc.max_receive_message_length", MESSAGE_BYTES),
    ("grpc.max_send_message_length", 4 * 1024 * 1024),
    ("grpc.max_metadata_size", METADATA_BYTES),
    ("grpc.absolute_max_metadata_size", 2 * METADATA_BYTES),
    ("grpc.max_concurrent_streams", 1000),
    ("grpc.so_reuseport", 0),
    ("grpc.max_connection_age_ms", 15 * 60 * 1000),  # so that clients meet new replicas
    ("grpc.max_connection_age_grace_ms", 30_000),
    ("grpc.http2.min_ping_interval_without_data_ms", 10_000),
    (
        "grpc.compression_enabled_algorithms_bitset",
        UNCOMPRESSED,
    ),  # the limit of a message's size is checked before it is unpacked
]

Behaviour = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands in the .proto about a method, and the pace at which one person may call it."""

    policy: Policy
    priority: int
    paces: Paces
    reads: Callable[[bytes], Message]

    def admitted(self, raw: bytes, caller: Caller) -> Message:
        """The request of a caller who may make it now: read only after signing in. Raises Refused."""
        request = self.read(raw)
        self.policy.admit(caller, request)
        if not caller.service:
            self.paces.spend(caller.subject)
        return request

    def read(self, raw: bytes) -> Message:
        try:
            return self.reads(raw)
        except DecodeError:
            raise invalid("The request cannot be read: it is not of the form that this method takes.") from None

    async def all_parts(self, first: Message, rest: AsyncIterator[bytes]) -> AsyncIterator[Message]:
        yield first
        async for part in rest:
            yield self.read(part)


class _Deadline:
    """Cancels the running task when the time is up. A lighter `asyncio.timeout`: it needs no context of its own."""

    __slots__ = ("_handle", "_task", "passed")

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._task = asyncio.current_task()
        self._handle = asyncio.get_running_loop().call_later(seconds, self._pass)

    def _pass(self) -> None:
        self.passed = True
        if self._task is not None:
            self._task.cancel()

    def lift(self) -> None:
        self._handle.cancel()


class RpcServer:
    """Serves plain classes: a method of a .proto service is `async def Name(self, request, caller)`."""

    def __init__(self, tokens: TokenCheck, grants: Grants, calls: int, streams: int, allowance: Allowance | None = None) -> None:
        """Takes this many unary calls and streams at once; one person no more than the allowance."""
        allowance = allowance or Allowance()
        self._tokens = tokens
        self._grants = grants
        self._room = Room(calls)
        self._streams = OpenStreams(grants, streams, allowance.streams)
        self._post_paces = Paces(allowance.posts)
        self._call_paces = Paces(allowance.calls)
        self._failed = FailedCalls()
        self._handlers: list[Any] = []
        metrics.calls_in_flight.set_function(lambda: self._room.taken)

    def answers(
        self,
        service: ServiceDescriptor,
        servicer: object,
        statuses: Mapping[type[Exception], grpc.StatusCode] | None = None,
    ) -> None:
        """Adds a service; its named exceptions become these statuses.

        A method without a policy row or a priority raises ValueError.
        """
        self._failed.statuses |= statuses or {}
        methods = {method.name: self._method(method, getattr(servicer, method.name)) for method in service.methods}
        self._handlers.append(grpc.method_handlers_generic_handler(service.full_name, methods))

    def attach(self, server: grpc.aio.Server) -> None:
        server.add_generic_rpc_handlers(tuple(self._handlers))

    async def recheck_streams(self, stop: asyncio.Event) -> None:
        """Runs until stop is set. Then open streams and new calls are told to come again; gRPC alone would just cancel them."""
        await self._streams.recheck(stop)
        self._room.close()

    def _method(self, method: MethodDescriptor, behaviour: Behaviour) -> Any:
        row, writes = self._row(method), GetMessageClass(method.output_type).SerializeToString
        if method.server_streaming:
            return grpc.unary_stream_rpc_method_handler(self._stream(row, behaviour), None, writes)
        if method.client_streaming:
            upload = self._unary(row, self._upload(row, behaviour), LONGEST_UPLOAD_SECONDS)
            return grpc.stream_unary_rpc_method_handler(upload, None, writes)
        call = self._unary(row, self._call(row, behaviour), LONGEST_CALL_SECONDS)
        return grpc.unary_unary_rpc_method_handler(call, None, writes)

    def _row(self, method: MethodDescriptor) -> _Row:
        policy, priority = Policy.of(method), priority_of(method)
        own_post = priority == access_pb2.PRIORITY_POSTS and policy.scope == access_pb2.SCOPE_OWN
        paces = self._post_paces if own_post else self._call_paces
        return _Row(policy, priority, paces, GetMessageClass(method.input_type).FromString)

    def _call(self, row: _Row, behaviour: Behaviour) -> Behaviour:
        async def answer(raw: bytes, authorization: str) -> Message:
            _, caller = await self._signed_in(authorization)
            answered: Message = await behaviour(row.admitted(raw, caller), caller)
            return answered

        return answer

    def _upload(self, row: _Row, behaviour: Behaviour) -> Behaviour:
        async def answer(parts: AsyncIterator[bytes], authorization: str) -> Message:
            first = await anext(aiter(parts), None)
            if first is None:
                raise invalid("The stream is empty: send its first part.")
            try:
                _, caller = await self._signed_in(authorization)
                answered: Message = await behaviour(row.all_parts(row.admitted(first, caller), parts), caller)
                return answered
            except Exception:
                await _read_on(parts)
                raise

        return answer

    def _unary(self, row: _Row, answer: Behaviour, longest: float) -> Callable[[Any, Context], Awaitable[Message]]:
        room, method, priority = self._room, row.policy.method, row.priority
        answered, seconds = row.policy.answered, row.policy.seconds

        async def call(request: Any, context: Context) -> Message:
            began = time.perf_counter()
            if room.full_for(priority):
                await self._failed.end(method, context, room.refusal("calls"))
            room.taken += 1
            authorization, parent = _headers(context)
            remaining = context.time_remaining()
            deadline = _Deadline(longest if remaining is None else min(longest, remaining))
            try:
                if tracing.started():
                    with tracing.span(method, SpanKind.SERVER, parent):
                        result: Message = await answer(request, authorization)
                else:
                    result = await answer(request, authorization)
                answered.inc()
                return result
            except asyncio.CancelledError:
                deadline.lift()
                if not deadline.passed:
                    metrics.calls.labels(method, "CANCELLED").inc()
                    raise
                await self._failed.end(method, context, TimeoutError())
                raise
            except Exception as error:
                deadline.lift()
                await self._failed.end(method, context, error)
                raise
            finally:
                deadline.lift()
                room.taken -= 1
                seconds.observe(time.perf_counter() - began)

        return call

    def _stream(self, row: _Row, behaviour: Behaviour) -> Callable[[bytes, Context], AsyncIterator[Message]]:
        async def call(raw: bytes, context: Context) -> AsyncIterator[Message]:
            stream: OpenStream | None = None
            try:
                self._streams.take_place(row.priority)
            except Exception as error:
                await self._failed.end(row.policy.method, context, error)
            try:
                identity, caller = await self._signed_in(_headers(context)[0])
                request = row.admitted(raw, caller)
                stream = OpenStream(row.policy, request, identity, asyncio.current_task())
                self._streams.begin(stream)
                await context.send_initial_metadata(())  # the reader knows now that the stream is open
                async for answer in behaviour(request, caller):
                    yield answer
            except asyncio.CancelledError:
                if stream is None or stream.refusal is None:
                    raise
                await self._failed.end(row.policy.method, context, stream.refusal)
            except Exception as error:
                await self._failed.end(row.policy.method, context, error)
            finally:
                if stream is not None:
                    self._streams.end(stream)
                self._streams.give_place_back()

        return call

    async def _signed_in(self, authorization: str) -> tuple[Identity, Caller]:
        """Raises InvalidToken, Unavailable."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise InvalidToken("the call carries no bearer token")
        identity = await self._tokens.check(token)
        return identity, await self._grants.caller(identity.subject)


async def _read_on(parts: AsyncIterator[bytes]) -> None:
    """A client that is still sending would see its connection break instead of the reason, so the rest is read and dropped."""
    with contextlib.suppress(Exception):
        async with asyncio.timeout(READ_ON_SECONDS):
            async for _ in parts:
                continue


def _headers(context: Context) -> tuple[str, str]:
    """authorization and traceparent, each as it came first; empty where there is none."""
    authorization = parent = ""
    for key, value in context.invocation_metadata() or ():
        if key == "authorization":
            authorization = authorization or value
        elif key == "traceparent":
            parent = parent or value
    return authorization, parent
