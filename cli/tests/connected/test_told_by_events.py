"""What a service told after a backup brings its documents back as they were, and a second telling changes nothing."""

import os
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from causeway.access.v1.access import Role
from causeway.event import Event
from causeway.matching.v1.events import PairEnded, PairStarted, PersonBlocked, RoleEnded, RoleGranted
from causeway.messaging.v1.events import MessagePosted, MessageReleased
from causeway.moderation.v1.events import Judge, MessageJudged, PersonBarred, Verdict
from causeway.notifications.v1.events import Channel, NudgeSettled, Outcome
from causeway_cli.backup.later import Told
from causeway_cli.backup.told_matching import ToldMatching
from causeway_cli.backup.told_messaging import ToldMessaging
from causeway_cli.backup.told_moderation import ToldModeration
from causeway_cli.backup.told_notifications import ToldNotifications
from causeway_kit.clock import ShiftedClock
from causeway_kit.sealed import FileVault, Keyring
from causeway_kit.store import Document, Store
from causeway_kit.work import UnitOfWork
from messaging.adapters.mongo import MongoMailroom
from messaging.adapters.places import sequences
from messaging.adapters.sealing import place_of
from messaging.app import mark_read, open_conversation, post_message, settle_message
from messaging.domain.message import Draft
from moderation.domain.case import CaseState

pytestmark = pytest.mark.connected

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WHOSE: dict[str, Any] = {"pair_id": "c1", "programme_id": "north", "mentee_id": "mentee", "mentor_id": "mentor"}
PAIR = PairStarted(event_id="e0", occurred_at=NOON, **WHOSE, minor=True, version=1)


class Place:
    """A service's database with a key ring, and a clock that stands."""

    def __init__(self, store: Store, keyring: Keyring) -> None:
        self.store, self.keyring = store, keyring
        self.numbers = sequences(store)
        self.clock = ShiftedClock(fixed=NOON)

    def work(self) -> UnitOfWork:
        return UnitOfWork(self.store, self.clock, self.keyring, self.numbers)

    async def do(self, needs: Sequence[tuple[str, str]], act: Callable[[UnitOfWork], object]) -> None:
        work = self.work()
        await work.load(needs)
        act(work)
        await work.commit()

    async def hear(self, told: Told, events: Sequence[Event]) -> None:
        """Topic by topic, each event in a transaction of its own."""
        for topic in told.topics:
            for event in (event for event in events if topic == event.TOPIC):
                await self.keyring.load(told.owners(event), create=False)
                await self.do(told.needs(event), lambda work, event=event: told.apply(work, event))  # type: ignore[misc]

    async def rows(self, *collections: str) -> dict[str, list[Document]]:
        found = {name: await self.store.find(name, {}, sort=[("_id", 1)]) for name in collections}
        return {name: [{key: row[key] for key in row if key != "_version"} for row in rows] for name, rows in found.items()}


@pytest.fixture
async def places(mongo: str, database: str, tmp_path: Path) -> AsyncIterator[tuple[Place, Place]]:
    """One that lives, and an empty one; both with the same keys."""
    (tmp_path / "kek").write_bytes(os.urandom(32))
    stores = [Store(mongo, f"{database}-{name}") for name in ("alive", "empty", "keys")]
    keyring = Keyring(stores[2], FileVault(tmp_path / "kek"))
    yield Place(stores[0], keyring), Place(stores[1], keyring)
    for store in stores:
        await store.drop()
        await store.close()


def judged(message: Document, verdict: Verdict, version: int = 1, by: Judge = Judge.RULES) -> MessageJudged:
    return MessageJudged(
        event_id=f"{message['_id']}-{version}",
        occurred_at=NOON,
        message_id=message["_id"],
        conversation_id="c1",
        programme_id="north",
        content_version=1,
        content_hmac=message["content_hmac"],
        verdict=verdict,
        version=version,
        judged_by=by,
        rules_version="r1",
    )


async def talked(place: Place) -> list[Event]:
    """A conversation with a message in every state. Gives all that was told of it."""
    await place.do(
        open_conversation.needs(PAIR), lambda work: open_conversation.open_pair_conversation(MongoMailroom(work), PAIR)
    )
    for number, author in enumerate(("mentee", "mentor", "mentee", "mentee"), 1):
        place.clock.advance(timedelta(seconds=1))
        await place.keyring.load([author])
        text = f"message number {number}"
        sealed = place.keyring.seal(author, place_of(f"m{number}", 1), text)
        draft = Draft(f"m{number}", author, "c1", sealed, place.keyring.content_hash(author, text), words=3, characters=16)
        await place.do(
            post_message.needs(draft), lambda work, draft=draft: post_message.post_message(MongoMailroom(work), draft)  # type: ignore[misc]
        )  # fmt: skip
    one, two, three, _ = (await place.rows("messages"))["messages"]
    verdicts = [
        judged(two, Verdict.HOLD),
        judged(one, Verdict.ALLOW),
        judged(three, Verdict.BLOCK),
        judged(two, Verdict.ALLOW, 2, Judge.PERSON),
    ]
    for verdict in verdicts:
        await place.do(
            settle_message.needs(verdict),
            lambda work, verdict=verdict: settle_message.settle_message(MongoMailroom(work), verdict),  # type: ignore[misc]
        )
    seen = mark_read.SeenUpTo("mentor", "c1", 2, feed_end=2)
    await place.do(mark_read.needs(seen), lambda work: mark_read.mark_conversation_read(MongoMailroom(work), seen))
    return [PAIR, *await told_by("messaging", place), *verdicts]


async def told_by(service: str, place: Place) -> list[Event]:
    from importlib import import_module

    kinds = import_module(f"causeway.{service}.v1.events")
    parcels = await place.store.find("outbox", {}, sort=[("order", 1)])
    rows = [event for parcel in parcels for event in parcel["events"]]
    return [getattr(kinds, row["type"]).model_validate_json(row["value"]) for row in rows]


async def test_messages_feed_and_read_marks_come_back_as_they_were(places: tuple[Place, Place]) -> None:
    alive, empty = places
    events = await talked(alive)

    await empty.hear(ToldMessaging(empty.keyring), events)

    collections = ("conversations", "messages", "entries", "reads")
    assert await empty.rows(*collections) == await alive.rows(*collections)
    states = [row["state"] for row in (await empty.rows("messages"))["messages"]]
    assert states == ["released", "released", "blocked", "held"]
    assert await empty.store.count("outbox", {}) == 0, "nothing is told a second time"


async def test_hearing_everything_twice_changes_nothing(places: tuple[Place, Place]) -> None:
    _, empty = places
    events = await talked(places[0])
    await empty.hear(ToldMessaging(empty.keyring), events)
    before = await empty.store.find("messages", {}, sort=[("_id", 1)])

    await empty.hear(ToldMessaging(empty.keyring), events[::-1])

    assert await empty.store.find("messages", {}, sort=[("_id", 1)]) == before


async def test_a_verdict_that_was_not_applied_yet_is_left_for_the_service(places: tuple[Place, Place]) -> None:
    alive, empty = places
    events = await talked(alive)
    waiting = (await alive.rows("messages"))["messages"][3]

    await empty.hear(ToldMessaging(empty.keyring), [*events, judged(waiting, Verdict.ALLOW)])

    stored = (await empty.rows("messages"))["messages"][3]
    assert (stored["state"], stored["verdict_version"]) == ("held", 0)


async def test_a_place_in_the_feed_that_was_given_twice_stays_with_the_first(places: tuple[Place, Place]) -> None:
    alive, empty = places
    events = await talked(alive)
    first, second = (event for event in events if isinstance(event, MessageReleased))
    again = second.model_copy(update={"feed_seq": first.feed_seq})

    await empty.hear(ToldMessaging(empty.keyring), [again if event is second else event for event in events])

    found = await empty.rows("entries", "messages")
    assert [(row["feed_seq"], row["message_id"]) for row in found["entries"]] == [(first.feed_seq, first.message_id)]
    assert {row["_id"]: row["state"] for row in found["messages"]}[second.message_id] == "in_review", "its verdict comes again"


async def test_a_rebuilding_that_overhears_releases_would_be_noticed(places: tuple[Place, Place]) -> None:
    alive, empty = places
    events = [event for event in await talked(alive) if not isinstance(event, MessageReleased)]

    await empty.hear(ToldMessaging(empty.keyring), events)

    assert (await empty.rows("entries")) != (await alive.rows("entries"))
    assert (await empty.rows("messages")) != (await alive.rows("messages"))


async def test_words_of_somebody_whose_key_was_destroyed_stay_gone(places: tuple[Place, Place]) -> None:
    alive, empty = places
    events = await talked(alive)
    await empty.keyring._store.delete_many("keys", {"_id": "mentee"})
    empty.keyring._keys.clear()

    await empty.hear(ToldMessaging(empty.keyring), events)

    assert await empty.keyring._store.count("keys", {"_id": "mentee"}) == 0, "no new key was made in its place"
    assert (await empty.rows("messages"))["messages"][3]["words"] == 0


def posted(message_id: str) -> MessagePosted:
    return MessagePosted(
        event_id=f"p-{message_id}",
        occurred_at=NOON,
        message_id=message_id,
        conversation_id="c1",
        programme_id="north",
        author_id="mentee",
        author_role=Role.MENTEE,
        seq=1,
        content_version=1,
        content_hmac="h",
        text="s1:mentee:AAAA",
        minor=True,
    )


async def test_verdicts_come_back_and_what_a_person_decided_stays_decided(places: tuple[Place, Place]) -> None:
    _, empty = places
    about = [{"_id": name, "content_hmac": "h"} for name in ("allowed", "held", "decided")]
    verdicts = [
        judged(about[0], Verdict.ALLOW),
        judged(about[1], Verdict.HOLD),
        judged(about[2], Verdict.HOLD),
        judged(about[2], Verdict.BLOCK, 2, Judge.PERSON),
    ]

    await empty.hear(ToldModeration(), [*verdicts, *(posted(one["_id"]) for one in about)])

    found = await empty.rows("verdicts", "cases")
    assert {row["_id"]: row["verdict"] for row in found["verdicts"]} == {
        "allowed": Verdict.ALLOW.value,
        "decided": Verdict.HOLD.value,
    }, "what the rules held is judged again, with all that its reviewer needs"
    assert [(row["_id"], row["state"], row["open"]) for row in found["cases"]] == [("decided", CaseState.DECIDED.value, False)]


async def test_a_nudge_that_was_sent_is_known_so_that_it_is_not_sent_again(places: tuple[Place, Place]) -> None:
    _, empty = places
    settled = NudgeSettled(
        event_id="n",
        occurred_at=NOON,
        nudge_id="nudge",
        person_id="mentee",
        programme_id="north",
        conversation_id="c1",
        kind="unread_for_a_day",
        channel=Channel.EMAIL,
        outcome=Outcome.SENT,
    )

    await empty.hear(ToldNotifications(), [settled, settled])

    found = await empty.rows("deliveries", "mailed")
    assert [(row["_id"], row["state"], row["settled_at"]) for row in found["deliveries"]] == [("nudge", "sent", NOON)]
    assert [(row["_id"], row["day"], row["nudge_id"]) for row in found["mailed"]] == [("mentee", "2026-03-02", "nudge")]


async def test_roles_and_pairs_come_back_and_what_ended_stays_ended(places: tuple[Place, Place]) -> None:
    _, empty = places
    role: dict[str, Any] = {
        "occurred_at": NOON,
        "subject": "s",
        "person_id": "p",
        "role": Role.MODERATOR,
        "scope": "programme:north",
    }
    ended = PairEnded(
        event_id="e1", occurred_at=NOON, pair_id="c1", programme_id="north", mentee_id="mentee", mentor_id="mentor", version=2
    )

    await empty.hear(ToldMatching(), [RoleGranted(**role, version=1), RoleEnded(**role, version=2), PAIR, ended, PAIR])

    found = await empty.rows("roles", "pairs", "ties", "grants")
    assert [(row["active"], row["version"]) for row in found["roles"]] == [(False, 2)]
    assert [row["active"] for row in found["grants"]] == [False]
    assert [(row["_id"], row["ended_at"]) for row in found["pairs"]] == [("c1", NOON)]
    assert {row["_id"]: row["pairs"] for row in found["ties"]} == {"mentee": [], "mentor": []}


async def test_a_block_comes_back_so_that_the_two_never_meet_again(places: tuple[Place, Place]) -> None:
    _, empty = places
    blocked = PersonBlocked(
        event_id="e2", occurred_at=NOON, person_id="mentee", programme_id="north", blocked_id="mentor", version=3
    )

    await empty.hear(ToldMatching(), [PAIR, blocked, blocked])

    found = await empty.rows("ties", "blocks")
    assert {row["_id"]: row["met"] for row in found["ties"]} == {"mentee": ["mentor"], "mentor": ["mentee"]}
    assert [(row["person_id"], row["blocked_id"]) for row in found["blocks"]] == [("mentee", "mentor")]


async def test_a_suspension_comes_back_and_what_was_lifted_stays_lifted(places: tuple[Place, Place]) -> None:
    _, empty = places
    barred = {"occurred_at": NOON, "person_id": "mentor", "programme_id": "north", "suspended": True}
    imposed = PersonBarred(event_id="e3", **barred, until=NOON + timedelta(days=3), version=1)
    lifted = PersonBarred(event_id="e4", **barred, until=NOON, version=2)

    await empty.hear(ToldModeration(), [imposed, lifted, imposed])

    found = await empty.rows("restrictions", "bars")
    assert [(row["until"], row["version"]) for row in found["restrictions"]] == [(NOON, 2)]
    assert [(row["until"], row["version"]) for row in found["bars"]] == [(NOON, 2)]
