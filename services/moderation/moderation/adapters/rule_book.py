"""Rules of staff in MongoDB: what one batch changes, and what calls and processes read."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from causeway.event import Event
from causeway_kit import audit
from causeway_kit.sealed import Keyring, Unreadable, owner_of
from causeway_kit.store import Document, Indexes, Store
from causeway_kit.work import UnitOfWork
from moderation.adapters.rule_documents import (
    examples_place,
    from_content,
    from_rehearsal,
    from_rule,
    from_set,
    to_draft,
    to_matched,
    to_rehearsal,
    to_rule,
    to_set,
    written_examples,
)
from moderation.adapters.rule_tally import DECISIONS, MATCHES, MINUTES, SHARDS
from moderation.app.rule_ports import (
    NEWEST_SET,
    OWN_RULES,
    REHEARSALS,
    RULE_SETS,
    Content,
    Figures,
    RulePage,
    SetOfRules,
)
from moderation.domain.act import Act
from moderation.domain.own_rule import OwnRule, Stage
from moderation.domain.rehearsal import Rehearsal
from moderation.domain.rule import Rule
from moderation.domain.rule_draft import Draft

CONTENTS = "rule_contents"
VERSIONS = "rules_versions"  # what each rules_version of a verdict stands for, for ever
RULE_INDEXES: Indexes = {
    OWN_RULES: [([("programme_id", 1), ("_id", 1)], {})],
    CONTENTS: [],
    RULE_SETS: [],
    REHEARSALS: [([("open", 1)], {"partialFilterExpression": {"open": True}})],
    MATCHES: [],
    MINUTES: [],
    DECISIONS: [],
    VERSIONS: [],
}


class MongoRuleBook:
    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    @property
    def now(self) -> datetime:
        return self._work.clock.now()

    def rule(self, key: str) -> OwnRule | None:
        document = self._work.get(OWN_RULES, key)
        return to_rule(document) if document else None

    def save_rule(self, rule: OwnRule, events: Sequence[Event] = ()) -> None:
        self._work.save(OWN_RULES, from_rule(rule))
        self._work.publish(events)

    def keep_content(self, place: str, draft: Draft, rule: Rule, by: str) -> None:
        sealed = self._work.keyring.seal(by, examples_place(place), written_examples(draft))
        self._work.save(CONTENTS, from_content(place, draft, rule, by, sealed))

    def newest_set(self) -> SetOfRules:
        return to_set(self._work.get(RULE_SETS, NEWEST_SET))

    def keep_set(self, made: SetOfRules) -> None:
        self._work.save(RULE_SETS, {**from_set(made, NEWEST_SET), "at": self.now})
        self._work.save(RULE_SETS, {**from_set(made, f"set/{made.number}"), "at": self.now})

    def rehearsal(self, place: str) -> Rehearsal | None:
        document = self._work.get(REHEARSALS, place)
        return to_rehearsal(document) if document else None

    def save_rehearsal(self, place: str, rehearsal: Rehearsal) -> None:
        self._work.save(REHEARSALS, from_rehearsal(place, rehearsal))

    def record(self, act: Act) -> None:
        self._work.record(audit.Act(**asdict(act)))


class MongoRuleReading:
    def __init__(self, store: Store, keyring: Keyring) -> None:
        self._store = store
        self._keyring = keyring

    async def rules(self, programme_id: str, stage: Stage | None, size: int, token: str) -> RulePage:
        after, number = _read_token(token) if token else ("", 0)
        query: Document = {"programme_id": {"$in": sorted({"", programme_id})}, "_id": {"$gte": after}}
        if stage is not None:
            query["versions.stage"] = stage.value
        rows = await self._store.find(OWN_RULES, query, sort=[("_id", 1)], limit=size + 1)
        found = [
            (rule, version.number)
            for row, rule in ((row, to_rule(row)) for row in rows)
            for version in rule.versions
            if stage in (None, version.stage) and (row["_id"], version.number) > (after, number)
        ]
        page = found[:size]
        more = len(found) > size or len(rows) > size
        return RulePage(page, _token(*page[-1]) if more and page else "")

    async def rule(self, key: str) -> OwnRule | None:
        row = await self._store.find_one(OWN_RULES, {"_id": key})
        return to_rule(row) if row else None

    async def contents(self, places: Sequence[str], *, examples: bool = False) -> dict[str, Content]:
        rows = await self._store.find(CONTENTS, {"_id": {"$in": list(places)}})
        if examples:
            await self._keyring.load({owner_of(row["examples"]) for row in rows}, create=False)
        return {row["_id"]: Content(to_draft(row, self._examples(row) if examples else ""), to_matched(row)) for row in rows}

    def _examples(self, row: Document) -> str:
        """Empty when who wrote them was erased."""
        try:
            return self._keyring.open(row["examples"], examples_place(row["_id"]))
        except Unreadable:
            return json.dumps({})

    async def figures(self, places: Sequence[str]) -> dict[str, Figures]:
        shards = {f"{place}/{shard}": place for place in places for shard in range(SHARDS)}
        matches = await self._store.find(MATCHES, {"_id": {"$in": list(shards)}})
        decisions = {row["_id"]: row for row in await self._store.find(DECISIONS, {"_id": {"$in": list(places)}})}
        matched = dict.fromkeys(places, 0)
        would_hold = dict.fromkeys(places, 0)
        for row in matches:
            matched[shards[row["_id"]]] += row.get("matched", 0)
            would_hold[shards[row["_id"]]] += row.get("would_hold", 0)
        return {
            place: Figures(
                matched[place],
                would_hold[place],
                decisions.get(place, {}).get("blocked", 0),
                decisions.get(place, {}).get("allowed", 0),
            )
            for place in places
        }

    async def rehearsal(self, place: str) -> Rehearsal | None:
        row = await self._store.find_one(REHEARSALS, {"_id": place})
        return to_rehearsal(row) if row else None


def _token(rule: OwnRule, number: int) -> str:
    return f"{rule.place(number).rpartition('.v')[0]}|{number}"


def _read_token(token: str) -> tuple[str, int]:
    """Raises ValueError."""
    key, _, number = token.rpartition("|")
    return key, int(number)
