"""Programmes, people, runs and pairs in MongoDB, for use cases that change them."""

from collections.abc import Sequence
from datetime import datetime

from causeway.event import Event
from causeway_kit.access import GrantRows, role_name
from causeway_kit.sealed import Unreadable
from causeway_kit.store import Document, Indexes
from causeway_kit.work import UnitOfWork
from matching.adapters import documents
from matching.adapters.run_documents import to_settings
from matching.app.ports import MATCHING_SETTINGS, PAIRS, PEOPLE, PROGRAMMES, ROLES, TIES, ProgrammeNotFound
from matching.app.profile_json import profile_of
from matching.domain.enrolment import Enrolment, Profile
from matching.domain.matching_settings import MatchingSettings
from matching.domain.pair import Pair, PairNotFound, Ties
from matching.domain.programme import Programme
from matching.domain.role import HeldRole
from matching.domain.run import Proposal

NO_PROGRAMME = "There is no such programme."
NO_PAIR = "There is no such pair in this programme."
FOLLOWED = (PEOPLE, TIES)  # whose changes others look for by time

INDEXES: Indexes = {
    PROGRAMMES: [],
    PEOPLE: [([("programme_id", 1), ("_id", 1)], {}), ([("programme_id", 1), ("side", 1), ("_id", 1)], {})],
    ROLES: [],
    PAIRS: [([("programme_id", 1), ("_id", 1)], {}), ([("mentee_id", 1)], {}), ([("mentor_id", 1)], {})],
    TIES: [],
}


class MongoRegister:
    """What one batch sees and changes; written together when its unit of work commits."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    @property
    def now(self) -> datetime:
        return self._work.clock.now()

    def programme(self, programme_id: str) -> Programme:
        known = self.known_programme(programme_id)
        if known is None:
            raise ProgrammeNotFound(NO_PROGRAMME)
        return known

    def known_programme(self, programme_id: str) -> Programme | None:
        document = self._work.get(PROGRAMMES, programme_id)
        return documents.to_programme(document) if document else None

    def save_programme(self, programme: Programme, events: Sequence[Event] = ()) -> None:
        self._save(PROGRAMMES, documents.from_programme(programme), events)

    def known_person(self, person_id: str) -> Enrolment | None:
        document = self._work.get(PEOPLE, person_id)
        return documents.to_enrolment(document) if document else None

    def fingerprint(self, person_id: str, profile: str) -> str:
        return self._work.keyring.content_hash(person_id, profile)

    def save_person(self, enrolment: Enrolment, profile: str, events: Sequence[Event]) -> None:
        place = documents.profile_place(enrolment.person_id)
        sealed = self._work.keyring.seal(enrolment.person_id, place, profile)
        self._save(PEOPLE, documents.from_enrolment(enrolment, sealed), events)

    def profile(self, person_id: str) -> Profile | None:
        document = self._work.get(PEOPLE, person_id)
        if document is None:
            return None
        try:
            return profile_of(self._work.keyring.open(document["profile"], documents.profile_place(person_id)))
        except Unreadable:
            return None

    def matching_settings(self, programme_id: str) -> MatchingSettings:
        document = self._work.get(MATCHING_SETTINGS, programme_id)
        return to_settings(document) if document else MatchingSettings(programme_id)

    def known_role(self, role_id: str) -> HeldRole | None:
        document = self._work.get(ROLES, role_id)
        return documents.to_role(document) if document else None

    def save_role(self, held: HeldRole, events: Sequence[Event]) -> None:
        self._save(ROLES, documents.from_role(held), events)
        whose = (held.subject, held.person_id, role_name(held.role.value), held.scope)
        GrantRows(self._work).put(*whose, None, held.version, active=held.active)

    def ties(self, person_id: str) -> Ties:
        document = self._work.get(TIES, person_id)
        return documents.to_ties(document) if document else Ties(person_id)

    def save_ties(self, ties: Ties) -> None:
        self._save(TIES, documents.from_ties(ties))

    def known_pair(self, pair_id: str) -> Pair | None:
        document = self._work.get(PAIRS, pair_id)
        return documents.to_pair(document) if document else None

    def pair(self, programme_id: str, pair_id: str) -> Pair:
        known = self.known_pair(pair_id)
        if known is None or known.programme_id != programme_id:
            raise PairNotFound(NO_PAIR)
        return known

    def sealed_reasons(self, pair_id: str, proposal: Proposal) -> str:
        place = documents.pair_place(pair_id)
        return self._work.keyring.seal(proposal.mentee_id, place, documents.reasons_json(proposal))

    def save_pair(self, pair: Pair, events: Sequence[Event]) -> None:
        self._save(PAIRS, documents.from_pair(pair), events)

    def _save(self, collection: str, document: Document, events: Sequence[Event] = ()) -> None:
        stamped = {**document, "changed_at": self.now} if collection in FOLLOWED else document
        self._work.save(collection, stamped)
        self._work.publish(events)
