"""The newest places, read from what carries them: the last message of a conversation, the last entry of a feed."""

import asyncio
from collections.abc import Awaitable, Callable, Collection

from causeway_kit.sequences import Sequence
from causeway_kit.store import Store
from messaging.adapters.mongo import ENTRIES, feed_range
from messaging.app.ports import FEED_PLACES, MESSAGES, PLACES

AT_ONCE = 16  # conversations met for the first time


def sequences(store: Store) -> dict[str, Sequence]:
    async def last_seq(conversation_id: str) -> int:
        rows = await store.find(
            MESSAGES, {"conversation_id": conversation_id}, sort=[("seq", -1)], limit=1, projection={"seq": 1}
        )
        return int(rows[0]["seq"]) if rows else 0

    async def last_feed_seq(conversation_id: str) -> int:
        return (await feed_ends(store, [conversation_id])).get(conversation_id, 0)

    return {PLACES: Sequence(_each(last_seq)), FEED_PLACES: Sequence(_each(last_feed_seq))}


async def feed_ends(store: Store, conversation_ids: Collection[str]) -> dict[str, int]:
    """The newest entry of each feed; feeds without any are left out."""

    async def end_of(conversation_id: str) -> int:
        newest = {"sort": [("_id", -1)], "limit": 1, "projection": {"feed_seq": 1}}
        rows = await store.find(ENTRIES, feed_range(conversation_id, 0), **newest)
        return int(rows[0]["feed_seq"]) if rows else 0

    return {id: end for id, end in (await _each(end_of)(conversation_ids)).items() if end}


def _each(read: Callable[[str], Awaitable[int]]) -> Callable[[Collection[str]], Awaitable[dict[str, int]]]:
    async def read_all(ids: Collection[str]) -> dict[str, int]:
        turns = asyncio.Semaphore(AT_ONCE)

        async def one(id: str) -> tuple[str, int]:
            async with turns:
                return id, await read(id)

        return dict(await asyncio.gather(*(one(id) for id in ids)))

    return read_all
