"""Policies in MongoDB: the newest of each programme, every version that there was, and those in force in memory."""

from dataclasses import asdict
from datetime import datetime, timedelta

from causeway_kit import audit
from causeway_kit.errors import Unavailable
from causeway_kit.store import Document, Indexes, Store
from causeway_kit.work import UnitOfWork
from moderation.app.set_policy import POLICIES, POLICY_VERSIONS
from moderation.domain.act import Act
from moderation.domain.category import Category
from moderation.domain.policy import STANDARD, AgeGroup, Cell, Policy
from moderation.domain.ruling import Choice

POLICY_INDEXES: Indexes = {
    POLICIES: [([("changed_at", 1)], {})],
    POLICY_VERSIONS: [([("programme_id", 1), ("version", -1)], {"unique": True})],
}
OVERLAP = timedelta(seconds=10)  # a change is seen when its transaction has ended, later than its time says
_CELLS: dict[tuple[str, str], Cell] = {(group.value, one.value): (group, one) for group in AgeGroup for one in Category}
_CHOICES = {choice.value: choice for choice in Choice}


class MongoPolicyDesk:
    """What one batch sets; written together when its unit of work commits."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    @property
    def now(self) -> datetime:
        return self._work.clock.now()

    def policy(self, programme_id: str) -> Policy:
        document = self._work.get(POLICIES, programme_id)
        return to_policy(document) if document else STANDARD

    def save_policy(self, policy: Policy) -> None:
        document = _from_policy(policy)
        self._work.save(POLICIES, {**document, "_id": policy.programme_id, "changed_at": self._work.stored_at})
        self._work.save(POLICY_VERSIONS, {**document, "_id": f"{policy.programme_id}/{policy.version}"})

    def sealed_reason(self, policy: Policy, reason: str) -> str:
        place = f"policies/{policy.programme_id}/{policy.version}/reason"
        return self._work.keyring.seal(policy.set_by, place, reason)

    def record(self, act: Act) -> None:
        self._work.record(audit.Act(**asdict(act)))


class MongoPolicies:
    """Policies as staff read them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def newest(self, programme_id: str) -> Policy:
        row = await self._store.find_one(POLICIES, {"_id": programme_id})
        return to_policy(row) if row else STANDARD

    async def versions(self, programme_id: str, size: int, below: int | None) -> list[Policy]:
        """The newest first, from the one before `below`."""
        query: Document = {"programme_id": programme_id}
        if below is not None:
            query["version"] = {"$lt": below}
        rows = await self._store.find(POLICY_VERSIONS, query, sort=[("version", -1)], limit=size)
        return [to_policy(row) for row in rows]


class KeptPolicies:
    """Every programme's policy in memory, so that judging a message asks nobody. Followed by the time of changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, Policy] = {}
        self._newest: datetime | None = None  # of the changes that are known
        self._looked = False

    def of(self, programme_id: str) -> Policy:
        """Before the first look nobody knows what was chosen, so nothing is judged. Raises Unavailable."""
        if not self._looked:
            raise Unavailable("the policies of the programmes are not read yet")
        return self._known.get(programme_id, STANDARD)

    async def look(self) -> None:
        """Reads what was changed since the last look. Raises Unavailable."""
        changed = {"changed_at": {"$gte": self._newest - OVERLAP}} if self._newest else {}
        for row in await self._store.find(POLICIES, changed):
            self._newest = max(self._newest or row["changed_at"], row["changed_at"])
            known = self._known.get(row["_id"])
            if known is None or known.version < row["version"]:
                self._known[row["_id"]] = to_policy(row)
        self._looked = True


def to_policy(document: Document) -> Policy:
    return Policy(
        programme_id=document["programme_id"],
        version=document["version"],
        choices={
            _CELLS[row["group"], row["category"]]: _CHOICES.get(row["choice"], Choice.HOLD)  # a newer build may know more
            for row in document["choices"]
            if (row["group"], row["category"]) in _CELLS
        },
        adults_only=document["adults_only"],
        block_hate_when_sure=document["block_hate_when_sure"],
        helplines=document["helplines"],
        helplines_link=document["helplines_link"],
        set_by=document["set_by"],
        set_at=document["set_at"],
        reason=document["reason"],
    )


def _from_policy(policy: Policy) -> Document:
    return {
        "programme_id": policy.programme_id,
        "version": policy.version,
        "choices": [
            {"group": group.value, "category": category.value, "choice": choice.value}
            for (group, category), choice in sorted(policy.choices.items())
        ],
        "adults_only": policy.adults_only,
        "block_hate_when_sure": policy.block_hate_when_sure,
        "helplines": policy.helplines,
        "helplines_link": policy.helplines_link,
        "set_by": policy.set_by,
        "set_at": policy.set_at,
        "reason": policy.reason,
    }
