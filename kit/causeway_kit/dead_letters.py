"""Dead letters: events that a consumer could not apply, kept with the reason and sealed, and tried again when asked.

A malformed event may hold anybody's text anywhere: in its value, its key, its header names. So all of it is sealed under
a key of the service, and only what is known to be harmless stands beside it.
"""

import asyncio
import base64
import contextlib
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from aiokafka import AIOKafkaProducer, ConsumerRecord
from aiokafka.errors import KafkaError, MessageSizeTooLargeError

from causeway_kit.kafka_security import OPEN, KafkaSecurity
from causeway_kit.sealed import Keyring, Unreadable

LARGEST_LETTER = 4_000_000  # bytes; an event of 1 MB that cannot be compressed becomes 1.8 MB
SEND_SECONDS = 20  # longer than an ordinary restart of the broker
CLOSE_SECONDS = 3
LAST_MOMENT_MS = 253_402_300_799_000  # of the year 9999: a producer may claim any time
HARMLESS = {
    "event_id": re.compile(r"[0-9a-f]{32}"),
    "traceparent": re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}"),
}

Headers = list[tuple[str, bytes]]


def dead_letters_of(group: str) -> str:
    return f"{group}.dead-letters"


def replays_of(group: str) -> str:
    """Whatever lies here is opened and goes through the same handler as the first time."""
    return f"{group}.replays"


def key_owner(group: str) -> str:
    """Whose data key seals the letters: no person's, the service's."""
    return f"service:{group}"


def origin_of(record: ConsumerRecord) -> str:
    return f"{record.topic}/{record.partition}/{record.offset}"


@dataclass(frozen=True, slots=True)
class Letter:
    """An event to be set aside."""

    record: ConsumerRecord  # as it came from its owner
    reason: str  # "malformed", "no_type", "failed" or "unreadable"
    error: str  # a class name or a fixed sentence, never the text of an exception
    type: str = ""  # only if a handler is registered for it
    attempts: int = 1  # times it was set aside, this one included


def letter_headers(keyring: Keyring, group: str, letter: Letter, now: datetime) -> Headers:
    """What may be read without a key: where it came from, why, when, by which build, a keyed hash. Never what it says."""
    record = letter.record
    value = record.value or b""
    told = {
        "origin": origin_of(record),
        "reason": letter.reason,
        "error": letter.error,
        "attempts": str(letter.attempts),
        "type": letter.type,
        **_harmless(record),
        "written": datetime.fromtimestamp(min(max(0, record.timestamp), LAST_MOMENT_MS) / 1000, UTC).isoformat(),
        "set_aside": now.isoformat(),
        "build": build_of(group),
        "size": str(len(value)),
        "hmac": keyring.content_hash(key_owner(group), value.decode("latin-1")),
    }
    return [(name, text.encode()) for name, text in told.items() if text]


def sealed_event(keyring: Keyring, group: str, record: ConsumerRecord) -> bytes:
    """Key, value and headers as they were. The service's key must be loaded."""
    whole = {
        "key": _text(record.key),
        "value": _text(record.value),
        "headers": [(name, _text(value)) for name, value in record.headers or ()],
    }
    packed = base64.b64encode(zlib.compress(json.dumps(whole).encode(), level=1)).decode()
    return keyring.seal(key_owner(group), _place(group, origin_of(record)), packed).encode()


def opened_event(keyring: Keyring, group: str, letter: ConsumerRecord) -> ConsumerRecord:
    """The event in a dead letter or a replay, as it came from its owner. Raises Unreadable."""
    origin = text_headers(letter).get("origin", "")
    packed = keyring.open((letter.value or b"").decode("ascii", "replace"), _place(group, origin))
    try:
        topic, partition, offset = origin.rsplit("/", 2)
        whole = json.loads(zlib.decompress(base64.b64decode(packed)))
        headers = tuple((str(name), _bytes(value) or b"") for name, value in whole["headers"])
        key, value = _bytes(whole["key"]), _bytes(whole["value"])
        return replace(letter, topic=topic, partition=int(partition), offset=int(offset), key=key, value=value, headers=headers)
    except (ValueError, KeyError, TypeError, zlib.error):
        raise Unreadable("a dead letter does not hold an event") from None


def attempts_of(letter: ConsumerRecord) -> int:
    said = text_headers(letter).get("attempts", "")
    return int(said) if said.isascii() and said.isdigit() else 1


def text_headers(record: ConsumerRecord) -> Mapping[str, str]:
    return {name: (value or b"").decode("utf-8", "replace") for name, value in record.headers or ()}


@cache
def build_of(group: str) -> str:
    """The version of the service that runs here; of the kit if the consumer is no package of its own."""
    for package in (f"causeway-{group}", "causeway-kit"):
        with contextlib.suppress(PackageNotFoundError):
            return f"{package} {version(package)}"
    return "unknown"


class LetterSender:
    """Writes letters, each acknowledged by all replicas before `send` returns. Raises KafkaError or TimeoutError."""

    def __init__(self, bootstrap: str, security: KafkaSecurity = OPEN) -> None:
        self._bootstrap = bootstrap
        self._security = security
        self._producer: AIOKafkaProducer | None = None
        self._opening = asyncio.Lock()

    async def send(self, topic: str, key: bytes | None, value: bytes | None, headers: Headers) -> None:
        try:
            async with asyncio.timeout(SEND_SECONDS):
                async with self._opening:
                    producer = await self._open()
                await producer.send_and_wait(topic, value, key=key, headers=headers)
        except MessageSizeTooLargeError:
            raise
        except (KafkaError, TimeoutError):
            await self.close()  # a producer after trouble is not trusted again; the next letter builds another one
            raise

    async def _open(self) -> AIOKafkaProducer:
        """The first letter opens it: most processes never need one."""
        if self._producer is None:
            producer = AIOKafkaProducer(
                bootstrap_servers=self._bootstrap, acks="all", max_request_size=LARGEST_LETTER, metadata_max_age_ms=5000,
                **self._security.options,
            )  # fmt: skip
            try:
                await producer.start()
            except BaseException:
                await _closed(producer)
                raise
            self._producer = producer
        return self._producer

    async def close(self) -> None:
        producer, self._producer = self._producer, None
        if producer is not None:
            await _closed(producer)


async def _closed(producer: Any) -> None:
    with contextlib.suppress(TimeoutError, KafkaError):
        await asyncio.wait_for(producer.stop(), CLOSE_SECONDS)


def _harmless(record: ConsumerRecord) -> dict[str, str]:
    told = text_headers(record)
    return {name: told[name] for name, form in HARMLESS.items() if form.fullmatch(told.get(name, ""))}


def _place(group: str, origin: str) -> str:
    return f"dead-letters/{group}/{origin}"


def _text(value: bytes | None) -> str | None:
    return None if value is None else base64.b64encode(value).decode()


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else base64.b64decode(text, validate=True)
