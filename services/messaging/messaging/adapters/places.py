"""The newest places, read from what carries them: the last message of a conversation, the last entry of a feed."""

from collections.abc import Collection

from causeway_kit.sequences import Sequence
from causeway_kit.store import Document, Store
from messaging.adapters.mongo import END_OF_FEED, ENTRIES
from messaging.app.ports import CONVERSATIONS, FEED_PLACES, MESSAGES, PLACES

AT_ONCE = 500  # conversations in a query

LAST_MESSAGE: Document = {
    "from": MESSAGES,
    "localField": "_id",
    "foreignField": "conversation_id",
    "pipeline": [{"$sort": {"seq": -1}}, {"$limit": 1}, {"$project": {"_id": 0, "number": "$seq"}}],
}
LAST_ENTRY: Document = {
    "from": ENTRIES,
    "let": {"first": {"$concat": ["$_id", "/"]}, "last": {"$concat": ["$_id", f"/{END_OF_FEED}"]}},
    "pipeline": [
        {"$match": {"$expr": {"$and": [{"$gte": ["$_id", "$$first"]}, {"$lte": ["$_id", "$$last"]}]}}},
        {"$sort": {"_id": -1}},
        {"$limit": 1},
        {"$project": {"_id": 0, "number": "$feed_seq"}},
    ],
}


def sequences(store: Store) -> dict[str, Sequence]:
    async def last_seqs(conversation_ids: Collection[str]) -> dict[str, int]:
        return await _newest(store, conversation_ids, LAST_MESSAGE)

    async def last_feed_seqs(conversation_ids: Collection[str]) -> dict[str, int]:
        return await feed_ends(store, conversation_ids)

    return {PLACES: Sequence(last_seqs), FEED_PLACES: Sequence(last_feed_seqs)}


async def feed_ends(store: Store, conversation_ids: Collection[str]) -> dict[str, int]:
    """The newest entry of each feed; feeds without any are left out."""
    return await _newest(store, conversation_ids, LAST_ENTRY)


async def _newest(store: Store, conversation_ids: Collection[str], lookup: Document) -> dict[str, int]:
    """One query for many conversations: each costs a step in an index."""
    ids = list(conversation_ids)
    found: dict[str, int] = {}
    for start in range(0, len(ids), AT_ONCE):
        wanted = {"_id": {"$in": ids[start : start + AT_ONCE]}}
        steps: list[Document] = [
            {"$match": wanted},
            {"$project": {"_id": 1}},
            {"$lookup": {**lookup, "as": "last"}},
            {"$unwind": "$last"},
        ]
        found |= {row["_id"]: int(row["last"]["number"]) for row in await store.aggregate(CONVERSATIONS, steps)}
    return found
