"""The gRPC server: for every call sign-in, policy row, limit, deadline, one status and one sentence for each failure."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import grpc
import structlog
from google.protobuf.descriptor import MethodDescriptor, ServiceDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass
from opentelemetry.trace import SpanKind

from causeway_kit import metrics
from causeway_kit.access import Caller, Grants, Policy
from causeway_kit.errors import Overloaded, Refused, Unavailable, invalid
from causeway_kit.tokens import Identity, InvalidToken, TokenCheck
from causeway_kit.tracing import current_trace_id, span

log = structlog.get_logger()
T = TypeVar("T")
Context = Any  # grpc.aio.ServicerContext, generic over types we do not have

LONGEST_CALL_SECONDS = 10.0
LONGEST_UPLOAD_SECONDS = 300.0
RECHECK_SECONDS = 2.0  # an ended role or an expired token closes an open stream within this time
MESSAGE_BYTES = 64 * 1024
METADATA_BYTES = 8 * 1024
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
]


@dataclass(eq=False, slots=True)
class _OpenStream:
    policy: Policy
    request: Message
    identity: Identity
    task: asyncio.Task[Any] | None
    refusal: Refused | None = None

    def close(self, refusal: Refused) -> None:
        self.refusal = refusal
        if self.task is not None:
            self.task.cancel()


class RpcServer:
    """Serves plain classes: a method of a .proto service is `async def Name(self, request, caller)`."""

    def __init__(self, tokens: TokenCheck, grants: Grants, calls: int, streams: int) -> None:
        self._tokens = tokens
        self._grants = grants
        self._calls_left = calls
        self._streams_left = streams
        self._statuses: dict[type[Exception], grpc.StatusCode] = {}
        self._handlers: list[Any] = []
        self._open_streams: set[_OpenStream] = set()

    def answers(
        self,
        service: ServiceDescriptor,
        servicer: object,
        statuses: Mapping[type[Exception], grpc.StatusCode] | None = None,
    ) -> None:
        """Adds a service; its named exceptions become these statuses. A method without a policy row raises ValueError."""
        self._statuses |= statuses or {}
        methods = {method.name: self._method(method, getattr(servicer, method.name)) for method in service.methods}
        self._handlers.append(grpc.method_handlers_generic_handler(service.full_name, methods))

    def attach(self, server: grpc.aio.Server) -> None:
        server.add_generic_rpc_handlers(tuple(self._handlers))

    def _method(self, method: MethodDescriptor, behaviour: Callable[..., Any]) -> Any:
        policy = Policy.of(method)
        reads, writes = (
            GetMessageClass(method.input_type).FromString,
            GetMessageClass(method.output_type).SerializeToString,
        )
        if method.server_streaming:
            return grpc.unary_stream_rpc_method_handler(self._stream(policy, behaviour), reads, writes)
        if method.client_streaming:
            return grpc.stream_unary_rpc_method_handler(self._upload(policy, behaviour), reads, writes)
        return grpc.unary_unary_rpc_method_handler(self._call(policy, behaviour), reads, writes)

    def _call(
        self, policy: Policy, behaviour: Callable[[Message, Caller], Awaitable[Message]]
    ) -> Callable[..., Awaitable[Message]]:
        async def call(request: Message, context: Context) -> Message:
            async def answer() -> Message:
                _, caller = await self._admit(policy, request, context)
                return await behaviour(request, caller)

            return await self._guarded(policy, context, answer, LONGEST_CALL_SECONDS)

        return call

    def _upload(
        self, policy: Policy, behaviour: Callable[[AsyncIterator[Message], Caller], Awaitable[Message]]
    ) -> Callable[..., Awaitable[Message]]:
        async def call(requests: AsyncIterator[Message], context: Context) -> Message:
            async def answer() -> Message:
                first = await anext(aiter(requests), None)
                if first is None:
                    raise invalid("The stream is empty: send its first part.")
                _, caller = await self._admit(policy, first, context)
                return await behaviour(_with_first(first, requests), caller)

            return await self._guarded(policy, context, answer, LONGEST_UPLOAD_SECONDS)

        return call

    def _stream(
        self, policy: Policy, behaviour: Callable[[Message, Caller], AsyncIterator[Message]]
    ) -> Callable[..., AsyncIterator[Message]]:
        async def call(request: Message, context: Context) -> AsyncIterator[Message]:
            if self._streams_left <= 0:
                await context.abort(grpc.StatusCode.RESOURCE_EXHAUSTED, "Too many streams are open here. Try again in a moment.")
            self._streams_left -= 1
            metrics.streams_open.inc()
            stream: _OpenStream | None = None
            try:
                identity, caller = await self._admit(policy, request, context)
                stream = _OpenStream(policy, request, identity, asyncio.current_task())
                self._open_streams.add(stream)
                await context.send_initial_metadata(())  # the reader knows now that the stream is open
                async for answer in behaviour(request, caller):
                    yield answer
            except asyncio.CancelledError:
                if stream is None or stream.refusal is None:
                    raise
                await self._abort(policy, context, stream.refusal)
            except Exception as error:
                await self._abort(policy, context, error)
            finally:
                if stream is not None:
                    self._open_streams.discard(stream)
                self._streams_left += 1
                metrics.streams_open.dec()

        return call

    async def recheck_streams(self, stop: asyncio.Event) -> None:
        """Asks every two seconds whether the readers of open streams may still read, and closes those of others."""
        while not stop.is_set():
            for stream in tuple(self._open_streams):
                try:
                    await self._recheck(stream)
                except Unavailable:
                    break  # nobody can say now; they go on, and the next look comes
                except Refused as refusal:
                    stream.close(refusal)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), RECHECK_SECONDS)

    async def _recheck(self, stream: "_OpenStream") -> None:
        if stream.identity.expires_at < time.time():
            raise Refused(grpc.StatusCode.UNAUTHENTICATED, "The token has expired; open the stream again with a new one.")
        stream.policy.admit(await self._grants.caller(stream.identity.subject), stream.request)

    async def _admit(self, policy: Policy, request: Message, context: Context) -> tuple[Identity, Caller]:
        identity = await self._tokens.check(_bearer(context))
        caller = await self._grants.caller(identity.subject)
        policy.admit(caller, request)
        return identity, caller

    async def _guarded(self, policy: Policy, context: Context, answer: Callable[[], Awaitable[T]], longest: float) -> T:
        began = time.perf_counter()
        if self._calls_left <= 0:
            metrics.calls.labels(policy.method, "RESOURCE_EXHAUSTED").inc()
            await context.abort(
                grpc.StatusCode.RESOURCE_EXHAUSTED, "Too many calls at once; nothing was done. Try again in a moment."
            )
        self._calls_left -= 1
        metrics.calls_in_flight.inc()
        try:
            remaining = context.time_remaining()
            with span(policy.method, SpanKind.SERVER, _metadata(context, "traceparent")):
                async with asyncio.timeout(min(longest, remaining) if remaining is not None else longest):
                    result = await answer()
            policy.answered.inc()
            return result
        except Exception as error:
            await self._abort(policy, context, error)
            raise
        finally:
            self._calls_left += 1
            metrics.calls_in_flight.dec()
            policy.seconds.observe(time.perf_counter() - began)

    async def _abort(self, policy: Policy, context: Context, error: Exception) -> None:
        status, sentence = self._answer_to(error)
        metrics.calls.labels(policy.method, status.name).inc()
        if status is grpc.StatusCode.INTERNAL:
            log.error(
                "call failed",
                method=policy.method,
                error=type(error).__name__,
                trace=current_trace_id(),
                exc_info=_places(error),
            )
        await context.abort(status, sentence)

    def _answer_to(self, error: Exception) -> tuple[grpc.StatusCode, str]:
        match error:
            case Refused():
                return error.status, error.sentence
            case InvalidToken():
                return grpc.StatusCode.UNAUTHENTICATED, f"Sign in first: {error}."
            case Overloaded():
                return grpc.StatusCode.RESOURCE_EXHAUSTED, f"Busy: {error}."
            case Unavailable():
                return grpc.StatusCode.UNAVAILABLE, "A part of the system is away; send the same again in a moment."
            case TimeoutError():
                return grpc.StatusCode.DEADLINE_EXCEEDED, "It took too long; send the same again, with the same key."
        for kind, status in self._statuses.items():
            if isinstance(error, kind):
                return status, str(error)
        return (
            grpc.StatusCode.INTERNAL,
            f"Something is wrong on our side and nothing was saved. Reference: {current_trace_id() or 'none'}.",
        )


async def _with_first(first: Message, rest: AsyncIterator[Message]) -> AsyncIterator[Message]:
    yield first
    async for part in rest:
        yield part


def _bearer(context: Context) -> str:
    """Raises InvalidToken."""
    scheme, _, token = _metadata(context, "authorization").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise InvalidToken("the call carries no bearer token")
    return token


def _metadata(context: Context, name: str) -> str:
    for key, value in context.invocation_metadata() or ():
        if key == name:
            return value if isinstance(value, str) else ""
    return ""


def _places(error: Exception) -> str:
    """Where it happened, without the error's own words: they may quote a text."""
    places = []
    trace = error.__traceback__
    while trace is not None:
        places.append(f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " > ".join(places)
