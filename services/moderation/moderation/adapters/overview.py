"""How much waits, what is stuck, and what was decided, from the stored cases."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from causeway.moderation.v1.events import Verdict
from causeway_kit.store import Document, Store
from moderation.adapters.case_documents import to_case, to_taken
from moderation.adapters.queue import OF_MESSAGES
from moderation.app.ports import CASES
from moderation.app.review_ports import Counts, Wanted
from moderation.domain.case import CHILD_SAFETY, URGENT, CaseState, Kind, Risk
from moderation.domain.quality import Record
from moderation.domain.reviewer import Reviewer

MOST_STUCK = 1_000
SOON = timedelta(hours=1)
OF_RECORD = ("kind", "state", "of", "categories", "answer", "first_by", "verdict", "taken")


class MongoOverview:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def counts(self, wanted: Wanted) -> Counts:
        match: Document = {"programme_id": wanted.programme_id, "open": True, "kind": OF_MESSAGES}
        if not wanted.reviewer.for_children:
            match["child_safety"] = {"$ne": True}
        by_category = [
            {"$unwind": "$categories"},
            {"$group": {"_id": "$categories", "count": {"$sum": 1}}},
            {"$sort": {"_id": 1}},
        ]
        pipeline: list[Document] = [
            {"$match": match},
            {"$facet": {"all": [_totals(wanted.now)], "categories": by_category}},
        ]
        [found] = await self._store.aggregate(CASES, pipeline)
        totals = found["all"][0] if found["all"] else {}
        names = ("waiting", "claimed", "late", "soon", "danger", "appeals")
        categories = [(row["_id"], row["count"]) for row in found["categories"]]
        return Counts(**{name: totals.get(name, 0) for name in names}, categories=categories, oldest=totals.get("oldest"))

    async def programmes(self) -> list[str]:
        """In which something waits."""
        rows = await self._store.aggregate(CASES, [{"$match": {"open": True}}, {"$group": {"_id": "$programme_id"}}])
        return [row["_id"] for row in rows]

    async def stuck(self, programme_id: str, reviewers: Collection[Reviewer]) -> list[str]:
        """What nobody has passed over and every reviewer may take is not looked at, unless there are no reviewers at all."""
        query: Document = {"programme_id": programme_id, "open": True, "kind": OF_MESSAGES}
        if reviewers:
            people = [one.person_id for one in reviewers]
            query["$or"] = [{"child_safety": True}, {"looks": {"$gt": 1}}, {"passed_over_by": {"$in": people}}]
        rows = await self._store.find(CASES, query, sort=[("due_at", 1)], limit=MOST_STUCK, projection={"text": 0})
        return [row["_id"] for row in rows if to_case({**row, "text": ""}).is_stuck(reviewers)]

    async def records(self, programme_id: str, since: datetime, most: int) -> list[Record]:
        query = {"programme_id": programme_id, "looked_at": {"$gte": since}}
        fields = dict.fromkeys(OF_RECORD, 1)
        rows = await self._store.find(CASES, query, sort=[("looked_at", -1)], limit=most, projection=fields)
        return [_record(row) for row in rows]

    async def complete(self) -> int:
        """Gives cases that an earlier build opened their place in the queue. Returns how many."""
        urgent, children = _any_of(URGENT), {"$and": ["$minor", _any_of(CHILD_SAFETY)]}
        of_danger = {"$cond": ["$minor", Risk.DANGER_TO_A_MINOR.value, Risk.DANGER.value]}
        fields = {"risk": {"$cond": [urgent, of_danger, Risk.OTHER.value]}, "child_safety": children}
        return await self._store.update_many(CASES, {"open": True, "risk": None}, [{"$set": fields}])


def _totals(now: datetime) -> Document:
    held = {"$and": [{"$eq": ["$state", CaseState.CLAIMED.value]}, {"$gt": ["$claimed_until", now]}]}
    soon = {"$and": [{"$gt": ["$due_at", now]}, {"$lte": ["$due_at", now + SOON]}]}
    return {
        "$group": {
            "_id": None,
            "waiting": _sum({"$not": [held]}),
            "claimed": _sum(held),
            "late": _sum({"$lte": ["$due_at", now]}),
            "soon": _sum(soon),
            "danger": _sum({"$lte": ["$risk", Risk.DANGER.value]}),
            "appeals": _sum({"$gt": ["$appeal", ""]}),
            "oldest": {"$min": "$opened_at"},
        }
    }


def _sum(condition: Document) -> Document:
    return {"$sum": {"$cond": [condition, 1, 0]}}


def _any_of(categories: Collection[str]) -> Document:
    return {"$gt": [{"$size": {"$setIntersection": ["$categories", sorted(categories)]}}, 0]}


def _record(row: dict[str, Any]) -> Record:
    return Record(
        kind=Kind(row.get("kind", Kind.MESSAGE)),
        state=CaseState(row["state"]),
        of=row.get("of", ""),
        categories=tuple(row["categories"]),
        answer=Verdict(row.get("answer", Verdict.UNSPECIFIED)),
        first_by=row.get("first_by", ""),
        verdict=Verdict(row.get("verdict", Verdict.UNSPECIFIED)),
        taken=to_taken(row),
    )
