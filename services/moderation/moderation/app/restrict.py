"""Use cases: staff warn, restrict or suspend somebody, or lift that."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from causeway.event import Event
from moderation.app.ports import CASES, KEYS
from moderation.domain import restriction as restrictions
from moderation.domain.act import Act
from moderation.domain.case import Case
from moderation.domain.restriction import Measure, PersonNotKnown, Restriction, check_reason

RESTRICTIONS = "restrictions"


class Staffroom(Protocol):
    """Restrictions of one unit of work."""

    @property
    def now(self) -> datetime: ...

    def restriction(self, person_id: str) -> Restriction | None: ...

    def save_restriction(self, restriction: Restriction, events: list[Event]) -> None:
        """It works here at once, and elsewhere when its event has arrived."""

    def known_case(self, case_id: str) -> Case | None: ...

    def sealed(self, person_id: str, reason: str) -> str: ...

    def record(self, act: Act) -> None: ...


class RestrictionReading(Protocol):
    """Queries of calls: each carries the programme."""

    async def roles_of(self, person_id: str, programme_id: str) -> frozenset[str]:
        """In this programme, or for all of them."""

    async def holding(self, programme_id: str, now: datetime, size: int, after: str) -> list[Restriction]: ...


@dataclass(frozen=True, slots=True)
class Order:
    """`roles` are those that the person holds in the programme."""

    programme_id: str
    person_id: str
    roles: frozenset[str]
    by: str
    reason: str
    measure: Measure = Measure.WARNED
    until: datetime | None = None
    case_id: str = ""


def needs(order: Order) -> list[tuple[str, str]]:
    case = [(CASES, order.case_id)] if order.case_id else []
    return [(RESTRICTIONS, order.person_id), ("bars", order.person_id), (KEYS, order.person_id), *case]


def restrict(room: Staffroom, order: Order) -> Restriction:
    """Raises PersonNotKnown, RestrictionRefused."""
    check_reason(order.reason)
    known = room.restriction(order.person_id)
    version = known.version + 1 if known else 1
    made = Restriction(
        order.person_id,
        order.programme_id,
        order.measure,
        order.by,
        room.now,
        until=order.until or room.now,
        reason=room.sealed(order.person_id, order.reason),
        version=version,
    )
    case = room.known_case(order.case_id) if order.case_id else None
    if case is not None and case.programme_id != order.programme_id:
        case = None
    events = restrictions.impose(made, order.roles, case)
    room.save_restriction(restrictions.newest_of(known, made), events)
    room.record(_act(order, f"person.{made.measure.value}", made.reason))
    return made


def lift(room: Staffroom, order: Order) -> Restriction:
    """Raises PersonNotKnown, RestrictionRefused."""
    check_reason(order.reason)
    known = room.restriction(order.person_id)
    if known is not None and known.programme_id != order.programme_id:
        known = None
    if not order.roles:
        raise PersonNotKnown("Nobody in this programme has this id. Nothing was changed.")
    sealed = room.sealed(order.person_id, order.reason)
    lifted, events = restrictions.lift(known, order.by, room.now, sealed)
    room.save_restriction(lifted, events)
    room.record(_act(order, "person.lifted", sealed))
    return lifted


def _act(order: Order, action: str, reason: str) -> Act:
    return Act(actor=order.by, action=action, thing=order.person_id, programme_id=order.programme_id, reason=reason)
