"""A classifier outside over real HTTP: what it says counts, and whatever goes wrong with it holds the text."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from moderation.adapters.lookalikes import Lookalikes
from moderation.adapters.outside import SILENT_RULE, OutsideClassifier
from moderation.domain.judgement import Action, Category, conclude
from moderation.domain.normalise import Readings, read

pytestmark = pytest.mark.connected


class Answering(ThreadingHTTPServer):
    """Answers what it was told to, and counts the questions."""

    status, body, asked = 200, b"", 0


class _Handler(BaseHTTPRequestHandler):
    server: Answering

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked += 1
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def outside() -> Iterator[Answering]:
    server = Answering(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def _readings(text: str = "some words") -> Readings:
    return read(text, Lookalikes())


def _asking(server: Answering) -> OutsideClassifier:
    return OutsideClassifier(f"http://127.0.0.1:{server.server_address[1]}/classify", "v1")


def _answer(*chances: dict[str, object], version: str = "v1") -> bytes:
    return json.dumps({"version": version, "chances": list(chances)}).encode()


def test_what_it_says_counts_as_a_finding(outside: Answering) -> None:
    outside.body = _answer({"spam_scam": 0.9}, {})

    first, second = _asking(outside).find_many([_readings(), _readings("other words")])

    assert [(one.rule, one.category, one.score) for one in first] == [("spam_scam.outside", Category.SPAM_SCAM, 0.9)]
    assert second == []


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, _answer({})),
        (200, b""),
        (200, b"not json"),
        (200, b"[]"),
        (200, b"[" * 100_000),
        (200, _answer()),
        (200, _answer({}, {})),
        (200, _answer({"spam_scam": 7})),
        (200, _answer({"spam_scam": "yes"})),
        (200, _answer({"no such category": 0.5})),
        (200, _answer({}, version="v2")),
        (200, b" " * 1_000_001),
    ],
)
def test_whatever_goes_wrong_holds_the_text(outside: Answering, status: int, body: bytes) -> None:
    outside.status, outside.body = status, body

    findings = list(_asking(outside).find(_readings()))

    assert [finding.rule for finding in findings] == [SILENT_RULE]
    assert conclude(findings, rules_version="r1").action is Action.HOLD


def test_nobody_listening_holds_the_text_and_is_not_asked_again_for_a_while() -> None:
    now = [0.0]
    nobody = OutsideClassifier("http://127.0.0.1:9/", "v1", clock=lambda: now[0])

    assert [finding.rule for finding in nobody.find(_readings())] == [SILENT_RULE]
    assert [finding.rule for finding in nobody.find(_readings())] == [SILENT_RULE]


def test_it_is_asked_again_after_its_rest(outside: Answering) -> None:
    now = [0.0]
    asking = OutsideClassifier(f"http://127.0.0.1:{outside.server_address[1]}/", "v1", clock=lambda: now[0])
    outside.body = b"broken"
    list(asking.find(_readings()))
    outside.body = _answer({})
    list(asking.find(_readings()))
    now[0] = 11

    assert list(asking.find(_readings())) == []
    assert outside.asked == 2


@pytest.mark.parametrize("address", ["", "ftp://somewhere", "http://"])
def test_an_address_that_is_none_is_refused_at_the_start(address: str) -> None:
    with pytest.raises(ValueError, match="http"):
        OutsideClassifier(address, "v1")
