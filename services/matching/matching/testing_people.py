"""A register of people in memory, for tests of how somebody comes in, stands and leaves."""

from collections.abc import Sequence
from typing import Any

from causeway.event import Event
from matching.app.enrol_person import Arrival, enrol_person
from matching.app.people_ports import Imported
from matching.domain.enrolment import Enrolment
from matching.domain.invitation import ConsentPage, Guardian, Invitation
from matching.domain.membership import PersonNotFound
from matching.domain.people import Mentee, Mentor, Side
from matching.domain.promised_pair import PromisedPair
from matching.domain.roster_import import RosterImport
from matching.domain.roster_problem import RowProblem
from matching.testing_register import FakeRegister, a_roster_person


class FakePeople(FakeRegister):
    """Keeps what a use case saves of people, and the events it sends."""

    def __init__(self, *programmes: Any, **given: Any) -> None:
        super().__init__(*programmes, **given)
        self.imports_of: dict[str, Imported] = {}
        self.identities: dict[tuple[str, str], str] = {}
        self.invitations: dict[str, Invitation] = {}
        self.pages: dict[str, ConsentPage] = {}
        self.guardians: dict[str, Guardian] = {}
        self.roster_imports: dict[str, RosterImport] = {}
        self.promised: dict[str, PromisedPair] = {}
        self.members: set[tuple[str, str]] = set()
        self.blocked: set[tuple[str, str]] = set()

    def enrol(self, person: Mentee | Mentor, import_id: str = "") -> Enrolment:
        """Puts somebody into the programme «north» as a roster does, and forgets what was sent."""
        side = Side.MENTEE if isinstance(person, Mentee) else Side.MENTOR
        arrival = Arrival("north", side, a_roster_person(person), import_id)
        enrol_person(self, arrival)
        self.sent.clear()
        return self.people[arrival.person_id]

    def told(self) -> list[str]:
        """The kinds of events sent, in order."""
        return [type(event).__name__ for event in self.sent]

    def person(self, programme_id: str, person_id: str) -> Enrolment:
        known = self.people.get(person_id)
        if known is None or known.programme_id != programme_id:
            raise PersonNotFound("There is no such person in this programme.")
        return known

    def save_standing(self, enrolment: Enrolment, events: Sequence[Event] = ()) -> None:
        self.people[enrolment.person_id] = enrolment
        self.sent += events

    def imported(self, person_id: str) -> Imported:
        return self.imports_of.get(person_id, {})

    def save_imported(self, person_id: str, imported: Imported) -> None:
        self.imports_of[person_id] = imported

    def identity(self, programme_id: str, identity: str) -> str:
        return self.identities.get((programme_id, identity), "")

    def save_identity(self, programme_id: str, identity: str, person_id: str) -> None:
        self.identities[programme_id, identity] = person_id

    def known_invitation(self, invitation_id: str) -> Invitation | None:
        return self.invitations.get(invitation_id)

    def save_invitation(self, invitation: Invitation) -> None:
        self.invitations[invitation.id] = invitation

    def known_page(self, page_id: str) -> ConsentPage | None:
        return self.pages.get(page_id)

    def save_page(self, page: ConsentPage) -> None:
        self.pages[page.id] = page

    def known_guardian(self, person_id: str) -> Guardian | None:
        return self.guardians.get(person_id)

    def save_guardian(self, guardian: Guardian) -> None:
        self.guardians[guardian.person_id] = guardian

    def known_import(self, import_id: str) -> RosterImport | None:
        return self.roster_imports.get(import_id)

    def save_import(self, one: RosterImport) -> None:
        self.roster_imports[one.id] = one

    def sealed_problems(self, import_id: str, problems: Sequence[RowProblem]) -> str:
        return f"s1:{import_id}:AAAA" if problems else ""

    def known_promised(self, promised_id: str) -> PromisedPair | None:
        return self.promised.get(promised_id)

    def save_promised(self, promised: PromisedPair) -> None:
        self.promised[promised.id] = promised

    def is_member(self, programme_id: str, subject: str) -> bool:
        return (programme_id, subject) in self.members

    def save_member(self, programme_id: str, subject: str, *, member: bool) -> None:
        (self.members.add if member else self.members.discard)((programme_id, subject))

    def is_blocked(self, person_id: str, blocked_id: str) -> bool:
        return (person_id, blocked_id) in self.blocked

    def save_block(self, programme_id: str, person_id: str, blocked_id: str) -> None:
        self.blocked.add((person_id, blocked_id))
