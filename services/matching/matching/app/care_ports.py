"""What looking after pairs needs from the outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from causeway.event import Event
from matching.app.ports import Register
from matching.app.screening import Writings
from matching.domain.agreement import Agreement
from matching.domain.care import Care, ConcernKind
from matching.domain.care_rules import CareRules
from matching.domain.caseload import Caseload
from matching.domain.check_in import CheckIn
from matching.domain.ending import Alumnus, Farewell
from matching.domain.goals import Goals
from matching.domain.pair import Pair
from matching.domain.review import Plan, Review
from matching.domain.skills import Skills

CARE = "care"
CARE_RULES = "care_rules"
CASELOADS = "caseloads"
AGREEMENTS = "agreements"
GOALS = "goals"
SKILLS = "skills"
CHECK_INS = "check_ins"
REVIEWS = "reviews"
PLANS = "plans"
FAREWELLS = "farewells"
ALUMNI = "alumni"

Kept = Care | Caseload | Agreement | Goals | Skills | CheckIn | Review | Plan | Farewell | Alumnus | CareRules
K = TypeVar("K", Care, Caseload, Agreement, Goals, Skills, CheckIn, Review, Plan, Farewell, Alumnus, CareRules)
COLLECTION_OF: Mapping[type[Kept], str] = {
    Care: CARE,
    CareRules: CARE_RULES,
    Caseload: CASELOADS,
    Agreement: AGREEMENTS,
    Goals: GOALS,
    Skills: SKILLS,
    CheckIn: CHECK_INS,
    Review: REVIEWS,
    Plan: PLANS,
    Farewell: FAREWELLS,
    Alumnus: ALUMNI,
}


class CareRegister(Register, Writings, Protocol):
    """What belongs to pairs, of one unit of work: stored with the rest of it, or not at all."""

    def kept(self, kind: type[K], id: str) -> K | None: ...

    def keep(self, thing: Kept, events: Sequence[Event] = ()) -> None: ...

    def sealed_record(self, check_in: CheckIn, record: str) -> str:
        """Under the key of whom it is about."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A pair with how it is looked after; None until its start has been heard of."""

    pair: Pair
    care: Care | None

    @property
    def manager_id(self) -> str:
        return self.care.manager_id if self.care is not None else ""


@dataclass(frozen=True, slots=True)
class CareQuery:
    """A page of pairs that are looked after. Empty fields do not narrow it; `start` counts rows."""

    programme_id: str
    manager_id: str = ""
    concerned: bool = False
    concern: ConcernKind | None = None
    unassigned: bool = False
    size: int = 100
    start: int = 0


@dataclass(frozen=True, slots=True)
class CheckInQuery:
    programme_id: str
    manager_id: str | None = None  # "": what falls to coordinators
    pair_id: str = ""
    open_only: bool = True
    late_at: datetime | None = None
    size: int = 100
    start: int = 0


class CareReading(Protocol):
    async def looked(self, pair_id: str) -> Looked:
        """Raises PairNotFound."""

    async def to_follow(self, limit: int) -> Sequence[Looked]:
        """Pairs that started or ended and whose care does not follow yet."""

    async def without_role(self) -> Sequence[Caseload]:
        """Of trained relationship managers, those who do not hold the role any more."""

    async def cares(self, query: CareQuery) -> Sequence[Care]:
        """What needs attention longest comes first."""

    async def due(self, now: datetime, limit: int) -> Sequence[Care]: ...

    async def unassigned(self, limit: int) -> Sequence[Care]:
        """Those for whom nobody has looked for a relationship manager yet."""

    async def waiting_for_manager(self, programme_id: str, limit: int) -> Sequence[Care]:
        """Those for whom nobody had room, the longest first."""

    async def care_rules(self, programme_id: str) -> CareRules: ...

    async def caseloads(self, programme_id: str) -> Sequence[Caseload]: ...

    async def programmes_to_assign(self) -> Sequence[str]:
        """Those where a pair waits for a relationship manager and somebody has room."""

    async def pairs(self, pair_ids: Sequence[str]) -> Mapping[str, Pair]: ...

    async def abandoned(self, limit: int) -> Sequence[Caseload]:
        """Caseloads with pairs of staff who may not have any more."""

    async def check_ins(self, query: CheckInQuery) -> Sequence[CheckIn]:
        """The longest due first."""

    async def record(self, check_in: CheckIn) -> str:
        """What staff wrote down; empty when the key is gone."""

    async def one(self, kind: type[K], id: str) -> K | None: ...

    async def of_pair(self, kind: type[K], pair_id: str) -> Sequence[K]:
        """Reviews, plans or farewells, oldest first."""
