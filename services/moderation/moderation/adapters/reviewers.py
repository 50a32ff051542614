"""Who reviews in a programme now, how much at once, and which tests there are for them."""

from collections.abc import Iterable

from causeway_kit.access import EVERYTHING, GRANTS, programme_scope
from causeway_kit.clock import Clock
from causeway_kit.store import Document, Store
from moderation.adapters.review_documents import to_limits
from moderation.app.review_ports import CLEARANCES, GOLDEN, LIMITS
from moderation.domain.reviewer import LEADING, REVIEWING, Reviewer
from moderation.domain.shift import Limits

MOST = 5_000


class MongoReviewers:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def one(self, programme_id: str, person_id: str) -> Reviewer | None:
        found = await self._found(programme_id, {"person_id": person_id})
        return found[0] if found else None

    async def all_of(self, programme_id: str) -> list[Reviewer]:
        return await self._found(programme_id, {})

    async def _found(self, programme_id: str, whom: Document) -> list[Reviewer]:
        held = {"active": True, "$or": [{"until": None}, {"until": {"$gt": self._clock.now()}}]}
        where = {"scope": {"$in": [programme_scope(programme_id), EVERYTHING]}, "role": {"$in": sorted(REVIEWING)}}
        rows = await self._store.find(GRANTS, {**whom, **where, **held}, limit=MOST)
        roles: dict[str, set[str]] = {}
        for row in rows:
            roles.setdefault(row["person_id"], set()).add(row["role"])
        cleared = await self._cleared(programme_id, roles)
        return [Reviewer(person, LEADING in held_by, person in cleared) for person, held_by in sorted(roles.items())]

    async def _cleared(self, programme_id: str, people: Iterable[str]) -> set[str]:
        query = {"programme_id": programme_id, "person_id": {"$in": sorted(people)}, "cleared": True}
        rows = await self._store.find(CLEARANCES, query)
        return {row["person_id"] for row in rows}


class MongoLimits:
    """Of the programmes that have limits of their own, read again every few seconds."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, Limits] = {}

    def of(self, programme_id: str) -> Limits:
        return self._known.get(programme_id, Limits())

    async def step(self) -> None:
        """Raises Unavailable."""
        self._known = {row["_id"]: to_limits(row) for row in await self._store.find(LIMITS, {})}

    async def read(self, programme_id: str) -> Limits:
        """At this moment."""
        row = await self._store.find_one(LIMITS, {"_id": programme_id})
        return to_limits(row) if row else Limits()


class MongoGolden:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def for_reviewer(self, programme_id: str, reviewer: Reviewer) -> str:
        """The oldest first."""
        me = reviewer.person_id
        query: Document = {"programme_id": programme_id, "given_to": {"$ne": me}, "made_by": {"$ne": me}}
        if not reviewer.for_children:
            query["child_safety"] = {"$ne": True}
        rows = await self._store.find(GOLDEN, query, sort=[("made_at", 1)], limit=1, projection={"_id": 1})
        return str(rows[0]["_id"]) if rows else ""
