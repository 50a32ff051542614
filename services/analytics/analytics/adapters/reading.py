"""Figures out of MongoDB, for people who look at them."""

from collections.abc import Iterable, Mapping, Sequence

from analytics.adapters import documents
from analytics.app.ports import (
    CONVERSATIONS,
    COST,
    LEAVES,
    LEDGER,
    PROGRAMMES,
    Counters,
    PairUnknown,
    ProgrammeUnknown,
)
from analytics.domain.conversation import Conversation
from analytics.domain.cost import Ledger
from analytics.domain.turns import Post
from causeway_kit.store import Store


class MongoFigures:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def counters(self, programme_id: str) -> Counters:
        row = await self._store.find_one(PROGRAMMES, {"_id": programme_id})
        if row is None:
            raise ProgrammeUnknown("There are no figures of such a programme.")
        return Counters(
            tally=documents.to_tally(row),
            pairs_started=row.get("pairs_started", 0),
            pairs_active=row.get("pairs_active", 0),
            pairs_in_contact=row.get("pairs_in_contact", 0),
            nudges_sent=row.get("nudges_sent", 0),
            reply_buckets={int(bucket): count for bucket, count in row.get("reply_times", {}).items() if count},
        )

    async def posted_between(self, programme_id: str) -> tuple[int | None, int | None]:
        return await self._end(programme_id, "first_posted_at", 1), await self._end(programme_id, "last_posted_at", -1)

    async def _end(self, programme_id: str, field: str, direction: int) -> int | None:
        query = {"programme_id": programme_id, field: {"$gte": 0}}
        row = await self._store.find_one(CONVERSATIONS, query, sort=[(field, direction)], projection={field: 1})
        return row[field] if row else None

    async def median_messages(self, programme_id: str) -> float:
        started = {"programme_id": programme_id, "started": True}
        count = await self._store.count(CONVERSATIONS, started)
        if count == 0:
            return 0.0
        middle = {"sort": [("messages", 1)], "skip": (count - 1) // 2, "limit": 2 - count % 2}
        rows = await self._store.find(CONVERSATIONS, started, projection={"messages": 1}, **middle)
        return float(sum(row["messages"] for row in rows)) / max(1, len(rows))

    async def pair(self, programme_id: str, pair_id: str) -> Conversation:
        row = await self._store.find_one(CONVERSATIONS, {"_id": pair_id, "programme_id": programme_id, "started": True})
        if row is None:
            raise PairUnknown("There is no such pair in this programme.")
        return documents.to_conversation(row)

    async def pairs_after(self, programme_id: str, pair_id: str, limit: int) -> Sequence[Conversation]:
        query = {"programme_id": programme_id, "started": True, "_id": {"$gt": pair_id}}
        rows = await self._store.find(CONVERSATIONS, query, sort=[("_id", 1)], limit=limit)
        return [documents.to_conversation(row) for row in rows]

    async def posts(self, conversation_ids: Iterable[str]) -> Mapping[str, Sequence[Post]]:
        ids = list(conversation_ids)
        rows = await self._store.find(LEAVES, {"conversation_id": {"$in": ids}}) if ids else []
        posts: dict[str, list[Post]] = {id: [] for id in ids}
        for row in sorted(rows, key=lambda row: row["seqs"][0]):
            posts[row["conversation_id"]].extend(documents.to_leaf(row).posts)
        return posts

    async def messages_counted(self) -> int:
        rows = await self._store.aggregate(PROGRAMMES, [{"$group": {"_id": None, "messages": {"$sum": "$messages"}}}])
        return int(rows[0]["messages"]) if rows else 0

    async def ledger(self) -> Ledger:
        row = await self._store.find_one(COST, {"_id": LEDGER})
        return documents.to_ledger(row) if row else Ledger()
