"""Pairs that are looked after, in memory, for tests of everything that happens between a pair's start and its end."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from causeway.access.v1.access import Role
from causeway.event import Event
from matching.app.begin_care import follow_pair
from matching.app.care_ports import K, Kept, Looked
from matching.app.do_due import do_due
from matching.domain.care import Care
from matching.domain.caseload import Caseload
from matching.domain.check_in import CheckIn
from matching.domain.pair import Pair
from matching.domain.role import HeldRole
from matching.testing import a_mentee, a_mentor
from matching.testing_register import MONDAY, FakeRegister, a_programme
from matching.testing_screening import FakeWritings

DAY = timedelta(days=1)


def a_pair(**changes: Any) -> Pair:
    given = {"id": "p1", "programme_id": "north", "run_id": "r1", "mentee_id": "ada", "mentor_id": "grace"}
    usual = {"minor": False, "score": 0.7, "reasons": "", "started_at": MONDAY}
    return Pair(**{**given, **usual, **changes})


class FakeCare(FakeWritings, FakeRegister):
    """Keeps what a use case saves, and the events it sends."""

    def __init__(self, *pairs: Pair, now: datetime = MONDAY) -> None:
        FakeRegister.__init__(self, a_programme(), now=now)
        FakeWritings.__init__(self)
        self.things: dict[tuple[type[Kept], str], Kept] = {}
        for pair in pairs:
            self.pairs[pair.id] = pair
            self.tied[pair.mentee_id] = self.ties(pair.mentee_id).tied(pair.id, pair.mentor_id)
            self.tied[pair.mentor_id] = self.ties(pair.mentor_id).tied(pair.id, pair.mentee_id)

    def kept(self, kind: type[K], id: str) -> K | None:
        thing = self.things.get((kind, id))
        return thing if isinstance(thing, kind) else None

    def keep(self, thing: Kept, events: Sequence[Event] = ()) -> None:
        self.things[type(thing), thing.id] = thing
        self.sent += events

    def sealed_record(self, check_in: CheckIn, record: str) -> str:
        return f"sealed for {check_in.person_id}: {record}"

    def all(self, kind: type[K]) -> list[K]:
        return [thing for thing in self.things.values() if isinstance(thing, kind)]

    def care(self, pair_id: str = "p1") -> Care:
        care = self.kept(Care, pair_id)
        assert care is not None
        return care

    def looked(self, pair_id: str = "p1") -> Looked:
        return Looked(self.pairs[pair_id], self.kept(Care, pair_id))

    def follow(self, pair_id: str = "p1") -> None:
        """What a step does soon after a pair started or ended."""
        follow_pair(self, self.looked(pair_id))

    def pass_days(self, days: int) -> None:
        """Day by day, with everything done that is due."""
        for _ in range(days):
            self.now += DAY
            self.do_due()

    def do_due(self) -> None:
        for care in self.all(Care):
            while care.open and care.due_at(self.now):
                do_due(self, care)
                care = self.care(care.id)
            self.follow(care.id)

    def kinds(self) -> list[str]:
        return [type(event).__name__ for event in self.sent]

    def hire(self, staff_id: str, limit: int = 30, *, trained: bool = True, deputy_id: str = "") -> Caseload:
        """A relationship manager with a caseload."""
        held = HeldRole(staff_id, staff_id, Role.RELATIONSHIP_MANAGER, "programme:north", True, 1)
        self.roles[held.id] = held
        caseload = Caseload("north", staff_id, limit, trained, deputy_id)
        self.keep(caseload)
        return caseload


def a_pair_looked_after(**changes: Any) -> FakeCare:
    register = FakeCare(a_pair(**changes))
    register.follow()
    return register


def two_who_may_be_joined(register: FakeCare) -> tuple[str, str]:
    """A mentee and a mentor of the programme; gives their person ids."""
    return register.add(a_mentee(id="ada")), register.add(a_mentor(id="grace"))
