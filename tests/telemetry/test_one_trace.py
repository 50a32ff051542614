"""One sampled post can be followed through every service, over gRPC and Kafka."""

import asyncio
import uuid
from collections import defaultdict
from collections.abc import Iterator
from concurrent import futures
from typing import Any

import grpc
import pytest
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2, trace_service_pb2_grpc

from causeway.messaging.v1 import messaging_pb2
from causeway_cli.calls import Calls
from causeway_cli.running import RunningSystem, started_system
from tests_support import a_pair_that_can_write

pytestmark = pytest.mark.connected


class Collector(trace_service_pb2_grpc.TraceServiceServicer):
    """Keeps which services sent spans of which trace."""

    def __init__(self) -> None:
        self.services: dict[str, set[str]] = defaultdict(set)
        self.words: set[str] = set()

    def Export(self, request: Any, context: Any) -> Any:  # noqa: N802 - the collector's own name
        for resource in request.resource_spans:
            service = next(one.value.string_value for one in resource.resource.attributes if one.key == "service.name")
            for span in (span for scope in resource.scope_spans for span in scope.spans):
                self.services[span.trace_id.hex()].add(service)
                self.words |= {span.name, *(one.value.string_value for one in span.attributes)}
        return trace_service_pb2.ExportTraceServiceResponse()


@pytest.fixture
def collector() -> Iterator[tuple[Collector, str]]:
    server = grpc.server(futures.ThreadPoolExecutor(4))
    kept = Collector()
    trace_service_pb2_grpc.add_TraceServiceServicer_to_server(kept, server)  # type: ignore[no-untyped-call]
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield kept, f"http://127.0.0.1:{port}"
    server.stop(None)


async def post_with_a_trace(system: RunningSystem, trace: str, text: str) -> None:
    async with Calls(system) as calls:
        pair = await a_pair_that_can_write(calls)
        request = messaging_pb2.PostRequest(conversation_id=pair.id, client_key=uuid.uuid4().hex, text=text)
        metadata = (*calls.tokens.metadata(pair.mentee_id), ("traceparent", f"00-{trace}-00f067aa0ba902b7-01"))
        await calls.messages.Post(request, timeout=10, metadata=metadata)


def test_a_trace_runs_from_the_post_to_the_figures_and_never_tells_the_text(collector: tuple[Collector, str]) -> None:
    kept, endpoint = collector
    trace = uuid.uuid4().hex
    with started_system({"CAUSEWAY_TRACES_ENDPOINT": endpoint}) as system:
        asyncio.run(post_with_a_trace(system, trace, "a very secret sentence"))
        wanted = {"messaging", "moderation", "notifications", "analytics"}
        asyncio.run(until_seen(kept, trace, wanted))

    assert kept.services[trace] >= wanted
    assert not any("secret" in word for word in kept.words)


async def until_seen(kept: Collector, trace: str, wanted: set[str]) -> None:
    async with asyncio.timeout(30):
        while not kept.services[trace] >= wanted:  # noqa: ASYNC110 - the spans come from other processes
            await asyncio.sleep(0.1)
