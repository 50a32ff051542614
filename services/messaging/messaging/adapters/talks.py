"""Talks in MongoDB."""

from collections.abc import Sequence
from datetime import date

from causeway.event import Event
from causeway_kit.store import Document, Indexes, Store
from causeway_kit.work import UnitOfWork
from messaging.adapters.mongo import MongoMailroom
from messaging.app.log_talk import TALKS, TalkPage
from messaging.app.ports import CONVERSATIONS
from messaging.domain.conversation import Conversation, NotAParticipant
from messaging.domain.talk import Talk

TALK_INDEXES: Indexes = {TALKS: [([("conversation_id", 1), ("held_on", -1), ("_id", 1)], {})]}


class MongoTalkBook:
    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def conversation(self, conversation_id: str) -> Conversation:
        return MongoMailroom(self._work).conversation(conversation_id)

    def known_talk(self, talk_id: str) -> Talk | None:
        document = self._work.get(TALKS, talk_id)
        return _to_talk(document) if document else None

    def save_talk(self, talk: Talk, events: Sequence[Event]) -> None:
        self._work.save(TALKS, _from_talk(talk))
        self._work.publish(events)


class MongoTalkReading:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def talks(self, person_id: str, conversation_id: str, size: int, token: str) -> TalkPage:
        start = int(token) if token else 0
        if start < 0:
            raise ValueError(token)
        whose = {"_id": conversation_id, "participants.person_id": person_id}
        if await self._store.find_one(CONVERSATIONS, whose, projection={"_id": 1}) is None:
            raise NotAParticipant("There is no such conversation.")
        order = [("held_on", -1), ("_id", 1)]
        rows = await self._store.find(TALKS, {"conversation_id": conversation_id}, sort=order, skip=start, limit=size + 1)
        return TalkPage([_to_talk(row) for row in rows[:size]], str(start + size) if len(rows) > size else "")


def _to_talk(document: Document) -> Talk:
    return Talk(
        document["_id"],
        document["conversation_id"],
        document["programme_id"],
        document["logged_by"],
        date.fromisoformat(document["held_on"]),
        document["minutes"],
    )


def _from_talk(talk: Talk) -> Document:
    return {
        "_id": talk.id,
        "conversation_id": talk.conversation_id,
        "programme_id": talk.programme_id,
        "logged_by": talk.logged_by,
        "held_on": talk.held_on.isoformat(),
        "minutes": talk.minutes,
    }
