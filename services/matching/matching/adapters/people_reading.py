"""What calls read of programmes and people beyond lists of names."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from causeway_kit.sealed import Keyring
from causeway_kit.store import Document, Store
from matching.adapters import documents, people_documents
from matching.adapters.mongo_people import NO_PERSON
from matching.adapters.opening import Opening
from matching.app.people_ports import (
    CONSENT_PAGES,
    GROUP_MEMBERS,
    GUARDIANS,
    IMPORTS,
    INVITATIONS,
    PROMISED_PAIRS,
    GroupResults,
    Known,
    member_id,
)
from matching.app.ports import PAIRS, PEOPLE, PROGRAMMES, ROLES, TIES, Listed
from matching.app.profile_json import profile_of
from matching.domain.enrolment import ROLE_OF, Enrolment
from matching.domain.invitation import ConsentPage, Guardian, Invitation
from matching.domain.membership import PersonNotFound
from matching.domain.pair import Pair
from matching.domain.people import Side
from matching.domain.programme import Programme
from matching.domain.promised_pair import PromisedPair
from matching.domain.role import HeldRole, scope_of
from matching.domain.roster_import import ImportNotFound, RosterImport
from matching.domain.roster_problem import RowProblem

MOST_PROMISED = 100


class MongoPeopleReading:
    def __init__(self, store: Store, keyring: Keyring) -> None:
        self._store = store
        self._opening = Opening(keyring)

    async def known(self, programme_id: str, person_id: str) -> Known:
        row = await self._store.find_one(PEOPLE, {"_id": person_id, "programme_id": programme_id})
        if row is None:
            raise PersonNotFound(NO_PERSON)
        sealed = row.get("imported", "")
        await self._opening.keys_of((row["profile"], sealed))
        line = self._opening.open(row["profile"], documents.profile_place(person_id))
        imported = people_documents.to_imported(self._opening.open(sealed, people_documents.imported_place(person_id)))
        pairs = await self.active_pairs(programme_id, person_id)
        return Known(documents.to_enrolment(row), profile_of(line) if line is not None else None, pairs, imported)

    async def active_pairs(self, programme_id: str, person_id: str) -> Sequence[Pair]:
        tied = await self._store.find_one(TIES, {"_id": person_id})
        ids = tied["pairs"] if tied else []
        rows = await self._store.find(PAIRS, {"_id": {"$in": ids}, "programme_id": programme_id, "ended_at": None}) if ids else []
        return [documents.to_pair(row) for row in rows]

    async def listed(
        self, programme_id: str, side: Side | None, size: int, after: str, ready: bool | None, now: datetime
    ) -> Sequence[Listed]:
        query: Document = {"programme_id": programme_id, "_id": {"$gt": after}} | ({"side": side.value} if side else {})
        if ready is not None:
            wanted = people_documents.ready_now(now)
            query |= wanted if ready else {"$nor": [wanted]}
        rows = await self._store.find(PEOPLE, query, sort=[("_id", 1)], limit=size)
        await self._opening.keys_of(row["profile"] for row in rows)
        return [Listed(documents.to_enrolment(row), self._roster_id(row)) for row in rows]

    def _roster_id(self, row: Document) -> str:
        line = self._opening.open(row["profile"], documents.profile_place(row["_id"]))
        return profile_of(line).person.id if line is not None else ""

    async def programmes(self, ids: Sequence[str] | None, size: int, after: str, *, only_open: bool) -> Sequence[Programme]:
        within: Document = {"$gt": after} if ids is None else {"$gt": after, "$in": list(ids)}
        query = {"_id": within} | ({"open": True} if only_open else {})
        rows = await self._store.find(PROGRAMMES, query, sort=[("_id", 1)], limit=size)
        return [documents.to_programme(row) for row in rows]

    async def is_member(self, programme_id: str, subject: str) -> bool:
        known = await self._store.find_one(GROUP_MEMBERS, {"_id": member_id(programme_id, subject)})
        return known is not None and bool(known["member"])

    async def joined(self, programme_id: str, subjects: Collection[str]) -> Mapping[str, str]:
        scope = scope_of(programme_id)
        held = [HeldRole(subject, "", role, scope).id for subject in subjects for role in ROLE_OF.values()]
        rows = await self._store.find(ROLES, {"_id": {"$in": held}, "active": True})
        return {row["subject"]: row["person_id"] for row in rows}

    async def members(self, programme_id: str) -> int:
        return await self._store.count(GROUP_MEMBERS, {"programme_id": programme_id, "member": True})

    async def group_results(self, programme_id: str, now: datetime) -> GroupResults:
        here = {"programme_id": programme_id, "left": {"$ne": True}}
        return GroupResults(
            members=await self.members(programme_id),
            enrolled=await self._store.count(PEOPLE, here),
            ready=await self._store.count(PEOPLE, here | people_documents.ready_now(now)),
            paired=await self._store.count(PAIRS, {"programme_id": programme_id, "ended_at": None}),
        )

    async def invitation(self, invitation_id: str) -> Invitation | None:
        row = await self._store.find_one(INVITATIONS, {"_id": invitation_id})
        return people_documents.to_invitation(row) if row else None

    async def invitations(self, programme_id: str, size: int, after: str) -> Sequence[Invitation]:
        query = {"programme_id": programme_id, "_id": {"$gt": after}}
        rows = await self._store.find(INVITATIONS, query, sort=[("_id", 1)], limit=size)
        return [people_documents.to_invitation(row) for row in rows]

    async def page(self, page_id: str) -> ConsentPage | None:
        row = await self._store.find_one(CONSENT_PAGES, {"_id": page_id})
        return people_documents.to_page(row) if row else None

    async def guardian(self, person_id: str) -> Guardian | None:
        row = await self._store.find_one(GUARDIANS, {"_id": person_id})
        return people_documents.to_guardian(row) if row else None

    async def roster_import(self, programme_id: str, import_id: str) -> RosterImport:
        row = await self._store.find_one(IMPORTS, {"_id": import_id, "programme_id": programme_id})
        if row is None:
            raise ImportNotFound("There is no such import in this programme.")
        return people_documents.to_import(row)

    async def problems(self, one: RosterImport) -> Sequence[RowProblem]:
        await self._opening.keys_of((one.problems,))
        return people_documents.to_problems(self._opening.open(one.problems, people_documents.problems_place(one.id)))

    async def enrolled_by(self, import_id: str, size: int, after: str) -> Sequence[Enrolment]:
        query = {"import_id": import_id, "_id": {"$gt": after}}
        rows = await self._store.find(PEOPLE, query, sort=[("_id", 1)], limit=size)
        return [documents.to_enrolment(row) for row in rows]

    async def promised_of(self, person_id: str) -> Sequence[PromisedPair]:
        query = {"waiting": True, "$or": [{"mentee_id": person_id}, {"mentor_id": person_id}]}
        rows = await self._store.find(PROMISED_PAIRS, query, sort=[("_id", 1)], limit=MOST_PROMISED)
        return [people_documents.to_promised(row) for row in rows]

    async def promised_after(self, after: str, size: int) -> Sequence[PromisedPair]:
        query = {"waiting": True, "_id": {"$gt": after}}
        rows = await self._store.find(PROMISED_PAIRS, query, sort=[("_id", 1)], limit=size)
        return [people_documents.to_promised(row) for row in rows]
