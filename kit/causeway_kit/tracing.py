"""Traces across calls and events: one sampled post can be followed through every service."""

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace import SpanKind
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

_propagator = TraceContextTextMapPropagator()
_started = False


def start_tracing(service: str, endpoint: str, ratio: float) -> None:
    """Sends a share of all traces to an OTLP collector. Without an endpoint, spans cost nothing and go nowhere."""
    global _started
    if not endpoint:
        return
    _started = True
    provider = TracerProvider(sampler=ParentBased(TraceIdRatioBased(ratio)), resource=Resource({"service.name": service}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint, insecure=True)))
    trace.set_tracer_provider(provider)


def started() -> bool:
    """Whether spans go anywhere: what is asked at every call can do without them otherwise."""
    return _started


def trace_parent() -> str:
    """The W3C traceparent of the current span if it is sampled, else empty."""
    if not _started or not trace.get_current_span().get_span_context().trace_flags.sampled:
        return ""
    carrier: dict[str, str] = {}
    _propagator.inject(carrier)
    return carrier.get("traceparent", "")


def _context_of(parent: str) -> Context:
    return _propagator.extract({"traceparent": parent})


@contextmanager
def span(name: str, kind: SpanKind, parent: str = "") -> Iterator[None]:
    """A span below the given traceparent, or below the current span. Never give it text that a person wrote."""
    if not _started:
        yield
        return
    context = _context_of(parent) if parent else None
    with trace.get_tracer("causeway").start_as_current_span(name, context=context, kind=kind, record_exception=False):
        yield


def current_trace_id() -> str:
    if not _started:
        return ""
    context = trace.get_current_span().get_span_context()
    return f"{context.trace_id:032x}" if context.is_valid else ""
