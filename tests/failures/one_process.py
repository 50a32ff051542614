"""Messaging (twice), moderation and analytics in one process on a real database, with a topic in memory between them.

Whoever drives it decides what goes wrong: answers that get lost, batches that come again, a database that does not say
whether it stored, verdicts that nobody gave. It is judged by the very checks of `causeway check` and `causeway recount`.
"""

import contextlib
import hashlib
import random
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from aiokafka import ConsumerRecord

from causeway.event import Event
from causeway.matching.v1.events import PairStarted, ProgrammeOpened
from causeway.messaging.v1 import messaging_pb2 as pb
from causeway.moderation.v1.events import Judge, MessageJudged, Verdict
from causeway_cli.calls import Calls
from causeway_cli.checking.gathering import gathered, readers_of
from causeway_cli.checking.promises import differences
from causeway_cli.checking.reading import view_of
from causeway_cli.direct import Databases
from causeway_cli.failing.recovery import recovery, settled_at
from causeway_cli.load.ledger import Attempt, Ledger, Outcome, Seen
from causeway_cli.recounting.rows import read_rows
from causeway_cli.recounting.run import compared
from causeway_kit.access import Caller, Grant
from causeway_kit.batch import Item, run_batch
from causeway_kit.errors import Unavailable
from causeway_kit.ids import new_event_id
from causeway_kit.outbox import OUTBOX, events_in
from causeway_kit.service import Service

HELD = "My number is 07700 900123, call me."
PROGRAMME = "north"


@dataclass
class Weather:
    """How often something goes wrong, from 0 to 1."""

    lost_answers: float = 0.3
    """A post is stored, its answer lost; the client asks again with the same key, perhaps another replica."""
    refused_commits: float = 0.1
    """The database is away: nothing is stored."""
    unsure_commits: float = 0.1
    """The database stores and cannot say so."""
    repeats: float = 0.5
    """A consumer dies after a batch, before its offsets are told: it reads part of it again."""


FAIR = Weather(0, 0, 0, 0)


@dataclass
class Town:
    """What a run has built up. Use `open_town`."""

    messaging: Sequence[Service]
    moderation: Service
    analytics: Service
    source: Databases
    doors: Sequence[Any]
    """What answers the calls `Messages` of each messaging."""
    figures: Any
    """What answers the calls `Metrics`."""
    letters: list[str]
    """The topic of each dead letter."""
    matching: Any
    """The collection of its pairs."""
    dice: random.Random
    weather: Weather = field(default_factory=Weather)
    attempts: list[Attempt] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._log: dict[str, list[ConsumerRecord]] = defaultdict(list)
        self._sent: set[str] = set()
        self._read: dict[tuple[str, str], int] = defaultdict(int)
        self._cursors: dict[tuple[str, str], int] = defaultdict(int)
        for service in (*self.messaging, self.moderation, self.analytics):
            self._make_unreliable(service)

    def _make_unreliable(self, service: Service) -> None:
        reliable = service.store.transaction

        async def transaction(work: Callable[[Any], Awaitable[Any]]) -> Any:
            if self.dice.random() < self.weather.refused_commits:
                await _aborted(reliable, work)
            result = await reliable(work)
            if self.dice.random() < self.weather.unsure_commits:
                raise Unavailable("planted: nobody can say whether it was stored")
            return result

        service.store.transaction = transaction  # type: ignore[method-assign]

    async def open_pair(self, pair: str, mentee: str, mentor: str) -> None:
        row = {"_id": pair, "programme_id": PROGRAMME, "ended_at": None}  # what matching stores, as far as a recount looks
        self.matching.insert_one(row)
        self._publish(ProgrammeOpened(programme_id=PROGRAMME, version=1))
        started = PairStarted(pair_id=pair, programme_id=PROGRAMME, mentee_id=mentee, mentor_id=mentor, minor=False, version=1)
        self._publish(started)
        weather, self.weather = self.weather, FAIR
        await self.deliver()
        self.weather = weather

    def _publish(self, event: Event) -> None:
        """As if another service, or nobody we know, had sent it."""
        stamped = event.stamped(new_event_id(), self.moderation.clock.now())
        self._append(type(event).__name__, stamped.event_id, event.TOPIC, event.key, stamped.to_json())

    def _append(self, kind: str, event_id: str, topic: str, key: str, value: bytes) -> None:
        headers = [("type", kind.encode()), ("event_id", event_id.encode())]
        log = self._log[topic]
        log.append(
            ConsumerRecord(
                topic, 0, len(log), int(time.time() * 1000), 0, key.encode(), value, None, len(key), len(value), headers
            )
        )

    async def post(self, author: str, reader: str, conversation: str, text: str, tries: int = 20) -> None:
        key, start = f"key-{len(self.attempts)}", time.time()
        request = pb.PostRequest(conversation_id=conversation, client_key=key, text=text)
        answer = await self._until_answered(request, author, tries)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        outcome = Outcome.OK if answer else Outcome.UNKNOWN
        message_id, seq = (answer.message_id, answer.seq) if answer else ("", 0)
        self.attempts.append(Attempt(author, reader, conversation, key, sha256, start, time.time(), outcome, message_id, seq))

    async def post_and_give_up(self, author: str, reader: str, conversation: str, text: str) -> None:
        """The database undoes the transaction, and the client does not come back."""
        weather, self.weather = self.weather, Weather(refused_commits=1)
        await self.post(author, reader, conversation, text, tries=1)
        self.weather = weather

    async def _until_answered(self, request: pb.PostRequest, author: str, tries: int) -> pb.PostResponse | None:
        for _ in range(tries):
            try:
                answer: pb.PostResponse = await self.dice.choice(self.doors).Post(request, _caller(author))
            except Unavailable:
                continue
            if self.dice.random() >= self.weather.lost_answers:
                return answer
        return None

    async def forge_verdict(self, message_id: str, conversation: str) -> None:
        """Allows a message, in the name of nobody, for words that nobody wrote."""
        self._publish(
            MessageJudged(
                message_id=message_id,
                conversation_id=conversation,
                programme_id=PROGRAMME,
                content_version=1,
                content_hmac="forged",
                verdict=Verdict.ALLOW,
                version=9,
                judged_by=Judge.PERSON,
                rules_version="forged",
            )
        )
        await self.deliver()

    async def allow(self, message_id: str, conversation: str, *, other_words: bool = False) -> None:
        """What a moderator decides about a message in review; `other_words` are what they were shown by mistake."""
        row = next(self.source.rows("messaging", "messages", {"_id": message_id}, ("content_hmac",)), None)
        judged = MessageJudged(
            message_id=message_id,
            conversation_id=conversation,
            programme_id=PROGRAMME,
            content_version=1,
            content_hmac="other words" if other_words or row is None else row["content_hmac"],
            verdict=Verdict.ALLOW,
            version=2,
            judged_by=Judge.PERSON,
            rules_version="by hand",
        )
        stored = False
        while not stored:
            with contextlib.suppress(Unavailable):
                await run_batch(self.moderation.open_work, [Item((), lambda work: work.publish([judged]))])
                stored = True

    async def deliver(self) -> None:
        """Everything that is stored and not yet sent is sent, and everybody reads what came, until nothing comes."""
        while await self._send():
            for service in (self.dice.choice(self.messaging), self.moderation, self.analytics):
                await self._consume(service)
            await self._look()

    async def read_everything_again(self) -> None:
        """The offsets of every group are lost."""
        self._read.clear()
        for service in (*self.messaging, self.moderation, self.analytics):
            await self._consume(service)
        await self.deliver()

    async def _send(self) -> int:
        count = len(self._sent)
        for service in (self.messaging[0], self.moderation, self.analytics):
            for event in events_in(await service.store.find(OUTBOX, {}, sort=[("order", 1)])):
                if event["id"] not in self._sent:
                    self._sent.add(event["id"])
                    self._append(event["type"], event["id"], event["topic"], event["key"], bytes(event["value"]))
        ends = {(group.name, topic): len(self._log[topic]) for group in self._groups for topic in group.consumer.topics}
        return len(self._sent) - count or sum(self._read[place] < end for place, end in ends.items())

    @property
    def _groups(self) -> Sequence[Service]:
        return (self.messaging[0], self.moderation, self.analytics)

    async def _consume(self, service: Service) -> None:
        for topic in service.consumer.topics:
            at = self._read[service.name, topic]
            records = self._log[topic][at : at + self.dice.randint(1, 8)]
            try:
                if records:
                    await service.consumer.apply(records)
            except Unavailable:
                continue
            again = self.dice.randint(0, len(records)) if self.dice.random() < self.weather.repeats else 0
            self._read[service.name, topic] = at + len(records) - (again if again < len(records) else 0)

    async def _look(self) -> None:
        """Each person reads on from where they are, through any replica."""
        for conversation, people in readers_of(self._ledger).items():
            for person in people:
                await self._sync(conversation, person)

    async def _sync(self, conversation: str, person: str) -> None:
        request = pb.SyncRequest(conversation_id=conversation, after=self._cursors[person, conversation], limit=200)
        page = await self.dice.choice(self.doors).Sync(request, _caller(person))
        for entry in page.entries:
            self.seen.append(Seen(person, conversation, entry.message_id, entry.feed_seq, time.time()))
            self._cursors[person, conversation] = max(entry.feed_seq, self._cursors[person, conversation])

    @property
    def _ledger(self) -> Ledger:
        return Ledger(self.attempts, self.seen, [])

    async def broken(self) -> list[str]:
        """The names of the promises that do not hold, as the operator's own checks find them."""
        self.weather = FAIR
        await self.deliver()
        asking = cast(Calls, _Asking(self.doors[0], self.figures))
        people = readers_of(self._ledger)
        views = {id: [await view_of(asking, id, person) for person in sorted(people[id])] for id in people}
        found = {each.promise for one in gathered(self._ledger, views, self.source) for each in differences(one)}
        if (await compared(asking, read_rows(self.source))).differences:
            found.add("P16")
        if recovery(self._ledger, settled_at(self.source, list(people)), time.time()).late:
            found.add("P8")
        return sorted(found)


class _Aborted(Exception):
    """The transaction is undone at its very end."""


async def _aborted(transaction: Callable[..., Awaitable[Any]], work: Callable[[Any], Awaitable[Any]]) -> None:
    """Raises Unavailable."""

    async def in_vain(session: Any) -> None:
        await work(session)
        raise _Aborted

    try:
        await transaction(in_vain)
    except _Aborted:
        raise Unavailable("planted: nothing was stored") from None


class _Asking:
    """What the checks call, without a network between."""

    def __init__(self, messages: Any, metrics: Any) -> None:
        self.messages = messages
        self.metrics = metrics

    async def ask(self, method: Callable[..., Awaitable[Any]], request: Any, subject: str = "administrator") -> Any:
        return await method(request, _caller(subject))


def _caller(person: str) -> Caller:
    return Caller(person, "", (Grant(person, "mentee", f"programme:{PROGRAMME}", None),))
