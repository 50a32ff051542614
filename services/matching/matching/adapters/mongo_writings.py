"""Texts of participants in MongoDB, sealed under their authors' keys, and what each reader may see of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from causeway.event import Event
from causeway_kit.sealed import Keyring
from causeway_kit.store import Document, Indexes, Store
from causeway_kit.work import UnitOfWork
from matching.adapters.opening import Opening
from matching.app.screening import WRITINGS, Shown
from matching.domain.writing import Writing, WritingState

PENDING = {"state": WritingState.PENDING.value}
INDEXES: Indexes = {WRITINGS: [([("ask_at", 1)], {"name": "pending", "partialFilterExpression": PENDING})]}


class MongoWritings:
    """What one batch sees and changes of texts; a register of an area extends it beside `MongoRegister`."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    @property
    def now(self) -> datetime:
        return self._work.clock.now()

    def known_writing(self, writing_id: str) -> Writing | None:
        document = self._work.get(WRITINGS, writing_id)
        return to_writing(document) if document else None

    def sealed_writing(self, writing_id: str, author_id: str, text: str) -> str:
        return self._work.keyring.seal(author_id, _place(writing_id), text)

    def save_writing(self, writing: Writing, events: Sequence[Event] = ()) -> None:
        self._work.save(WRITINGS, from_writing(writing))
        self._work.publish(events)


class MongoWritingReading:
    def __init__(self, store: Store, keyring: Keyring) -> None:
        self._store = store
        self._opening = Opening(keyring)

    async def shown(self, writing_ids: Iterable[str], reader_id: str) -> Mapping[str, Shown]:
        wanted = sorted(set(writing_ids) - {""})
        if not wanted:
            return {}
        rows = await self._store.find(WRITINGS, {"_id": {"$in": wanted}})
        readable = [row for row in rows if row["author_id"] == reader_id or row["state"] == WritingState.SHOWN.value]
        await self._opening.keys_of(row["sealed"] for row in readable)
        texts = {row["_id"]: self._open(row) or "" for row in readable}
        return {row["_id"]: Shown(texts.get(row["_id"], ""), WritingState(row["state"])) for row in rows}

    async def pending(self, now: datetime, limit: int) -> Sequence[tuple[Writing, str | None]]:
        query = {**PENDING, "ask_at": {"$lte": now}}
        rows = await self._store.find(WRITINGS, query, sort=[("ask_at", 1)], limit=limit)
        await self._opening.keys_of(row["sealed"] for row in rows)
        return [(to_writing(row), self._open(row)) for row in rows]

    def _open(self, row: Document) -> str | None:
        return self._opening.open(row["sealed"], _place(row["_id"]))


def _place(writing_id: str) -> str:
    return f"writings/{writing_id}"


def to_writing(document: Document) -> Writing:
    return Writing(
        id=document["_id"],
        programme_id=document["programme_id"],
        author_id=document["author_id"],
        sealed=document["sealed"],
        written_at=document["written_at"],
        ask_at=document["ask_at"],
        state=WritingState(document["state"]),
        tries=document["tries"],
        version=document["version"],
    )


def from_writing(writing: Writing) -> Document:
    return {
        "_id": writing.id,
        "programme_id": writing.programme_id,
        "author_id": writing.author_id,
        "sealed": writing.sealed,
        "written_at": writing.written_at,
        "ask_at": writing.ask_at,
        "state": writing.state.value,
        "tries": writing.tries,
        "version": writing.version,
    }
