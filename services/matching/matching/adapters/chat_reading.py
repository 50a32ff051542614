"""What is read of one-off chats and of calls for volunteers."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from causeway_kit.clock import Clock
from causeway_kit.sealed import Keyring
from causeway_kit.store import Document, Store
from matching.adapters import choosing_documents as documents
from matching.adapters.choosing_reading import newest_first
from matching.adapters.documents import profile_place, to_enrolment, to_ties
from matching.adapters.mongo_choosing import TIMED_CHATS
from matching.adapters.opening import Opening
from matching.app.call_volunteers import NO_CALL
from matching.app.choosing_ports import CALLS, CHATS, SIGN_UPS
from matching.app.matched import FreePeople
from matching.app.ports import PAIRS, PEOPLE, TIES
from matching.app.profile_json import profile_of
from matching.app.screening import WRITINGS
from matching.domain.call import MOST_SIGN_UPS, Call, CallNotFound, SignUp
from matching.domain.call import State as CallState
from matching.domain.chat import NO_CHAT, Chat, ChatNotFound, Wish
from matching.domain.chat import State as ChatState
from matching.domain.pair import Ties
from matching.domain.people import Side
from matching.domain.readiness import is_ready
from matching.domain.writing import WritingState

JUDGED = {"$in": [WritingState.SHOWN.value, WritingState.REFUSED.value]}


class MongoChatReading:
    def __init__(self, store: Store, keyring: Keyring) -> None:
        self._store = store
        self._opening = Opening(keyring)

    async def chat(self, programme_id: str, chat_id: str) -> Chat:
        row = await self._store.find_one(CHATS, {"_id": chat_id, "programme_id": programme_id})
        if row is None:
            raise ChatNotFound(NO_CHAT)
        return documents.to_chat(row)

    async def chats_of(self, programme_id: str, person_ids: Sequence[str], size: int, after: str) -> Sequence[Chat]:
        whose = {"$in": list(person_ids)}
        offered = {"offered": whose, "state": ChatState.ASKED.value}
        query = {"programme_id": programme_id, "$or": [{"asker_id": whose}, {"helper_id": whose}, offered]}
        return await self._newest(query, size, after)

    async def chats(self, programme_id: str, state: ChatState | None, size: int, after: str) -> Sequence[Chat]:
        query = {"programme_id": programme_id} | ({"state": state.value} if state else {})
        return await self._newest(query, size, after)

    async def _newest(self, query: Mapping[str, Any], size: int, after: str) -> Sequence[Chat]:
        rows = await newest_first(self._store, CHATS, query, "asked_at", size, after)
        return [documents.to_chat(row) for row in rows]

    async def wishes(self, chats: Sequence[Chat]) -> Mapping[str, Wish]:
        await self._opening.keys_of(chat.wish for chat in chats)
        opened = {chat.id: self._opening.open(chat.wish, documents.wish_place(chat.id)) for chat in chats}
        return {id: documents.to_wish(line) if line is not None else Wish() for id, line in opened.items()}

    async def chats_in_check(self, limit: int) -> Sequence[Chat]:
        rows = await _in_check(self._store, CHATS, "goal_id", ChatState.CHECKING.value, limit)
        return [documents.to_chat(row) for row in rows]

    async def due_chats(self, now: datetime, limit: int) -> Sequence[Chat]:
        query = {**TIMED_CHATS, "due_at": {"$lte": now}}
        rows = await self._store.find(CHATS, query, sort=[("due_at", 1)], limit=limit)
        return [documents.to_chat(row) for row in rows]

    async def chats_by_id(self, chat_ids: Sequence[str]) -> Sequence[Chat]:
        rows = await self._store.find(CHATS, {"_id": {"$in": list(chat_ids)}})
        return [documents.to_chat(row) for row in rows]


class MongoCallReading:
    def __init__(self, store: Store, keyring: Keyring, clock: Clock) -> None:
        self._store = store
        self._opening = Opening(keyring)
        self._clock = clock

    async def call(self, programme_id: str, call_id: str) -> Call:
        row = await self._store.find_one(CALLS, {"_id": call_id, "programme_id": programme_id})
        if row is None:
            raise CallNotFound(NO_CALL)
        return documents.to_call(row)

    async def calls(self, programme_id: str, states: Collection[CallState], size: int, after: str) -> Sequence[Call]:
        query = {"programme_id": programme_id, "state": {"$in": [state.value for state in states]}}
        return [documents.to_call(row) for row in await newest_first(self._store, CALLS, query, "opened_at", size, after)]

    async def signed_up(self, call_ids: Sequence[str], person_ids: Sequence[str]) -> Collection[str]:
        query = {"person_id": {"$in": list(person_ids)}, "call_id": {"$in": list(call_ids)}, "active": True}
        return {row["call_id"] for row in await self._store.find(SIGN_UPS, query)}

    async def sign_ups(self, call_id: str, size: int, after: str) -> Sequence[SignUp]:
        query = {"call_id": call_id, "active": True, "_id": {"$gt": after}}
        rows = await self._store.find(SIGN_UPS, query, sort=[("_id", 1)], limit=size)
        return [documents.to_sign_up(row) for row in rows]

    async def volunteers(self, call: Call) -> FreePeople:
        sign_ups = await self.sign_ups(call.id, 2 * MOST_SIGN_UPS, "")
        person_ids = [one.person_id for one in sign_ups]
        now = self._clock.now()
        rows = await self._store.find(PEOPLE, {"_id": {"$in": person_ids}, "programme_id": call.programme_id})
        ready = sorted((row for row in rows if is_ready(to_enrolment(row), now)), key=lambda row: str(row["_id"]))
        ties = {row["_id"]: to_ties(row) for row in await self._store.find(TIES, {"_id": {"$in": person_ids}})}
        await self._opening.keys_of(row["profile"] for row in ready)
        return self._across_sites(ready, ties)

    def _across_sites(self, rows: Sequence[Document], ties: Mapping[str, Ties]) -> FreePeople:
        mentees: list[tuple[str, str]] = []
        mentors: list[tuple[str, str, int]] = []
        sites: dict[str, str] = {}
        for row in rows:
            line = self._opening.open(row["profile"], profile_place(row["_id"]))
            if line is None:
                continue
            tied = ties.get(row["_id"], Ties(row["_id"]))
            sites[row["_id"]] = profile_of(line).person.region
            if row["side"] == Side.MENTOR.value:
                mentors.append((row["_id"], line, len(tied.pairs)))
            elif not tied.pairs and not tied.rests_at(self._clock.now()):
                mentees.append((row["_id"], line))
        met = [(one, other) for one, _ in mentees for other in ties.get(one, Ties(one)).met]
        same = [(one, other) for one, _ in mentees for other, _, _ in mentors if sites[one] and sites[one] == sites[other]]
        return FreePeople(mentees, mentors, [*met, *same])

    async def pairs_formed(self, call: Call) -> int:
        return await self._store.count(PAIRS, {"programme_id": call.programme_id, "run_id": call.id})

    async def calls_in_check(self, limit: int) -> Sequence[Call]:
        rows = await _in_check(self._store, CALLS, "topic_id", CallState.CHECKING.value, limit)
        return [documents.to_call(row) for row in rows]

    async def open_calls(self, now: datetime, limit: int) -> Sequence[Call]:
        free = {"$or": [{"leased_until": None}, {"leased_until": {"$lte": now}}]}
        rows = await self._store.find(CALLS, {"state": CallState.FORMING.value, **free}, limit=limit)
        return [documents.to_call(row) for row in rows]


async def _in_check(store: Store, collection: str, text: str, checking: str, limit: int) -> Sequence[Document]:
    """Rows that wait for the judgement of their text, and whose text has one."""
    rows = await store.find(collection, {"state": checking}, limit=limit)
    if not rows:
        return []
    judged = await store.find(WRITINGS, {"_id": {"$in": [row[text] for row in rows]}, "state": JUDGED}, projection={"_id": 1})
    ids = {row["_id"] for row in judged}
    return [row for row in rows if row[text] in ids]
