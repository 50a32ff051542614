"""The newest places of many conversations, read from a real MongoDB in one query."""

import pytest

from causeway_kit.store import Document, Store
from messaging.adapters.mongo import ENTRIES, INDEXES, entry_id
from messaging.adapters.places import sequences
from messaging.app.ports import CONVERSATIONS, FEED_PLACES, MESSAGES, PLACES

pytestmark = pytest.mark.connected


@pytest.fixture
async def store(mongo: str, database: str) -> Store:
    opened = Store(mongo, database)
    await opened.ensure(INDEXES)
    return opened


async def filled(store: Store, messages: dict[str, int], entries: dict[str, int]) -> None:
    """Numbers of messages and of entries by conversation."""
    rows: dict[str, list[Document]] = {
        CONVERSATIONS: [{"_id": id, "participants": []} for id in messages],
        MESSAGES: [
            {"_id": f"{id}-{seq}", "conversation_id": id, "seq": seq}
            for id, most in messages.items()
            for seq in range(1, most + 1)
        ],
        ENTRIES: [
            {"_id": entry_id(id, number), "feed_seq": number} for id, most in entries.items() for number in range(1, most + 1)
        ],
    }
    for collection, documents in rows.items():
        await store.insert_many(collection, documents)


async def test_each_conversation_has_its_own_newest_places(store: Store) -> None:
    await filled(store, {"a": 12, "a/": 3, "ab": 1, "quiet": 0}, {"a": 11, "ab": 1, "quiet": 0})
    read = sequences(store)

    assert await read[PLACES].load(["a", "ab", "quiet"]) == {"a": 12, "ab": 1, "quiet": 0}
    assert await read[FEED_PLACES].load(["a", "ab", "quiet"]) == {"a": 11, "ab": 1, "quiet": 0}


async def test_more_conversations_than_fit_into_one_query_are_all_read(store: Store) -> None:
    counts = {f"c{number}": number % 3 + 1 for number in range(1200)}
    await filled(store, counts, counts)
    read = sequences(store)

    assert await read[PLACES].load(counts) == counts
    assert await read[FEED_PLACES].load(counts) == counts
