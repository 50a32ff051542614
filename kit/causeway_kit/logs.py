"""Structured logs: one JSON object a line, ids only. What people write never reaches a log."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from causeway_kit.tracing import current_trace_id

NEVER = frozenset(
    {
        "text",
        "body",
        "name",
        "email",
        "address",
        "token",
        "authorization",
        "secret",
        "value",
        "content",
        "payload",
        "document",
    }
)
LONGEST = 300


def start_logging(service: str, level: str) -> None:
    logging.basicConfig(level=logging.WARNING, stream=sys.stdout, format="%(levelname)s %(name)s %(message)s")
    logging.getLogger("aiokafka").setLevel(logging.ERROR)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _naming(service),
            redact,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=True,
    )


def _naming(service: str) -> structlog.typing.Processor:
    def add(logger: Any, method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        entry["service"] = service
        if trace := current_trace_id():
            entry.setdefault("trace", trace)
        return entry

    return add


def redact(logger: Any, method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drops fields that could hold a person's words or address, and cuts long values."""
    for key in list(entry):
        if key in NEVER:
            entry[key] = "[removed]"
        elif isinstance(entry[key], str) and len(entry[key]) > LONGEST:
            entry[key] = entry[key][:LONGEST] + "…"
    return entry
