"""A classifier outside, asked over HTTP. Whatever goes wrong with it, the text waits for a person."""

import json
import time
from collections.abc import Callable, Iterable, Sequence
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from moderation.domain.judgement import Category, Finding
from moderation.domain.normalise import Readings

SILENT_RULE = "unchecked.outside"
_SECONDS = 0.5
_REST_SECONDS = 10.0  # after a failure nobody waits for it, and everything is held
_LARGEST_ANSWER = 1_000_000  # bytes


class OutsideClassifier:
    """POST {"texts": [...]} is answered by {"version": "...", "chances": [{"spam_scam": 0.9}, ...]}, one object a text.

    A verdict names the version that this process was told at its start, so it must not change while it runs.
    """

    def __init__(self, address: str, version: str, clock: Callable[[], float] = time.monotonic) -> None:
        """Raises ValueError for an address that is no http or https one."""
        self._address = urlsplit(address)
        if self._address.scheme not in ("http", "https") or not self._address.hostname:
            raise ValueError(f"The outside classifier's address {address!r} must start with http:// or https://.")
        self.version = version
        self._clock = clock
        self._rests_until = float("-inf")

    def find(self, readings: Readings) -> Iterable[Finding]:
        return self.find_many([readings])[0]

    def find_many(self, many: Sequence[Readings]) -> list[list[Finding]]:
        if self._clock() < self._rests_until:
            return [[_silent(readings)] for readings in many]
        try:
            answers = self._ask([readings.raw.text for readings in many])
        except (OSError, HTTPException, ValueError, RecursionError):
            self._rests_until = self._clock() + _REST_SECONDS
            return [[_silent(readings)] for readings in many]
        return [_found(readings, answer) for readings, answer in zip(many, answers, strict=True)]

    def _ask(self, texts: Sequence[str]) -> list[dict[Category, float]]:
        kind = HTTPSConnection if self._address.scheme == "https" else HTTPConnection
        connection = kind(self._address.hostname or "", self._address.port, timeout=_SECONDS)
        try:
            body = json.dumps({"texts": list(texts)})
            connection.request("POST", self._address.path or "/", body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            content = response.read(_LARGEST_ANSWER + 1)
        finally:
            connection.close()
        if response.status != 200 or len(content) > _LARGEST_ANSWER:
            raise ValueError("not an answer")
        return _read(content, len(texts), self.version)


def _read(content: bytes, texts: int, version: str) -> list[dict[Category, float]]:
    """Raises ValueError for anything but one chance from 0 to 1 for each named category of each text."""
    answer = json.loads(content)
    rows = answer.get("chances") if isinstance(answer, dict) else None
    if not isinstance(rows, list) or len(rows) != texts or answer.get("version") != version:
        raise ValueError("not an answer")
    read: list[dict[Category, float]] = []
    for row in rows:
        if not isinstance(row, dict):
            raise ValueError("not an answer")
        chances = {Category(name): chance for name, chance in row.items()}
        if not all(type(chance) in (int, float) and 0 <= chance <= 1 for chance in chances.values()):
            raise ValueError("not a chance")
        read.append(chances)
    return read


def _silent(readings: Readings) -> Finding:
    return Finding(SILENT_RULE, None, 1.0, 0, max(1, len(readings.raw.text)))


def _found(readings: Readings, chances: dict[Category, float]) -> list[Finding]:
    size = len(readings.raw.text)
    return [
        Finding(f"{category.value}.outside", category, chance, 0, size) for category, chance in chances.items() if chance and size
    ]
