"""Warnings, restrictions and suspensions: with an end, with a reason, and never for telling of harm."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from causeway.event import Event
from causeway.moderation.v1.events import PersonBarred, PersonWarned
from moderation.app.restrict import Order, lift, restrict
from moderation.domain.act import Act
from moderation.domain.case import Case
from moderation.domain.restriction import Measure, PersonNotKnown, Restriction, RestrictionRefused
from moderation.testing import MONDAY, a_case

DAY = timedelta(days=1)


class FakeStaffroom:
    def __init__(self, *cases: Case) -> None:
        self.now = MONDAY
        self.kept: dict[str, Restriction] = {}
        self.cases = {case.id: case for case in cases}
        self.sent: list[Event] = []
        self.acts: list[Act] = []

    def restriction(self, person_id: str) -> Restriction | None:
        return self.kept.get(person_id)

    def save_restriction(self, restriction: Restriction, events: list[Event]) -> None:
        self.kept[restriction.person_id] = restriction
        self.sent += events

    def known_case(self, case_id: str) -> Case | None:
        return self.cases.get(case_id)

    def sealed(self, person_id: str, reason: str) -> str:
        return f"sealed:{len(reason)}"

    def record(self, act: Act) -> None:
        self.acts.append(act)


def an_order(
    measure: Measure = Measure.SUSPENDED,
    until: datetime | None = MONDAY + DAY,
    roles: tuple[str, ...] = ("mentor",),
    reason: str = "asked to meet alone",
    case_id: str = "",
) -> Order:
    return Order("north", "mark", frozenset(roles), "rosa", reason, measure, until, case_id)


def barred(room: FakeStaffroom) -> list[tuple[bool, datetime, int]]:
    return [(one.suspended, one.until, one.version) for one in room.sent if isinstance(one, PersonBarred)]


def test_a_suspension_is_told_to_every_service_with_its_end() -> None:
    room = FakeStaffroom()

    restrict(room, an_order())

    assert barred(room) == [(True, MONDAY + DAY, 1)]
    assert [(act.actor, act.action, act.thing) for act in room.acts] == [("rosa", "person.suspended", "mark")]


def test_a_restriction_leaves_reading() -> None:
    room = FakeStaffroom()

    restrict(room, an_order(Measure.RESTRICTED))

    assert barred(room) == [(False, MONDAY + DAY, 1)]


def test_a_warning_takes_nothing_away() -> None:
    room = FakeStaffroom()

    made = restrict(room, an_order(Measure.WARNED, until=None))

    assert [type(one) for one in room.sent] == [PersonWarned]
    assert not made.holds(room.now)


def test_what_is_lifted_ends_now_and_with_a_newer_version() -> None:
    room = FakeStaffroom()
    restrict(room, an_order())
    room.now += timedelta(hours=1)

    lift(room, an_order(reason="it was somebody else"))

    assert barred(room) == [(True, MONDAY + DAY, 1), (True, room.now, 2)]
    with pytest.raises(RestrictionRefused, match="not restricted"):
        lift(room, an_order())


def test_a_warning_leaves_a_suspension_that_can_still_be_lifted() -> None:
    room = FakeStaffroom()
    restrict(room, an_order())

    restrict(room, an_order(Measure.WARNED, until=None))
    assert room.kept["mark"].measure is Measure.SUSPENDED
    assert room.kept["mark"].holds(room.now)
    lift(room, an_order(reason="it was somebody else"))

    assert barred(room) == [(True, MONDAY + DAY, 1), (True, room.now, 3)]


def test_another_programmes_restriction_is_not_lifted() -> None:
    room = FakeStaffroom()
    restrict(room, an_order())

    with pytest.raises(RestrictionRefused, match="not restricted"):
        lift(room, replace(an_order(), programme_id="south"))
    assert len(barred(room)) == 1


@pytest.mark.parametrize("category", ["self_harm", "sexual_grooming"])
def test_nobody_is_restricted_for_telling_of_harm(category: str) -> None:
    room = FakeStaffroom(a_case(author_id="mark", categories=(category,)))

    with pytest.raises(RestrictionRefused, match="nobody is restricted for telling"):
        restrict(room, an_order(case_id="m1"))
    assert room.sent == []
    assert room.kept == {}


def test_who_did_harm_is_restricted_with_the_case_that_tells_of_it() -> None:
    room = FakeStaffroom(a_case(author_id="maya", categories=("sexual_grooming",)))

    restrict(room, an_order(case_id="m1"))

    assert len(barred(room)) == 1


@pytest.mark.parametrize("until", [None, MONDAY, MONDAY - DAY, MONDAY + timedelta(days=367)])
def test_a_restriction_ends_within_a_year(until: datetime | None) -> None:
    with pytest.raises(RestrictionRefused, match="within a year"):
        restrict(FakeStaffroom(), an_order(until=until))


def test_staff_strangers_and_orders_without_reason_are_refused() -> None:
    with pytest.raises(RestrictionRefused, match="Staff"):
        restrict(FakeStaffroom(), an_order(roles=("mentor", "moderator")))
    with pytest.raises(PersonNotKnown):
        restrict(FakeStaffroom(), an_order(roles=()))
    with pytest.raises(PersonNotKnown):
        lift(FakeStaffroom(), an_order(roles=()))
    for reason in ("", "  ", "x" * 501):
        with pytest.raises(RestrictionRefused, match="reason"):
            restrict(FakeStaffroom(), an_order(reason=reason))
