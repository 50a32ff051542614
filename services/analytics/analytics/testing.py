"""Builders and fakes for analytics' tests."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import median

from analytics.app import count_message, count_nudge, count_pair, settle_late
from analytics.app.ports import Counters, PairUnknown, ProgrammeUnknown, Spread, leaf_id
from analytics.domain.conversation import TALLIED, Conversation, Tally
from analytics.domain.cost import Ledger
from analytics.domain.message import Release
from analytics.domain.places import Places, joined
from analytics.domain.timeline import Leaves
from analytics.domain.turns import Post
from causeway.access.v1.access import Role
from causeway.event import Event
from causeway.matching.v1.events import PairEnded, PairStarted
from causeway.messaging.v1.events import MessageBlocked, MessageHeld, MessageReleased
from causeway.notifications.v1.events import Channel, NudgeSettled, Outcome

MORNING = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


def a_release(
    seq: int = 1,
    role: Role = Role.MENTEE,
    minutes: float = 0,
    *,
    pair: str = "pair-1",
    programme: str = "programme-1",
    words: int = 5,
    characters: int = 25,
    content_version: int = 1,
    was_blocked: bool = False,
) -> MessageReleased:
    """A message posted so many minutes after the morning's start."""
    return MessageReleased(
        event_id=uuid.uuid4().hex,
        occurred_at=MORNING,
        message_id=f"{pair}-message-{seq}",
        conversation_id=pair,
        programme_id=programme,
        author_id=f"{pair}-{role.value}",
        author_role=role,
        seq=seq,
        feed_seq=seq,
        content_version=content_version,
        words=words,
        characters=characters,
        posted_at=MORNING + timedelta(minutes=minutes),
        was_blocked=was_blocked,
    )


def a_hold(seq: int = 1, *, pair: str = "pair-1", programme: str = "programme-1") -> MessageHeld:
    return MessageHeld(
        event_id=uuid.uuid4().hex,
        occurred_at=MORNING,
        message_id=f"{pair}-message-{seq}",
        conversation_id=pair,
        programme_id=programme,
        author_id="author",
        seq=seq,
        content_version=1,
    )


def a_block(seq: int = 1, *, pair: str = "pair-1", programme: str = "programme-1") -> MessageBlocked:
    return MessageBlocked(**a_hold(seq, pair=pair, programme=programme).model_dump())


def a_start(pair: str = "pair-1", programme: str = "programme-1", version: int = 1) -> PairStarted:
    return PairStarted(
        event_id=uuid.uuid4().hex,
        occurred_at=MORNING,
        pair_id=pair,
        programme_id=programme,
        mentee_id="mentee",
        mentor_id="mentor",
        minor=True,
        version=version,
    )


def an_end(pair: str = "pair-1", programme: str = "programme-1", version: int = 2) -> PairEnded:
    return PairEnded(**a_start(pair, programme, version).model_dump())


def a_nudge(id: str = "nudge-1", outcome: Outcome = Outcome.SENT, programme: str = "programme-1") -> NudgeSettled:
    return NudgeSettled(
        event_id=uuid.uuid4().hex,
        occurred_at=MORNING,
        nudge_id=id,
        person_id="mentee",
        programme_id=programme,
        conversation_id="pair-1",
        kind="unread_for_a_day",
        channel=Channel.INBOX,
        outcome=outcome,
    )


@dataclass
class FakeBooks:
    """Books and figures in memory."""

    now: datetime = MORNING
    releases: dict[str, Release] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    written: dict[str, Places] = field(default_factory=dict)  # leaves
    programmes: dict[str, dict[str, int]] = field(default_factory=dict)
    remembered: set[tuple[str, str]] = field(default_factory=set)
    kept_ledger: Ledger = field(default_factory=Ledger)

    def apply(self, events: Iterable[Event]) -> "FakeBooks":
        """Hands each event to its use case, as the consumer does, but without its inbox."""
        for event in events:
            match event:
                case MessageReleased():
                    count_message.count_release(self, event)
                case MessageHeld():
                    count_message.count_hold(self, event)
                case MessageBlocked():
                    count_message.count_block(self, event)
                case PairStarted():
                    count_pair.count_start(self, event)
                case PairEnded():
                    count_pair.count_end(self, event)
                case NudgeSettled():
                    count_nudge.count_nudge(self, event)
        return self

    def settle(self) -> "FakeBooks":
        """What the background step does."""
        for waiting in list(self.conversations.values()):
            settle_late.settle_late(self, waiting)
        return self

    def release(self, message_id: str) -> Release | None:
        return self.releases.get(message_id)

    def save_release(self, release: Release) -> None:
        self.releases[release.message_id] = release

    def conversation(self, conversation_id: str, programme_id: str) -> Conversation:
        return self.conversations.get(conversation_id) or Conversation(conversation_id, programme_id)

    def save_conversation(self, conversation: Conversation) -> None:
        self.conversations[conversation.id] = conversation

    def leaves(self, conversation_id: str, below: int) -> Leaves:
        ids = {number: leaf_id(conversation_id, number) for number in range(below)}
        return {number: self.written[id] for number, id in ids.items() if id in self.written}

    def save_leaves(self, conversation_id: str, leaves: Leaves) -> None:
        self.written |= {leaf_id(conversation_id, number): leaf for number, leaf in leaves.items()}

    def count(self, programme_id: str, changes: Mapping[str, int]) -> None:
        counters = self.programmes.setdefault(programme_id, {})
        for name, change in changes.items():
            counters[name] = counters.get(name, 0) + change

    def seen(self, collection: str, id: str) -> bool:
        return (collection, id) in self.remembered

    def remember(self, collection: str, id: str, facts: Mapping[str, str]) -> None:
        self.remembered.add((collection, id))

    def ledger(self) -> Ledger:
        return self.kept_ledger

    def save_ledger(self, ledger: Ledger) -> None:
        self.kept_ledger = ledger


class FakeFigures:
    """Reads what fake books hold."""

    def __init__(self, books: FakeBooks) -> None:
        self._books = books

    async def counters(self, programme_id: str) -> Counters:
        if programme_id not in self._books.programmes:
            raise ProgrammeUnknown("There are no figures of such a programme.")
        row = self._books.programmes[programme_id]
        times = {int(name.partition(".")[2]): n for name, n in row.items() if n and name.startswith("reply_times.")}
        return Counters(
            tally=Tally(**{name: row.get(name, 0) for name in TALLIED}),
            pairs_started=row.get("pairs_started", 0),
            pairs_active=row.get("pairs_active", 0),
            pairs_in_contact=row.get("pairs_in_contact", 0),
            nudges_sent=row.get("nudges_sent", 0),
            reply_buckets=times,
        )

    async def spread(self, programme_id: str) -> Spread:
        here = [one for one in self._books.conversations.values() if one.programme_id == programme_id]
        firsts = [one.first_posted_at for one in here if one.first_posted_at is not None]
        lasts = [one.last_posted_at for one in here if one.last_posted_at is not None]
        messages = [pair.tally.messages for pair in self._started(programme_id)]
        return Spread(min(firsts, default=None), max(lasts, default=None), float(median(messages or [0])))

    async def pair(self, programme_id: str, pair_id: str) -> Conversation:
        for pair in self._started(programme_id):
            if pair.id == pair_id:
                return pair
        raise PairUnknown("There is no such pair in this programme.")

    async def pairs_after(self, programme_id: str, pair_id: str, limit: int) -> Sequence[Conversation]:
        return [pair for pair in self._started(programme_id) if pair.id > pair_id][:limit]

    def _started(self, programme_id: str) -> list[Conversation]:
        pairs = self._books.conversations.values()
        return sorted((pair for pair in pairs if pair.programme_id == programme_id and pair.started), key=lambda pair: pair.id)

    async def posts(self, conversations: Iterable[Conversation]) -> Mapping[str, Sequence[Post]]:
        return {one.id: self.posts_of(one) for one in conversations}

    def posts_of(self, conversation: Conversation) -> list[Post]:
        timeline = conversation.timeline
        return joined([*self._books.leaves(conversation.id, timeline.floor).values(), timeline.tail]).posts

    async def waiting(self, limit: int) -> Sequence[Conversation]:
        return [one for one in self._books.conversations.values() if one.timeline.late.seqs][:limit]

    async def messages_counted(self) -> int:
        return sum(row.get("messages", 0) for row in self._books.programmes.values())

    async def ledger(self) -> Ledger:
        return self._books.kept_ledger
