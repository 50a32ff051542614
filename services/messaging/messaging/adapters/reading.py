"""The one place that reads messages for people: only what is released, only for participants."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from causeway_kit.sealed import Keyring, Unreadable, owner_of
from causeway_kit.store import Document, Store
from messaging.adapters.mongo import ENTRIES, feed_range, to_conversation, to_entry, to_message
from messaging.adapters.places import feed_ends
from messaging.adapters.sealing import place_of
from messaging.app.mark_read import read_mark_id
from messaging.app.ports import CONVERSATIONS, MESSAGES, READS, ReadableEntry
from messaging.domain.conversation import Conversation, Entry, NotAParticipant
from messaging.domain.message import Message, State

OWN_MESSAGES = 50
MANY_UNREAD = 100  # nobody needs a higher number, and counting costs a step for each
GONE = ""  # the author's key was destroyed: the place stays, the words are gone


class MongoReading:
    def __init__(self, store: Store, keyring: Keyring) -> None:
        self._store = store
        self._keyring = keyring

    async def conversations_of(self, person_id: str) -> Sequence[Conversation]:
        rows = await self._store.find(CONVERSATIONS, {"participants.person_id": person_id}, sort=[("_id", 1)])
        return [to_conversation(row) for row in rows]

    async def conversation(self, person_id: str, conversation_id: str) -> Conversation:
        row = await self._store.find_one(CONVERSATIONS, {"_id": conversation_id, "participants.person_id": person_id})
        if row is None:
            raise NotAParticipant("There is no such conversation.")
        return to_conversation(row)

    async def whose(self, person_ids: Collection[str], conversation_id: str) -> str:
        wanted = {"_id": conversation_id, "participants.person_id": {"$in": list(person_ids)}}
        row = await self._store.find_one(CONVERSATIONS, wanted, projection={"participants.person_id": 1})
        if row is None:
            raise NotAParticipant("There is no such conversation.")
        taking_part: list[str] = [one["person_id"] for one in row["participants"] if one["person_id"] in person_ids]
        return taking_part[0]

    async def entries_after(self, cursors: Mapping[str, int], limit: int) -> list[ReadableEntry]:
        if not cursors:
            return []
        after = [feed_range(id, cursor) for id, cursor in cursors.items()]
        query = after[0] if len(after) == 1 else {"$or": after}
        rows = await self._store.find(ENTRIES, query, sort=[("_id", 1)], limit=limit)
        shown = await self._released([row["message_id"] for row in rows])
        texts = await self._open(shown.values())
        return [
            ReadableEntry(to_entry(row), texts[row["message_id"]], shown[row["message_id"]]["posted_at"])
            for row in rows
            if row["message_id"] in shown
        ]

    async def opened(self, releases: Sequence[tuple[Message, Entry]]) -> list[ReadableEntry]:
        await self._keyring.load((owner_of(message.text) for message, _ in releases), create=False)
        return [
            ReadableEntry(entry, self._text(message.id, message.text, message.content_version), message.posted_at)
            for message, entry in releases
            if message.state is State.RELEASED
        ]

    async def _released(self, message_ids: Sequence[str]) -> dict[str, Document]:
        if not message_ids:
            return {}
        query = {"_id": {"$in": list(message_ids)}, "state": State.RELEASED.value}
        rows = await self._store.find(MESSAGES, query, projection={"text": 1, "posted_at": 1, "content_version": 1})
        return {row["_id"]: row for row in rows}

    async def _open(self, rows: Iterable[Document]) -> dict[str, str]:
        rows = list(rows)
        await self._keyring.load((owner_of(row["text"]) for row in rows), create=False)
        return {row["_id"]: self._text(row["_id"], row["text"], row["content_version"]) for row in rows}

    def _text(self, message_id: str, sealed: str, content_version: int) -> str:
        try:
            return self._keyring.open(sealed, place_of(message_id, content_version))
        except Unreadable:
            return GONE

    async def hidden_of(self, person_id: str, conversation_id: str) -> list[tuple[Message, str]]:
        query = {"conversation_id": conversation_id, "author_id": person_id, "hidden": True}
        rows = await self._store.find(MESSAGES, query, sort=[("seq", 1)], limit=OWN_MESSAGES)
        texts = await self._open(rows)
        return [(to_message(row), texts[row["_id"]]) for row in rows]

    async def memberships(self, person_ids: Iterable[str]) -> dict[str, set[str]]:
        wanted = set(person_ids)
        query = {"participants.person_id": {"$in": list(wanted)}}
        found: dict[str, set[str]] = {person_id: set() for person_id in wanted}
        for row in await self._store.find(CONVERSATIONS, query, projection={"participants.person_id": 1}):
            for participant in row["participants"]:
                if participant["person_id"] in wanted:
                    found[participant["person_id"]].add(row["_id"])
        return found

    async def feed_ends(self, conversation_ids: Iterable[str]) -> dict[str, int]:
        return await feed_ends(self._store, list(conversation_ids))

    async def read_marks(self, person_id: str, conversation_ids: Iterable[str]) -> dict[str, int]:
        ids = [read_mark_id(conversation_id, person_id) for conversation_id in conversation_ids]
        rows = await self._store.find(READS, {"_id": {"$in": ids}})
        return {row["conversation_id"]: row["feed_seq"] for row in rows}

    async def unread(self, person_id: str, conversation_id: str, after: int) -> int:
        by_others = {"author_id": {"$ne": person_id}}
        return await self._store.count(ENTRIES, {**feed_range(conversation_id, after), **by_others}, limit=MANY_UNREAD)
