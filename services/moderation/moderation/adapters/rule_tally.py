"""Counters of how rules do: what they matched, and what people decided about it. Written with what is counted, or not at all."""

from datetime import UTC, datetime
from zlib import crc32

from causeway.messaging.v1.events import MessagePosted
from causeway.moderation.v1.events import Verdict
from causeway_kit.store import Store
from causeway_kit.work import UnitOfWork
from moderation.app.ports import CASES
from moderation.domain.case import Case, Kind, Step
from moderation.domain.judgement import Action, Judgement

MATCHES = "rule_matches"  # <place>/<shard>
MINUTES = "rule_minutes"  # <minute>/<shard>/<place>: of rules that act
DECISIONS = "rule_decisions"  # <place>; of a rule that ships <programme>/<rule id>
SHARDS = 8  # of the counters of one rule, so that two processes seldom write the same
TRIED = "tried"  # of a case: rules on trial that matched its message
KEPT_MINUTES = 60


def place_of(programme_id: str, rule_id: str) -> str:
    return f"{'*' if is_for_all(rule_id) else programme_id}/{rule_id}"


def is_for_all(rule_id: str) -> bool:
    return rule_id.count(".") >= 2 and rule_id.split(".")[1] == "all"


def tally(work: UnitOfWork, posted: MessagePosted, judgement: Judgement) -> None:
    shard = crc32(posted.conversation_id.encode()) % SHARDS
    for match in judgement.own:
        place = place_of(posted.programme_id, match.rule)
        work.increment(MATCHES, f"{place}/{shard}", {"matched": 1, "would_hold": int(match.would_hold)})
        if not match.trial:
            work.increment(MINUTES, f"{_minute(work.clock.now()):010d}/{shard}/{place}", {"matched": 1})
    tried = [match.rule for match in judgement.own if match.trial]
    if tried and judgement.action is not Action.ALLOW:
        work.save(CASES, {**(work.get(CASES, posted.message_id) or {}), "_id": posted.message_id, TRIED: tried})


def tally_decision(work: UnitOfWork, before: Case, decided: Case) -> None:
    """Also for rules that ship, and for classifiers, which are known by a rule id each. Samples and golden items do not count."""
    if decided.kind is not Kind.MESSAGE:
        return
    tried = (work.get(CASES, decided.id) or {}).get(TRIED, ())
    for rule_id in dict.fromkeys((*decided.rules, *tried)):
        amounts = _amounts(before, decided)
        work.increment(DECISIONS, f"{decided.programme_id}/{rule_id}", amounts)
        if is_for_all(rule_id):
            work.increment(DECISIONS, f"*/{rule_id}", amounts)


def _amounts(before: Case, decided: Case) -> dict[str, int]:
    """A person's second decision, after an appeal, takes the place of the first; a verdict of rules was none."""
    amounts = {"blocked": int(decided.verdict is Verdict.BLOCK), "allowed": int(decided.verdict is Verdict.ALLOW)}
    if any(one.step is Step.DECIDED for one in before.taken):
        amounts["blocked"] -= int(before.verdict is Verdict.BLOCK)
        amounts["allowed"] -= int(before.verdict is Verdict.ALLOW)
    return amounts


def _minute(now: datetime) -> int:
    return int(now.timestamp()) // 60


class MongoMinutes:
    """How often rules that act matched of late."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def since(self, begin: datetime) -> dict[str, dict[datetime, int]]:
        """By place and begin of the minute. Only of those that matched."""
        rows = await self._store.find(MINUTES, {"_id": {"$gte": f"{_minute(begin):010d}/"}})
        found: dict[str, dict[datetime, int]] = {}
        for row in rows:
            minute, _, place = row["_id"].split("/", 2)
            counts = found.setdefault(place, {})
            begun = datetime.fromtimestamp(int(minute) * 60, UTC)
            counts[begun] = counts.get(begun, 0) + row.get("matched", 0)
        return found

    async def forget(self, now: datetime) -> None:
        await self._store.delete_many(MINUTES, {"_id": {"$lt": f"{_minute(now) - KEPT_MINUTES:010d}/"}})
