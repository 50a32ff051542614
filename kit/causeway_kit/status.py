"""The small HTTP page for operators: /metrics, /live, /ready and /well, served by a thread so that a stuck loop shows."""

import json
import threading
import time
from collections.abc import Callable, Iterable
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from prometheus_client import make_wsgi_app

STUCK_SECONDS = 10
OPERATOR = "operator"  # something stopped that only a person can put right
SENDING = "sending"  # events are stored and Kafka does not take them now


class Status:
    """What a service says of itself."""

    def __init__(self) -> None:
        self._waiting_for: dict[str, str] = {"start": "starting"}
        self._beat_at = time.monotonic()

    def beat(self) -> None:
        """The event loop runs."""
        self._beat_at = time.monotonic()

    def waits_for(self, what: str, why: str) -> None:
        self._waiting_for[what] = why

    def has(self, what: str) -> None:
        self._waiting_for.pop(what, None)

    @property
    def live(self) -> bool:
        return time.monotonic() - self._beat_at < STUCK_SECONDS

    @property
    def ready(self) -> bool:
        """Calls may come. What waits for an operator or to be sent does not stop them: to refuse them too would help nobody."""
        return self.live and not self._waiting_for.keys() - {OPERATOR, SENDING}

    @property
    def well(self) -> bool:
        return self.live and not self._waiting_for

    @property
    def reasons(self) -> dict[str, str]:
        return dict(self._waiting_for)


class _QuietHandler(WSGIRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:
        """Probes come every second: not worth a line each."""


class _ThreadingServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    allow_reuse_address = True


def serve_status(address: str, status: Status) -> Callable[[], None]:
    """Starts serving; gives the function that stops it."""
    host, _, port = address.rpartition(":")
    metrics_app = make_wsgi_app()

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == "/metrics":
            return metrics_app(environ, start_response)  # type: ignore[no-any-return]
        good = {"/live": status.live, "/ready": status.ready, "/well": status.well}.get(path)
        code = "404 Not Found" if good is None else "200 OK" if good else "503 Service Unavailable"
        start_response(code, [("Content-Type", "application/json")])
        return [json.dumps({"ready": status.ready, "waits_for": status.reasons}).encode()]

    server = make_server(host, int(port), app, _ThreadingServer, _QuietHandler)
    threading.Thread(target=server.serve_forever, name="status", daemon=True).start()
    return server.shutdown
