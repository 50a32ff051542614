"""Recorded events of past builds, and what today's services make of them. Used by tests/contracts/recorded."""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiokafka import ConsumerRecord

import analytics.adapters.mongo as analytics_mongo
import analytics.entrypoints.events as analytics_events
import matching.entrypoints.events as matching_events
import messaging.adapters.mongo as messaging_mongo
import messaging.entrypoints.events as messaging_events
import moderation.adapters.mongo as moderation_mongo
import moderation.entrypoints.events as moderation_events
import notifications.adapters.mongo as notifications_mongo
import notifications.entrypoints.events as notifications_events
from causeway.event import Event
from causeway.messaging.v1.events import MessagePosted
from causeway_kit.access import GRANTS
from causeway_kit.batch import Failed, Item, run_batch
from causeway_kit.clock import Clock, ShiftedClock
from causeway_kit.consume import BatchConsumer
from causeway_kit.dead_letters import Headers
from causeway_kit.inbox import INBOX
from causeway_kit.sealed import FileVault, Keyring, Unreadable, owner_of
from causeway_kit.service import PLUMBING_INDEXES
from causeway_kit.store import Indexes, Store
from causeway_kit.work import UnitOfWork
from messaging.adapters.places import sequences
from messaging.app import post_message
from messaging.domain.message import Draft
from moderation.adapters.review_bench import MongoReviewBench
from moderation.judging import open_judge
from moderation.review_testing import FixedLimits
from moderation.testing import FixedPolicies

RECORDED = Path(__file__).parent / "contracts" / "recorded"
KEY_ENCRYPTION_KEY = hashlib.sha256(b"the key of recorded events: it opens nothing else").digest()
KEYS = "keys"
UNREAD_AFTER = timedelta(days=1)
STATE_OF = {
    "matching": (GRANTS,),
    "messaging": (GRANTS, *messaging_mongo.INDEXES),
    "moderation": (GRANTS, *moderation_mongo.INDEXES),
    "notifications": (GRANTS, *notifications_mongo.INDEXES),
    "analytics": (GRANTS, *analytics_mongo.INDEXES),
}
INDEXES: Mapping[str, Indexes] = {
    "matching": {},
    "messaging": messaging_mongo.INDEXES,
    "moderation": moderation_mongo.INDEXES,
    "notifications": notifications_mongo.INDEXES,
    "analytics": analytics_mongo.INDEXES,
}
State = dict[str, dict[str, Any]]  # collection, id, document
# what today's rules and models make of the recorded words, by collection of moderation
JUDGED = {
    "verdicts": frozenset({"verdict", "categories", "rules", "rules_version"}),
    "cases": frozenset({"categories", "rules", "rules_version", "places", "due_at"}),
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """One event as it stood on Kafka."""

    topic: str
    key: str
    headers: Mapping[str, str]
    value: Mapping[str, Any]

    @property
    def type(self) -> str:
        return self.headers["type"]

    def with_value(self, **changes: Any) -> "Recorded":
        return replace(self, value={**self.value, **changes})

    def record(self, offset: int) -> ConsumerRecord:
        value, key = json.dumps(self.value).encode(), self.key.encode()
        headers = [(name, text.encode()) for name, text in self.headers.items()]
        return ConsumerRecord(self.topic, 0, offset, 0, 0, key, value, None, len(key), len(value), headers)


@dataclass(frozen=True, slots=True)
class Corpus:
    """What one build wrote: `events.jsonl`, the keys of its sealed texts, and what its services made of it."""

    folder: Path

    @property
    def moment(self) -> datetime:
        """The time at which it is replayed."""
        return max(datetime.fromisoformat(event.value["occurred_at"]) for event in self.events()) + timedelta(seconds=1)

    def events(self) -> list[Recorded]:
        return [Recorded(**json.loads(line)) for line in (self.folder / "events.jsonl").read_text().splitlines()]

    def keys(self) -> list[dict[str, Any]]:
        wrapped = json.loads((self.folder / "keys.json").read_text())
        return [{"_id": owner, "wrapped": base64.b64decode(text)} for owner, text in wrapped.items()]

    def state(self, service: str) -> State:
        recorded: State = json.loads((self.folder / "state" / f"{service}.json").read_text())
        return recorded


def corpora() -> list[Corpus]:
    return [Corpus(path.parent) for path in sorted(RECORDED.glob("*/events.jsonl"))]


def every_service() -> Iterator[str]:
    yield from STATE_OF


def subscribe(service: str, consumer: BatchConsumer) -> None:
    """Today's handlers."""
    match service:
        case "matching":
            matching_events.subscribe(consumer)
        case "messaging":
            messaging_events.subscribe(consumer, messaging_mongo.MongoMailroom)
        case "moderation":
            moderation_events.subscribe(consumer, MongoReviewBench, open_judge(), FixedPolicies(), FixedLimits())
        case "notifications":
            notifications_events.subscribe(consumer, notifications_mongo.MongoPostroom, UNREAD_AFTER)
        case "analytics":
            analytics_events.subscribe(consumer, analytics_mongo.MongoBooks)


@dataclass
class Replayed:
    """One service's store, filled by its handlers alone."""

    service: str
    store: Store
    key_store: Store
    clock: Clock
    kek_file: Path
    set_aside: list[str] = field(default_factory=list)  # reasons
    stopped: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.keyring = Keyring(self.key_store, FileVault(self.kek_file))
        self._sequences = sequences(self.store) if self.service == "messaging" else {}
        self.consumer = BatchConsumer(self.service, self.open_work, self._put_aside, self.stopped.append)
        subscribe(self.service, self.consumer)

    def open_work(self) -> UnitOfWork:
        return UnitOfWork(self.store, self.clock, self.keyring, self._sequences)

    async def _put_aside(self, topic: str, key: bytes | None, value: bytes | None, headers: Headers) -> None:
        self.set_aside.append(next(text.decode() for name, text in headers if name == "reason"))

    async def prepare(self, keys: Iterable[dict[str, Any]]) -> None:
        await self.store.ensure({**INDEXES[self.service], **PLUMBING_INDEXES})
        await self.key_store.insert_many(KEYS, keys)

    async def replay(self, events: Sequence[Recorded]) -> None:
        """In the order of the recording. Raises what a handler lets through: nothing should."""
        for offset, event in enumerate(events):
            if self.service == "messaging" and event.type == MessagePosted.__name__:
                await self._post(MessagePosted.model_validate(event.value))
            await self.consumer.apply([event.record(offset)])

    async def _post(self, posted: MessagePosted) -> None:
        """What messaging did before it said so."""
        draft = Draft(
            message_id=posted.message_id,
            author_id=posted.author_id,
            conversation_id=posted.conversation_id,
            text=posted.text,
            content_hmac=posted.content_hmac,
            words=3,
            characters=12,
        )
        needs = post_message.needs(draft)
        post = Item(needs, lambda work: post_message.post_message(messaging_mongo.MongoMailroom(work), draft))
        [result] = await run_batch(self.open_work, [post])
        if isinstance(result, Failed):
            raise result.error

    async def state(self) -> State:
        found: State = {}
        for collection in STATE_OF[self.service]:
            rows = await self.store.find(collection, {})
            found[collection] = {str(row["_id"]): comparable({**row, "_version": 0}) for row in rows}
        return found

    async def applied(self) -> int:
        return await self.store.count(INBOX, {})

    async def close(self) -> None:
        await self.store.drop()
        await self.key_store.drop()
        await self.store.close()
        await self.key_store.close()


async def opened(mongo: str, database: str, service: str, corpus: Corpus, folder: Path) -> Replayed:
    kek_file = folder / "kek"
    kek_file.write_bytes(KEY_ENCRYPTION_KEY)
    stores = (Store(mongo, f"{database}-{service}"), Store(mongo, f"{database}-{service}-keys"))
    replayed = Replayed(service, *stores, ShiftedClock(fixed=corpus.moment), kek_file)
    await replayed.prepare(corpus.keys())
    return replayed


def comparable(value: Any) -> Any:
    """JSON that is the same for the same state: a sealed value is different each time it is written."""
    match value:
        case dict():
            return {str(name): comparable(inner) for name, inner in sorted(value.items(), key=lambda item: str(item[0]))}
        case list() | tuple():
            return [comparable(inner) for inner in value]
        case datetime():
            return value.astimezone(UTC).isoformat()
        case bytes():
            return hashlib.sha256(value).hexdigest()
        case str():
            return _unsealed(value)
    return value


def _unsealed(text: str) -> str:
    try:
        return f"sealed for {owner_of(text)}"
    except Unreadable:
        return text


def as_known_then(now: Any, then: Any) -> Any:
    """Today's state with only the fields that the recorded state has: what was added since does not count."""
    match now, then:
        case dict(), dict():
            return {name: as_known_then(now[name], then[name]) for name in then if name in now}
        case list(), list() if len(now) == len(then):
            return [as_known_then(new, old) for new, old in zip(now, then, strict=True)]
    return now


def apart_from_judgement(collection: str, document: Any) -> Any:
    judged = JUDGED.get(collection, frozenset())
    return {name: value for name, value in document.items() if name not in judged}


def _kept_for_appeal(document: Any) -> bool:
    """A case that the rules have decided, with whatever verdict they give today."""
    return document.get("open") is False and document.get("taken") == []


def digest(state: Any) -> str:
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()


def differences(now: State, then: State) -> list[str]:
    """Empty when everything that was recorded is there, unchanged, and nothing is there besides.

    How today's rules and models judge the recorded words does not count.
    """
    found = []
    for collection, documents in then.items():
        today = now.get(collection, {})
        found += [f"{collection} {id} is new" for id in today.keys() - documents.keys() if not _kept_for_appeal(today[id])]
        found += [f"{collection} {id} is missing" for id in documents.keys() - today.keys()]
        for id in documents.keys() & today.keys():
            expected = apart_from_judgement(collection, documents[id])
            if as_known_then(today[id], expected) != expected:
                found.append(f"{collection} {id} differs")
    return sorted(found)


def types_of(events: Iterable[Recorded]) -> set[str]:
    return {event.type for event in events}


def class_of(name: str) -> type[Event]:
    return next(kind for kind in _event_classes() if kind.__name__ == name)


def _event_classes() -> Iterator[type[Event]]:
    waiting = list(Event.__subclasses__())
    while waiting:
        kind = waiting.pop()
        if kind.__module__.startswith("causeway."):
            yield kind
        waiting += kind.__subclasses__()
