"""What a caller is told when a call fails: one status, one sentence, and when it is worth coming again."""

from collections.abc import Iterable
from typing import Any

import grpc
import structlog

from causeway_kit import metrics
from causeway_kit.errors import Overloaded, Refused, Unavailable
from causeway_kit.limits import RETRY_AFTER, Busy, busy
from causeway_kit.tokens import InvalidToken
from causeway_kit.tracing import current_trace_id

log = structlog.get_logger()
Context = Any  # grpc.aio.ServicerContext, generic over types we do not have


class FailedCalls:
    """Ends calls that failed. A service's own exceptions have their statuses here."""

    def __init__(self) -> None:
        self.statuses: dict[type[Exception], grpc.StatusCode] = {}

    async def end(self, method: str, context: Context, error: Exception) -> None:
        """Raises what ends the call inside gRPC."""
        status, sentence = self.answer_to(error)
        metrics.calls.labels(method, status.name).inc()
        if status is grpc.StatusCode.INTERNAL:
            trace = current_trace_id()
            log.error("call failed", method=method, error=type(error).__name__, trace=trace, at=_places(error))
        await context.abort(status, sentence, _hint(error))

    def answer_to(self, error: Exception) -> tuple[grpc.StatusCode, str]:
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
        for kind, status in self.statuses.items():
            if isinstance(error, kind):
                return status, str(error)
        return (
            grpc.StatusCode.INTERNAL,
            f"Something is wrong on our side and nothing was saved. Reference: {current_trace_id() or 'none'}.",
        )


def _hint(error: Exception) -> tuple[tuple[str, str], ...]:
    if isinstance(error, Overloaded):
        error = busy("calls")
    return ((RETRY_AFTER, str(error.retry_after_ms)),) if isinstance(error, Busy) else ()


def retry_after_seconds(trailing: Iterable[Any] | None) -> float:
    """What the server asked the caller to wait; 0 if it said nothing that can be read."""
    stated = next((value for key, value in trailing or () if key == RETRY_AFTER), "")
    return int(stated) / 1000 if isinstance(stated, str) and stated.isascii() and stated.isdigit() else 0.0


def _places(error: Exception) -> str:
    """Where it happened, without the error's own words: they may quote a text."""
    places = []
    trace = error.__traceback__
    while trace is not None:
        places.append(f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " > ".join(places)
