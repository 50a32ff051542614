"""The queue as reviewers read it."""

from datetime import datetime
from typing import Any

from causeway_kit.sealed import Keyring, Unreadable
from causeway_kit.store import Store
from moderation.adapters.case_documents import appeal_place, to_case
from moderation.adapters.mongo import text_place
from moderation.app.ports import CASES, CasePage, Opened, Wanted
from moderation.domain.case import Case

GONE = "(The author's data was erased; the text cannot be read any more.)"


class MongoQueue:
    def __init__(self, store: Store, keyring: Keyring) -> None:
        self._store = store
        self._keyring = keyring

    async def open_cases(self, wanted: Wanted, size: int, token: str) -> CasePage:
        query: dict[str, Any] = {
            "programme_id": wanted.programme_id,
            "open": True,
            "passed_over_by": {"$ne": wanted.reviewer},
        }
        if wanted.category:
            query["categories"] = wanted.category
        if wanted.appealed:
            query["appeal"] = {"$gt": ""}
        if token:
            due_at, case_id = _read_token(token)
            query["$or"] = [{"due_at": {"$gt": due_at}}, {"due_at": due_at, "_id": {"$gt": case_id}}]
        rows = await self._store.find(CASES, query, sort=[("due_at", 1), ("_id", 1)], limit=size + 1)
        cases = [to_case(row) for row in rows[:size]]
        return CasePage(cases, _token(cases[-1]) if len(rows) > size else "")

    async def opened(self, case: Case) -> Opened:
        await self._keyring.load([case.author_id], create=False)
        text = self._open(case, case.text, text_place(case.id, case.content_version))
        return Opened(text, self._open(case, case.appeal, appeal_place(case.id)) if case.appeal else "")

    def _open(self, case: Case, sealed: str, place: str) -> str:
        try:
            return self._keyring.open(sealed, place)
        except Unreadable:
            return GONE


def _token(case: Case) -> str:
    return f"{case.due_at.isoformat()}|{case.id}"


def _read_token(token: str) -> tuple[datetime, str]:
    """Raises ValueError."""
    due_at, _, case_id = token.partition("|")
    return datetime.fromisoformat(due_at), case_id
