"""Fills a store with as many released messages as one asks for, in bulk: as long as real ones, and as random as sealed ones."""

import base64
import os
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from causeway.access.v1.access import Role
from causeway.messaging.v1.events import MessagePosted, MessageReleased
from causeway_cli.backup.snapshot import Client
from causeway_cli.dialogues import read_dialogues
from causeway_cli.embedded.places import WORKING_COPY
from causeway_kit import inbox, outbox
from causeway_kit.ids import new_event_id
from causeway_kit.sealed import KEY_BYTES, NONCE_BYTES, FileVault
from messaging.adapters.mongo import ENTRIES, INDEXES, entry_id
from messaging.app.ports import MESSAGES
from messaging.domain.message import State

SERVICE, KEYS = "messaging", "keys"
CONVERSATION_LENGTH = 200
AT_ONCE = 2000
TO_A_PARCEL = 50
TAG_BYTES = 16


def fill(client: Client, vault: FileVault, messages: int) -> None:
    """Released messages with their feed, the events that told of them, and the marks of the verdicts."""
    database = client[SERVICE]
    for name, wanted in {**INDEXES, **outbox.INDEXES, **inbox.INDEXES}.items():
        database.create_collection(name)
        for keys, options in wanted:
            database[name].create_index(keys, **options)
    owners = [f"{number:032x}" for number in range(2 * (messages // CONVERSATION_LENGTH + 1))]
    client[KEYS]["keys"].insert_many([{"_id": owner, "wrapped": vault.wrap(owner, os.urandom(KEY_BYTES))} for owner in owners])
    chance = random.Random(7)
    lengths = [len(text.encode()) for text in _texts()]
    for start in range(0, messages, AT_ONCE):
        posts = [_Post(number, owners, chance.choice(lengths)) for number in range(start, min(messages, start + AT_ONCE))]
        database[MESSAGES].insert_many([post.message for post in posts], ordered=False)
        database[ENTRIES].insert_many([post.entry for post in posts], ordered=False)
        database[outbox.OUTBOX].insert_many(list(_parcels(posts)), ordered=False)
        database[inbox.INBOX].insert_many([{"_id": f"{SERVICE}:{new_event_id()}", "_version": 1} for _ in posts], ordered=False)


def _texts() -> Iterator[str]:
    for dialogue in read_dialogues(WORKING_COPY / "samples" / "conversations.jsonl"):
        for turn in dialogue.turns:
            yield turn.text


class _Post:
    """One message; its text is as long as a real one, and as random as every sealed one."""

    def __init__(self, number: int, owners: Sequence[str], length: int) -> None:
        place, self.seq = number // CONVERSATION_LENGTH, number % CONVERSATION_LENGTH + 1
        self.id, self.conversation = f"{number:032x}", f"c{place:031x}"
        self.author, self.reader = owners[2 * place + number % 2], owners[2 * place + (number + 1) % 2]
        self.role = (Role.MENTEE, Role.MENTOR)[number % 2]
        self.text = f"s1:{self.author}:{base64.urlsafe_b64encode(os.urandom(NONCE_BYTES + length + TAG_BYTES)).decode()}"
        self.hash, self.words, self.characters = os.urandom(32).hex(), length // 5 + 1, length
        self.at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=number)

    @property
    def _whose(self) -> dict[str, Any]:
        return {"conversation_id": self.conversation, "programme_id": "p" * 32, "author_id": self.author}

    @property
    def message(self) -> dict[str, Any]:
        return {
            "_id": self.id,
            **self._whose,
            "author_role": self.role.value,
            "reader_ids": [self.reader],
            "seq": self.seq,
            "text": self.text,
            "content_hmac": self.hash,
            "words": self.words,
            "characters": self.characters,
            "posted_at": self.at,
            "state": State.RELEASED.value,
            "hidden": False,
            "content_version": 1,
            "verdict_version": 1,
            "_version": 2,
        }

    @property
    def entry(self) -> dict[str, Any]:
        return {
            "_id": entry_id(self.conversation, self.seq),
            "conversation_id": self.conversation,
            "feed_seq": self.seq,
            "message_id": self.id,
            "seq": self.seq,
            "author_id": self.author,
            "released_at": self.at,
            "_version": 1,
        }

    def events(self) -> Iterator[dict[str, Any]]:
        told = {"message_id": self.id, **self._whose, "author_role": self.role, "seq": self.seq, "content_version": 1}
        posted = MessagePosted(**told, content_hmac=self.hash, text=self.text, minor=True)
        shown = {"reader_ids": (self.reader,), "words": self.words, "characters": self.characters, "posted_at": self.at}
        released = MessageReleased(**told, **shown, feed_seq=self.seq)
        for event in (posted, released):
            yield outbox.entry(event.stamped(new_event_id(), self.at), "")


def _parcels(posts: Sequence[_Post]) -> Iterator[dict[str, Any]]:
    for start in range(0, len(posts), TO_A_PARCEL):
        for parcel in outbox.parcels([event for post in posts[start : start + TO_A_PARCEL] for event in post.events()], 0):
            yield parcel | {"sent": True}
