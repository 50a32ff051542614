"""A small HTTP server on the loopback interface, for the issuer and the mail catcher."""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from causeway_cli.embedded.ports import LOOPBACK

BODY_LIMIT_BYTES = 16_384
IDLE_SECONDS = 60


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


def as_json(content: object, status: int = 200) -> Answer:
    return Answer(status, json.dumps(content).encode(), headers={"Cache-Control": "no-store"})


def serve(port: int, answer: Callable[[Request], Answer]) -> ThreadingHTTPServer:
    """Serve in the background until `shutdown()` is called; port 0 takes a free one.

    Only requests that name this address as their host are answered, so that a web page elsewhere cannot use a
    browser on this machine to read the answers.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = IDLE_SECONDS
        server_version = "causeway"

        def do_GET(self) -> None:
            self._send(self._answered(""))

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            if not length.isdecimal() or int(length) > BODY_LIMIT_BYTES:
                self.close_connection = True
                self._send(as_json({"error": "invalid_request"}, 413))
                return
            self._send(self._answered(self.rfile.read(int(length)).decode(errors="replace")))

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the form may hold secrets, and the callers log for themselves."""

        def _answered(self, body: str) -> Answer:
            bound = server.server_address[1]
            if self.headers.get("Host") not in (f"{LOOPBACK}:{bound}", f"localhost:{bound}"):
                return as_json({"error": "unknown_host"}, 403)
            address = urlsplit(self.path)
            query, form = _single(address.query), _single(body)
            return answer(Request(self.command, address.path, query, form, dict(self.headers)))

        def _send(self, reply: Answer) -> None:
            self.send_response(reply.status)
            for name, value in {"Content-Type": reply.content_type, **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

    server = _Server((LOOPBACK, port), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    return server


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


def _single(encoded: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(encoded, max_num_fields=50).items()}
