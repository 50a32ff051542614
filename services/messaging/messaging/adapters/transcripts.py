"""What was written around a message, from MongoDB: sealed as it is stored."""

import asyncio

from causeway_kit.store import Document, Store
from messaging.adapters.mongo import to_message
from messaging.app.ports import MESSAGES
from messaging.domain.message import Message, State


class MongoTranscripts:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def around(self, conversation_id: str, message_id: str, before: int, after: int) -> list[Message]:
        named = {"_id": message_id, "conversation_id": conversation_id}
        row = await self._store.find_one(MESSAGES, named, projection={"seq": 1})
        if row is None:
            return []
        readable: Document = {"conversation_id": conversation_id, "state": State.RELEASED.value}
        earlier, later = await asyncio.gather(
            self._store.find(MESSAGES, {**readable, "seq": {"$lt": row["seq"]}}, sort=[("seq", -1)], limit=before),
            self._store.find(MESSAGES, {**readable, "seq": {"$gt": row["seq"]}}, sort=[("seq", 1)], limit=after),
        )
        return [to_message(one) for one in (*reversed(earlier), *later)]
