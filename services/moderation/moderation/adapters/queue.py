"""The queue as reviewers read it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from causeway_kit.sealed import Keyring, Unreadable, owner_of
from causeway_kit.store import Document, Store
from moderation.adapters.background import text_place
from moderation.adapters.case_documents import appeal_place, to_case
from moderation.app.ports import CASES, RECENT
from moderation.app.review_ports import Around, Opened, Page, Row, Wanted
from moderation.domain.case import CHILD_SAFETY, Case, Kind
from moderation.domain.reviewer import Reviewer

GONE = "(The author's data was erased; the text cannot be read any more.)"
OF_MESSAGES = {"$in": [None, Kind.MESSAGE.value]}  # cases of earlier builds do not say it
MOST_AROUND, MOST_TOGETHER = 20, 50
ORDER = [("risk", 1), ("due_at", 1), ("_id", 1)]


class MongoQueue:
    def __init__(self, store: Store, keyring: Keyring) -> None:
        self._store = store
        self._keyring = keyring

    async def open_cases(self, wanted: Wanted, size: int, token: str) -> Page:
        after = _after(token) if token else {}
        offered = {**visible(wanted), **_chosen(wanted)}
        together = await self._by_author(offered) if wanted.reviewer.for_children else {}
        single = [{"child_safety": {"$ne": True}}, {"kind": {"$nin": OF_MESSAGES["$in"]}}, {"_id": {"$in": list(together)}}]
        query = {"$and": [offered, {"$or": single}, after]}
        rows = await self._store.find(CASES, query, sort=ORDER, limit=size + 1)
        found = [Row(to_case(row), together.get(row["_id"], 1)) for row in rows[:size]]
        return Page(found, _token(found[-1].case) if len(rows) > size else "")

    async def _by_author(self, offered: Document) -> dict[str, int]:
        """The most urgent of each author's cases about the safety of somebody under 18, with how many there are."""
        pipeline: list[Document] = [
            {"$match": {**offered, "child_safety": True, "kind": OF_MESSAGES}},
            {"$project": {"author_id": 1, "risk": 1, "due_at": 1}},
            {"$sort": dict(ORDER)},
            {"$group": {"_id": "$author_id", "first": {"$first": "$_id"}, "count": {"$sum": 1}}},
        ]
        return {row["first"]: row["count"] for row in await self._store.aggregate(CASES, pipeline)}

    async def case(self, programme_id: str, case_id: str) -> Case | None:
        row = await self._store.find_one(CASES, {"_id": case_id, "programme_id": programme_id})
        return to_case(row) if row else None

    async def author_of(self, message_id: str) -> str:
        row = await self._store.find_one(CASES, {"_id": message_id}, projection={"author_id": 1})
        return str(row["author_id"]) if row else ""

    async def others_of(self, case: Case) -> list[str]:
        query = {"programme_id": case.programme_id, "author_id": case.author_id, "open": True, "child_safety": True}
        others = {**query, "kind": OF_MESSAGES, "_id": {"$ne": case.id}}
        rows = await self._store.find(CASES, others, projection={"_id": 1}, sort=[("due_at", 1)], limit=MOST_TOGETHER)
        return [row["_id"] for row in rows]

    async def opened(self, case: Case) -> Opened:
        await self._keyring.load(_owners([case.text, case.appeal]), create=False)
        text = self._open(case.text, case.text_place or text_place(case.id, case.content_version))
        return Opened(text, self._open(case.appeal, appeal_place(case.id)) if case.appeal else "")

    async def around(self, case: Case, reviewer: Reviewer) -> list[Around]:
        memory = await self._store.find_one(RECENT, {"_id": case.conversation_id}) or {}
        query = {"conversation_id": case.conversation_id, "programme_id": case.programme_id, "kind": OF_MESSAGES}
        held = await self._store.find(CASES, query, sort=[("opened_at", -1)], limit=MOST_AROUND + 1)
        found = {row["message_id"]: _remembered(row) for row in memory.get("turns", ())}
        found |= {row["_id"]: _held(to_case(row)) for row in held}
        shown = [_for(reviewer, case, one) for id, one in found.items() if id not in (case.id, case.of)]
        return sorted(shown, key=lambda one: one.at)[-MOST_AROUND:]

    async def about_children(self, message_ids: Sequence[str]) -> set[str]:
        held = {"_id": {"$in": list(message_ids)}, "child_safety": True}
        return {row["_id"] for row in await self._store.find(CASES, held, projection={"_id": 1})}

    async def words(self, around: Sequence[Around]) -> list[str]:
        await self._keyring.load(_owners([one.text for one in around]), create=False)
        return [self._open(one.text, one.text_place) if one.text else "" for one in around]

    def _open(self, sealed: str, place: str) -> str:
        try:
            return self._keyring.open(sealed, place)
        except Unreadable:
            return GONE


def visible(wanted: Wanted) -> Document:
    """Open cases that this reviewer is offered."""
    who = wanted.reviewer
    query: Document = {
        "programme_id": wanted.programme_id,
        "open": True,
        "passed_over_by": {"$ne": who.person_id},
        "author_id": {"$ne": who.person_id},
        "only_for": {"$in": [None, "", who.person_id]},
    }
    if not who.for_children:
        query["child_safety"] = {"$ne": True}
    if not who.lead:
        query["looks"] = {"$not": {"$gt": 1}}
    return query


def _chosen(wanted: Wanted) -> Document:
    query: Document = {}
    if wanted.category:
        query["categories"] = wanted.category
    if wanted.appealed:
        query["appeal"] = {"$gt": ""}
    if wanted.minor:
        query["minor"] = True
    if wanted.mine:
        query |= {"claimed_by": wanted.reviewer.person_id, "claimed_until": {"$gt": wanted.now}}
    return query


def _remembered(row: Document) -> Around:
    noticed = tuple(row["noticed"])
    return Around(row["message_id"], row["author_id"], row["at"], noticed, row["text"], row["text_place"], held=False)


def _held(case: Case) -> Around:
    place = case.text_place or text_place(case.id, case.content_version)
    return Around(case.id, case.author_id, case.opened_at, case.categories, case.text, place, held=True)


def _for(reviewer: Reviewer, case: Case, one: Around) -> Around:
    """Words about the safety of somebody under 18 are for those who are cleared for them, here too."""
    if reviewer.for_children or not case.minor or not CHILD_SAFETY & set(one.categories):
        return one
    return Around(one.message_id, one.author_id, one.at, one.categories, "", "", one.held)


def _owners(sealed: Sequence[str]) -> list[str]:
    owners: list[str] = []
    for value in filter(None, sealed):
        try:
            owners.append(owner_of(value))
        except Unreadable:
            continue
    return owners


def _token(case: Case) -> str:
    return f"{case.risk.value}|{case.due_at.isoformat()}|{case.id}"


def _after(token: str) -> dict[str, Any]:
    """Raises ValueError."""
    risk, due_at, case_id = token.split("|", 2)
    level, moment = int(risk), datetime.fromisoformat(due_at)
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    same = {"risk": level, "due_at": moment, "_id": {"$gt": case_id}}
    return {"$or": [{"risk": {"$gt": level}}, {"risk": level, "due_at": {"$gt": moment}}, same]}
