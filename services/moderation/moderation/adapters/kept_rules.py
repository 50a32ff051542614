"""Sets of rules as they are stored, compiled beside the loop that judges."""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from causeway_kit.store import Document, Store
from moderation.adapters.own_bank import usable
from moderation.adapters.rule_book import CONTENTS, VERSIONS
from moderation.adapters.rule_documents import to_matched, to_rehearsal, to_rule, to_set
from moderation.app.judge_text import Parts
from moderation.app.own_rules import InForce, OwnRules
from moderation.app.rule_following import Recorded
from moderation.app.rule_ports import NEWEST_SET, OWN_RULES, REHEARSALS, RULE_SETS, SetOfRules
from moderation.domain.own_rule import OwnRule
from moderation.domain.rehearsal import Rehearsal


class MongoKeptRules:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def newest_set(self) -> SetOfRules:
        return to_set(await self._store.find_one(RULE_SETS, {"_id": NEWEST_SET}))

    async def in_force(self, made: SetOfRules) -> tuple[list[InForce], list[str]]:
        places = sorted(made.acting | made.trial)
        rows = {row["_id"]: row for row in await self._store.find(CONTENTS, {"_id": {"$in": places}})} if places else {}
        found = {place: _in_force(rows.get(place), trial=place in made.trial) for place in places}
        return [one for one in found.values() if one], [place for place, one in found.items() if one is None]

    async def in_force_of(self, place: str) -> InForce | None:
        return _in_force(await self._store.find_one(CONTENTS, {"_id": place}), trial=False)

    async def remember(self, rules_version: str, recorded: Recorded, number: int) -> None:
        row = {**asdict(recorded.parts), "acting": list(recorded.acting), "number": number}
        await self._store.update_one(VERSIONS, {"_id": rules_version}, {"$setOnInsert": row}, upsert=True)

    async def recorded(self, rules_version: str) -> Recorded | None:
        row = await self._store.find_one(VERSIONS, {"_id": rules_version})
        if row is None:
            return None
        return Recorded(Parts(row["rules"], row["models"], row["outside"], row["code"]), row["acting"])

    async def rules(self, keys: Sequence[str]) -> list[OwnRule]:
        rows = await self._store.find(OWN_RULES, {"_id": {"$in": list(keys)}})
        return [to_rule(row) for row in rows]

    async def waiting(self, now: datetime) -> list[str]:
        """Places of rehearsals that nobody runs."""
        free = {"open": True, "$or": [{"progress": "waiting"}, {"leased_until": {"$lt": now}}]}
        rows = await self._store.find(REHEARSALS, free, projection={"_id": 1}, sort=[("asked_at", 1)], limit=10)
        return [row["_id"] for row in rows]

    async def rehearsal(self, place: str) -> Rehearsal | None:
        row = await self._store.find_one(REHEARSALS, {"_id": place})
        return to_rehearsal(row) if row else None


def _in_force(row: Document | None, *, trial: bool) -> InForce | None:
    """None for a row that is missing or damaged."""
    if row is None:
        return None
    try:
        return InForce(row["programme_id"], to_matched(row), trial)
    except (ValueError, KeyError, TypeError):
        return None


class ThreadCompiling:
    """The engine lets the loop go on meanwhile. With a cache, the same set is ready at once after a restart."""

    def __init__(self, cache: Path | None = None) -> None:
        self._cache = cache

    async def compiled(self, number: int, rules: Sequence[InForce]) -> tuple[OwnRules, list[str]]:
        own, broken = await asyncio.to_thread(usable, number, rules, self._cache)
        return own, [one.place for one in broken]
