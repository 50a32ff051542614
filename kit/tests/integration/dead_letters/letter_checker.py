"""Injects what must not harm anybody, and finds whatever went wrong with it, from outside: topics and database."""

import json
import os
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from aiokafka import AIOKafkaProducer, ConsumerRecord
from letter_office import KNOWN, Office

CANARY = "Priyanka's secret garden"
DAY = timedelta(days=1)
TOLD = ("reason", "origin", "hmac", "build", "written", "set_aside", "size", "attempts")


@dataclass(frozen=True)
class Poison:
    kind: str
    value: bytes
    reason: str  # empty: nothing is wrong with it
    key: bytes = b"c0"
    headers: tuple[tuple[str, bytes], ...] = (("type", b"Noted"),)
    tales: bool = False  # sent to the other topic
    cured: bool = True  # a fixed build can apply it


@dataclass(frozen=True)
class Sent:
    poison: Poison
    origin: str
    event_id: str = ""


def an_id() -> str:
    return uuid.uuid4().hex


def note(conversation: str = "c0", version: int = 1, **changed: Any) -> bytes:
    """An event's wire form. A field that is None is left out."""
    fields = {
        "type": "Noted",
        "event_id": an_id(),
        "occurred_at": datetime.now(UTC).isoformat(),
        "conversation_id": conversation,
        "version": version,
        "words": version * 10,
        "mood": "CALM",
        "said": CANARY,
    }
    return json.dumps({name: value for name, value in (fields | changed).items() if value is not None}).encode()


def poisons() -> list[Poison]:
    """Every kind of bad event that the promise names."""
    canary = CANARY.encode()
    later = (datetime.now(UTC) + 3652 * DAY).isoformat()
    twice = note(version=900)
    strange = (("type", b"Noted"), ("\x01" + CANARY, b"\xff\xfe" + canary))
    telling = (("type", b"Noted"), ("event_id", canary))
    two_types = (("type", canary), ("type", b"Noted"))
    big = os.urandom(900_000).replace(b"\n", b" ")
    return [
        Poison("malformed JSON", b'{"event_id": "1", "said": "' + canary, "malformed", cured=False),
        Poison("not UTF-8", b"\xff\xfe" + canary, "malformed", cured=False),
        Poison("binary headers", b"{" + canary, "malformed", headers=strange, cured=False),
        Poison("0 bytes", b"", "malformed", cured=False),
        Poison("1 MB of noise", canary + big, "malformed", cured=False),
        Poison("older schema", note(words=None, version=901), "malformed"),
        Poison("wrong schema version", note(words={"in": {"v2": CANARY}}), "malformed", cured=False),
        Poison("unknown enum value", note(mood="RADIANT", version=902), "failed"),
        Poison("duplicated", twice, ""),
        Poison("duplicated", twice, ""),
        Poison("out of order", note(version=5), ""),
        Poison("ten years ahead", note(occurred_at=later, version=903), "malformed", cured=False),
        Poison("unknown conversation", note("somebody else's", version=3), "failed", key=b"somebody else's"),
        Poison("wrong partition key", note("c1", version=904), "malformed", key=b"c2 " + canary, cured=False),
        Poison("wrong topic", note(version=905), "malformed", tales=True, cured=False),
        Poison("no type header", note(version=906), "no_type", headers=(), cured=False),
        Poison("no event id", note(event_id="", version=907), "malformed", cured=False),
        Poison("an id that holds text", note(event_id=CANARY, version=-908), "failed", headers=telling),
        Poison("two type headers", note("c3", version=-910), "failed", key=b"c3", headers=two_types),
        Poison("a bug of the handler", note("c3", version=-909), "failed", key=b"c3"),
    ]  # fmt: skip


def good(count: int, start: int = 1) -> list[Poison]:
    made = []
    for number in range(start, start + count):
        conversation = KNOWN[number % len(KNOWN)]
        made.append(Poison("good", note(conversation, number), "", key=conversation.encode()))
    return made


def mixed(bad: Sequence[Poison], fine: Sequence[Poison]) -> list[Poison]:
    """The bad ones spread evenly between the good ones."""
    step = max(1, len(fine) // (len(bad) + 1))
    whole = list(fine)
    for place, poison in enumerate(bad):
        whole.insert((place + 1) * step + place, poison)
    return whole


async def inject(office: Office, producer: AIOKafkaProducer, poisoned: Sequence[Poison]) -> list[Sent]:
    sends = []
    for each in poisoned:
        topic = office.tales if each.tales else office.notes
        sends.append(await producer.send(topic, each.value, key=each.key, headers=list(each.headers)))
    sent = []
    for each, send in zip(poisoned, sends, strict=True):
        told = await send
        sent.append(Sent(each, f"{told.topic}/{told.partition}/{told.offset}", _id_in(each.value)))
    return sent


def _id_in(value: bytes) -> str:
    try:
        return str(json.loads(value)["event_id"])
    except (ValueError, KeyError, TypeError):
        return ""


async def differences(office: Office, sent: Sequence[Sent], *, fixed: bool = False) -> list[str]:
    """What the promise says and is not so; a sentence each."""
    letters = await office.letters()
    return [*await _letters_wrong(office, letters, sent), *_told(letters), *await _effects_wrong(office, sent, fixed)]


async def _letters_wrong(office: Office, letters: Sequence[ConsumerRecord], sent: Sequence[Sent]) -> list[str]:
    by_origin = {dict(letter.headers)["origin"].decode(): letter for letter in letters}
    wrong = []
    for each in sent:
        letter = by_origin.get(each.origin)
        if bool(each.poison.reason) != (letter is not None):
            wrong.append(f"{each.poison.kind}: {'not set aside' if letter is None else 'set aside'}")
        elif letter is not None:
            wrong += [f"{each.poison.kind}: {what}" for what in await _letter_wrong(office, letter, each)]
    return wrong


async def _letter_wrong(office: Office, letter: ConsumerRecord, sent: Sent) -> list[str]:
    headers = dict(letter.headers)
    wrong = [
        f"no {name}" for name in ("reason", "origin", "hmac", "build", "written", "set_aside", "size") if name not in headers
    ]
    if headers["reason"].decode() != sent.poison.reason:
        wrong.append(f"set aside as {headers['reason'].decode()}")
    try:
        event = await office.opened(letter)
    except Exception as error:
        return [*wrong, f"cannot be opened ({type(error).__name__})"]
    if (event.value, event.key, tuple(event.headers)) != (sent.poison.value, sent.poison.key, sent.poison.headers):
        wrong.append("opened, it is not what was sent")
    return wrong


def _told(letters: Sequence[ConsumerRecord]) -> list[str]:
    """Personal text that can be read in a letter without a key."""
    return [
        f"the letter of {dict(letter.headers)['origin'].decode()} tells its text"
        for letter in letters
        if CANARY.encode() in b"|".join((letter.key or b"", letter.value or b"", repr(letter.headers).encode()))
        or "Priyanka" in repr(letter.headers)
    ]


async def _effects_wrong(office: Office, sent: Sequence[Sent], fixed: bool) -> list[str]:
    times = Counter(await office.times())
    applied = {each.event_id: each.poison.kind for each in sent if not each.poison.reason or (fixed and each.poison.cured)}
    wrong = [f"{kind}: applied {times[event_id]} times" for event_id, kind in applied.items() if times[event_id] != 1]
    return [*wrong, *(f"applied against the rules: {event_id}" for event_id in times.keys() - applied.keys())]
