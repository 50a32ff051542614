"""Figures out of MongoDB, for people who look at them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

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
    Spread,
    leaf_id,
)
from analytics.domain.conversation import Conversation
from analytics.domain.cost import Ledger
from analytics.domain.places import joined
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

    async def spread(self, programme_id: str) -> Spread:
        groups = {
            "_id": {"$cond": ["$started", "$messages", None]},
            "conversations": {"$sum": 1},
            "first": {"$min": "$first_posted_at"},
            "last": {"$max": "$last_posted_at"},
        }
        rows = await self._store.aggregate(CONVERSATIONS, [{"$match": {"programme_id": programme_id}}, {"$group": groups}])
        pairs = Counter({row["_id"]: row["conversations"] for row in rows if row["_id"] is not None})
        return Spread(
            first_posted_at=min((row["first"] for row in rows if row["first"] is not None), default=None),
            last_posted_at=max((row["last"] for row in rows if row["last"] is not None), default=None),
            messages_per_pair_median=float(median(pairs.elements())) if pairs else 0.0,
        )

    async def pair(self, programme_id: str, pair_id: str) -> Conversation:
        row = await self._store.find_one(CONVERSATIONS, {"_id": pair_id, "programme_id": programme_id, "started": True})
        if row is None:
            raise PairUnknown("There is no such pair in this programme.")
        return documents.to_conversation(row)

    async def pairs_after(self, programme_id: str, pair_id: str, limit: int) -> Sequence[Conversation]:
        query = {"programme_id": programme_id, "started": True, "_id": {"$gt": pair_id}}
        rows = await self._store.find(CONVERSATIONS, query, sort=[("_id", 1)], limit=limit)
        return [documents.to_conversation(row) for row in rows]

    async def posts(self, conversations: Iterable[Conversation]) -> Mapping[str, Sequence[Post]]:
        wanted = list(conversations)
        ids = [leaf_id(one.id, number) for one in wanted for number in range(one.timeline.floor)]
        rows = await self._store.find(LEAVES, {"_id": {"$in": ids}}) if ids else []
        stretches = {one.id: [one.timeline.tail] for one in wanted}
        for row in rows:
            stretches[row["_id"].rpartition("/")[0]].append(documents.to_leaf(row))
        return {id: joined(parts).posts for id, parts in stretches.items()}

    async def waiting(self, limit: int) -> Sequence[Conversation]:
        rows = await self._store.find(CONVERSATIONS, {"waits": True}, limit=limit)
        return [documents.to_conversation(row) for row in rows]

    async def messages_counted(self) -> int:
        rows = await self._store.aggregate(PROGRAMMES, [{"$group": {"_id": None, "messages": {"$sum": "$messages"}}}])
        return int(rows[0]["messages"]) if rows else 0

    async def ledger(self) -> Ledger:
        row = await self._store.find_one(COST, {"_id": LEDGER})
        return documents.to_ledger(row) if row else Ledger()
