"""Standing, invitations, guardians, imports and promised pairs in MongoDB, for use cases that change them."""

from collections.abc import Sequence

from causeway.event import Event
from causeway_kit.sealed import Unreadable
from causeway_kit.store import Document, Indexes
from matching.adapters import documents, mongo, people_documents
from matching.adapters.mongo import MongoRegister
from matching.app.people_ports import (
    BLOCKS,
    CONSENT_PAGES,
    GROUP_MEMBERS,
    GUARDIANS,
    IDENTITIES,
    IMPORTS,
    INVITATIONS,
    PROMISED_PAIRS,
    Imported,
    block_id,
    identity_id,
    member_id,
)
from matching.app.ports import PEOPLE
from matching.domain.enrolment import Enrolment
from matching.domain.invitation import ConsentPage, Guardian, Invitation
from matching.domain.membership import PersonNotFound
from matching.domain.promised_pair import PromisedPair
from matching.domain.roster_import import RosterImport
from matching.domain.roster_problem import RowProblem

NO_PERSON = "There is no such person in this programme."
IMPORTED = {"import_id": {"$gt": ""}}
WAITING = {"waiting": True}
INDEXES: Indexes = {
    PEOPLE: [
        *mongo.INDEXES[PEOPLE],
        ([("programme_id", 1), ("side", 1), ("ready", 1), ("_id", 1)], {}),
        ([("import_id", 1), ("_id", 1)], {"partialFilterExpression": IMPORTED}),
    ],
    INVITATIONS: [([("programme_id", 1), ("_id", 1)], {})],
    IDENTITIES: [],
    GUARDIANS: [],
    CONSENT_PAGES: [],
    IMPORTS: [],
    PROMISED_PAIRS: [
        ([("mentee_id", 1)], {"partialFilterExpression": WAITING}),
        ([("mentor_id", 1)], {"partialFilterExpression": WAITING}),
        ([("waiting", 1), ("_id", 1)], {"partialFilterExpression": WAITING}),
    ],
    BLOCKS: [],
    GROUP_MEMBERS: [([("programme_id", 1), ("member", 1)], {})],
}


class MongoPeople(MongoRegister):
    """What one batch sees and changes of people, beside everything else of the register."""

    def person(self, programme_id: str, person_id: str) -> Enrolment:
        known = self.known_person(person_id)
        if known is None or known.programme_id != programme_id:
            raise PersonNotFound(NO_PERSON)
        return known

    def save_standing(self, enrolment: Enrolment, events: Sequence[Event] = ()) -> None:
        self._save(PEOPLE, documents.from_plain(enrolment), events)

    def imported(self, person_id: str) -> Imported:
        sealed = (self._work.get(PEOPLE, person_id) or {}).get("imported", "")
        try:
            line = self._work.keyring.open(sealed, people_documents.imported_place(person_id)) if sealed else ""
        except Unreadable:
            return {}
        return people_documents.to_imported(line)

    def save_imported(self, person_id: str, imported: Imported) -> None:
        place = people_documents.imported_place(person_id)
        sealed = self._work.keyring.seal(person_id, place, people_documents.imported_json(imported))
        self._work.save(PEOPLE, {"_id": person_id, "imported": sealed})

    def identity(self, programme_id: str, identity: str) -> str:
        known = self._work.get(IDENTITIES, identity_id(programme_id, identity))
        return str(known["person_id"]) if known else ""

    def save_identity(self, programme_id: str, identity: str, person_id: str) -> None:
        row = {"_id": identity_id(programme_id, identity), "programme_id": programme_id, "person_id": person_id}
        self._work.save(IDENTITIES, row)

    def known_invitation(self, invitation_id: str) -> Invitation | None:
        document = self._work.get(INVITATIONS, invitation_id)
        return people_documents.to_invitation(document) if document else None

    def save_invitation(self, invitation: Invitation) -> None:
        self._work.save(INVITATIONS, people_documents.from_invitation(invitation))

    def known_page(self, page_id: str) -> ConsentPage | None:
        document = self._work.get(CONSENT_PAGES, page_id)
        return people_documents.to_page(document) if document else None

    def save_page(self, page: ConsentPage) -> None:
        self._work.save(CONSENT_PAGES, people_documents.from_page(page))

    def known_guardian(self, person_id: str) -> Guardian | None:
        document = self._work.get(GUARDIANS, person_id)
        return people_documents.to_guardian(document) if document else None

    def save_guardian(self, guardian: Guardian) -> None:
        self._work.save(GUARDIANS, people_documents.from_guardian(guardian))

    def known_import(self, import_id: str) -> RosterImport | None:
        document = self._work.get(IMPORTS, import_id)
        return people_documents.to_import(document) if document else None

    def save_import(self, one: RosterImport) -> None:
        self._work.save(IMPORTS, people_documents.from_import(one))

    def sealed_problems(self, import_id: str, problems: Sequence[RowProblem]) -> str:
        place = people_documents.problems_place(import_id)
        return self._work.keyring.seal(import_id, place, people_documents.problems_json(problems)) if problems else ""

    def known_promised(self, promised_id: str) -> PromisedPair | None:
        document = self._work.get(PROMISED_PAIRS, promised_id)
        return people_documents.to_promised(document) if document else None

    def save_promised(self, promised: PromisedPair) -> None:
        self._work.save(PROMISED_PAIRS, people_documents.from_promised(promised))

    def is_member(self, programme_id: str, subject: str) -> bool:
        known = self._work.get(GROUP_MEMBERS, member_id(programme_id, subject))
        return known is not None and bool(known["member"])

    def save_member(self, programme_id: str, subject: str, *, member: bool) -> None:
        row: Document = {"_id": member_id(programme_id, subject), "programme_id": programme_id, "subject": subject}
        self._work.save(GROUP_MEMBERS, {**row, "member": member})

    def is_blocked(self, person_id: str, blocked_id: str) -> bool:
        return self._work.get(BLOCKS, block_id(person_id, blocked_id)) is not None

    def save_block(self, programme_id: str, person_id: str, blocked_id: str) -> None:
        row = {"_id": block_id(person_id, blocked_id), "programme_id": programme_id}
        self._work.save(BLOCKS, {**row, "person_id": person_id, "blocked_id": blocked_id, "at": self.now})
