"""Bugs to plant, each a small change that a tired person could make. None of them is anywhere in the product."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any

import pytest

import messaging.main
from analytics.adapters.mongo import MongoBooks
from causeway_kit import outbox
from causeway_kit.consume import BatchConsumer
from causeway_kit.errors import Unavailable
from causeway_kit.store import Document
from causeway_kit.work import UnitOfWork
from messaging.adapters.mongo import INDEXES
from messaging.app import post_message, settle_message
from messaging.app.ports import MESSAGES
from messaging.domain import message

Plant = Callable[[pytest.MonkeyPatch], None]


def acknowledge_without_storing(plant: pytest.MonkeyPatch) -> None:
    """A database that does not answer is taken for one that has stored."""
    commit = UnitOfWork.commit

    async def hopeful(self: UnitOfWork, *given: Any) -> None:
        try:
            await commit(self, *given)
        except Unavailable:
            return

    plant.setattr(UnitOfWork, "commit", hopeful)


def forget_the_client_key(plant: pytest.MonkeyPatch) -> None:
    """Every call makes a message of its own."""
    plant.setattr(post_message, "message_id_of", lambda author_id, client_key: uuid.uuid4().hex)


def apply_everything_again(plant: pytest.MonkeyPatch) -> None:
    """Neither the inbox nor the versions are asked."""
    plant.setattr(UnitOfWork, "was_applied", lambda self, mark: False)
    plant.setattr(message, "_applies", lambda held, judged: True)


def release_without_a_verdict(plant: pytest.MonkeyPatch) -> None:
    """Whatever says allow is believed."""
    plant.setattr(message, "_applies", lambda held, judged: judged.version > held.verdict_version)


def number_without_a_guard(plant: pytest.MonkeyPatch) -> None:
    """Each process trusts its own count: the unique index is gone."""
    plant.setattr(messaging.main, "INDEXES", {**INDEXES, MESSAGES: []})


def order_the_feed_by_posting(plant: pytest.MonkeyPatch) -> None:
    """A late release takes its old place, which cursors have passed."""
    settle = message.settle
    plant.setattr(settle_message, "settle", lambda held, judged, place, now: settle(held, judged, held.seq, now))


def lose_a_parcel(plant: pytest.MonkeyPatch) -> None:
    """Every third transaction is stored without its events."""
    parcels, number = outbox.parcels, count(1)

    def some(*given: Any, **options: Any) -> Iterator[Document]:
        return (parcel for parcel in parcels(*given, **options) if next(number) % 3)

    plant.setattr(outbox, "parcels", some)


def publish_before_storing(plant: pytest.MonkeyPatch) -> None:
    """Events are stored beside the transaction, not in it."""
    write = UnitOfWork._write

    async def apart(self: UnitOfWork, session: Any, parcels: Sequence[Document]) -> None:
        known = {row["_id"] for row in await self._store.find(outbox.OUTBOX, {"_id": {"$in": [one["_id"] for one in parcels]}})}
        await self._store.insert_many(outbox.OUTBOX, [one for one in parcels if one["_id"] not in known])
        await write(self, session, [])

    plant.setattr(UnitOfWork, "_write", apart)


def read_on_after_trouble(plant: pytest.MonkeyPatch) -> None:
    """A batch that could not be applied is taken for done."""
    apply = BatchConsumer.apply

    async def careless(self: BatchConsumer, records: Any) -> Any:
        try:
            return await apply(self, records)
        except Unavailable:
            return {}

    plant.setattr(BatchConsumer, "apply", careless)


def count_twice(plant: pytest.MonkeyPatch) -> None:
    """Analytics forgets what it has counted."""
    plant.setattr(UnitOfWork, "was_applied", lambda self, mark: False)
    plant.setattr(MongoBooks, "release", lambda self, message_id: None)


def trust_the_clocks(plant: pytest.MonkeyPatch) -> None:
    """A verdict that says it is older than its message is taken for one on an earlier text."""
    applies = message._applies
    plant.setattr(message, "_applies", lambda held, judged: judged.occurred_at >= held.posted_at and applies(held, judged))
