"""What calls and steps read of how pairs are looked after."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from causeway.access.v1.access import Role
from causeway_kit.sealed import Keyring
from causeway_kit.store import Store
from matching.adapters import documents
from matching.adapters.mongo_care import UNASSIGNED, record_place
from matching.adapters.opening import Opening
from matching.adapters.plain import from_document
from matching.app.care_ports import CARE, CARE_RULES, CASELOADS, CHECK_INS, COLLECTION_OF, CareQuery, CheckInQuery, K, Looked
from matching.app.ports import PAIRS, ROLES
from matching.domain.care import Care
from matching.domain.care_rules import CareRules
from matching.domain.caseload import Caseload
from matching.domain.check_in import CheckIn
from matching.domain.pair import Pair, PairNotFound
from matching.domain.role import EVERYTHING, scope_of

NO_PAIR = "There is no such pair."
MOST_CASELOADS = 1_000
MOST_OF_A_PAIR = 200


class MongoCareReading:
    def __init__(self, store: Store, keyring: Keyring) -> None:
        self._store = store
        self._opening = Opening(keyring)

    async def looked(self, pair_id: str) -> Looked:
        row = await self._store.find_one(PAIRS, {"_id": pair_id})
        if row is None:
            raise PairNotFound(NO_PAIR)
        return Looked(documents.to_pair(row), await self.one(Care, pair_id))

    async def to_follow(self, limit: int) -> Sequence[Looked]:
        rows = await self._store.find(PAIRS, {"care_due": True}, limit=limit)
        cares = await self._cares({"_id": {"$in": [row["_id"] for row in rows]}})
        known = {care.id: care for care in cares}
        return [Looked(documents.to_pair(row), known.get(row["_id"])) for row in rows]

    async def without_role(self) -> Sequence[Caseload]:
        trained = [from_document(Caseload, row) for row in await self._store.find(CASELOADS, {"trained": True})]
        role = {"role": Role.RELATIONSHIP_MANAGER.value, "active": True, "subject": {"$in": [one.staff_id for one in trained]}}
        held = {(row["subject"], row["scope"]) for row in await self._store.find(ROLES, role)}
        return [one for one in trained if not held & {(one.staff_id, EVERYTHING), (one.staff_id, scope_of(one.programme_id))}]

    async def cares(self, query: CareQuery) -> Sequence[Care]:
        wanted: dict[str, Any] = {"programme_id": query.programme_id, "open": True}
        if query.manager_id:
            wanted["manager_id"] = query.manager_id
        elif query.unassigned:
            wanted["manager_id"] = ""
        if query.concerned:
            wanted["concerned"] = True
        if query.concern is not None:
            wanted["concerns.kind"] = query.concern.value
        order = [("attention_at", 1), ("_id", 1)]
        return await self._cares(wanted, sort=order, skip=query.start, limit=query.size)

    async def due(self, now: datetime, limit: int) -> Sequence[Care]:
        return await self._cares({"next_due": {"$lte": now, "$type": "date"}}, sort=[("next_due", 1)], limit=limit)

    async def unassigned(self, limit: int) -> Sequence[Care]:
        return await self._cares({**UNASSIGNED, "manager_missing": False}, limit=limit)

    async def waiting_for_manager(self, programme_id: str, limit: int) -> Sequence[Care]:
        query = {**UNASSIGNED, "manager_missing": True, "programme_id": programme_id}
        return await self._cares(query, sort=[("started_at", 1)], limit=limit)

    async def _cares(self, query: Mapping[str, Any], **options: Any) -> Sequence[Care]:
        return [from_document(Care, row) for row in await self._store.find(CARE, query, **options)]

    async def care_rules(self, programme_id: str) -> CareRules:
        row = await self._store.find_one(CARE_RULES, {"_id": programme_id})
        return from_document(CareRules, row) if row else CareRules(programme_id)

    async def caseloads(self, programme_id: str) -> Sequence[Caseload]:
        rows = await self._store.find(CASELOADS, {"programme_id": programme_id}, sort=[("_id", 1)], limit=MOST_CASELOADS)
        return [from_document(Caseload, row) for row in rows]

    async def programmes_to_assign(self) -> Sequence[str]:
        flagged = {**UNASSIGNED, "manager_missing": True}
        waiting = await self._store.aggregate(CARE, [{"$match": flagged}, {"$group": {"_id": "$programme_id"}}])
        if not waiting:
            return ()
        free = {"takes_more": True, "programme_id": {"$in": [row["_id"] for row in waiting]}}
        rows = await self._store.find(CASELOADS, free, projection={"programme_id": 1})
        return sorted({row["programme_id"] for row in rows})

    async def pairs(self, pair_ids: Sequence[str]) -> Mapping[str, Pair]:
        rows = await self._store.find(PAIRS, {"_id": {"$in": list(pair_ids)}})
        return {row["_id"]: documents.to_pair(row) for row in rows}

    async def abandoned(self, limit: int) -> Sequence[Caseload]:
        return [from_document(Caseload, row) for row in await self._store.find(CASELOADS, {"abandoned": True}, limit=limit)]

    async def check_ins(self, query: CheckInQuery) -> Sequence[CheckIn]:
        wanted: dict[str, Any] = {"programme_id": query.programme_id}
        if query.open_only:
            wanted["open"] = True
        if query.manager_id is not None:
            wanted["manager_id"] = query.manager_id
        if query.pair_id:
            wanted["pair_id"] = query.pair_id
        if query.late_at is not None:
            wanted["answer_by"] = {"$lte": query.late_at}
        order = [("answer_by", 1), ("_id", 1)]
        rows = await self._store.find(CHECK_INS, wanted, sort=order, skip=query.start, limit=query.size)
        return [from_document(CheckIn, row) for row in rows]

    async def record(self, check_in: CheckIn) -> str:
        await self._opening.keys_of([check_in.record])
        return self._opening.open(check_in.record, record_place(check_in)) or ""

    async def one(self, kind: type[K], id: str) -> K | None:
        row = await self._store.find_one(COLLECTION_OF[kind], {"_id": id})
        return from_document(kind, row) if row is not None else None

    async def of_pair(self, kind: type[K], pair_id: str) -> Sequence[K]:
        rows = await self._store.find(COLLECTION_OF[kind], {"pair_id": pair_id}, sort=[("_id", 1)], limit=MOST_OF_A_PAIR)
        things = [from_document(kind, row) for row in rows]
        return sorted(things, key=lambda one: getattr(one, "number", 0))
