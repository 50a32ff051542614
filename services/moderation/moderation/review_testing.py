"""A reviewer's bench in memory, and builders for what people review."""

from typing import Any

from moderation.app.review_case import Turn
from moderation.domain.case import Case
from moderation.domain.golden import Golden
from moderation.domain.reviewer import Clearance, Reviewer
from moderation.domain.shift import Limits, Shift
from moderation.testing import FakeBench

ROSA, OMAR = Reviewer("rosa", cleared=True), Reviewer("omar", cleared=True)
PAUL = Reviewer("paul")  # not cleared for the safety of people under 18
LENA = Reviewer("lena", lead=True)
EVERYBODY = (ROSA, OMAR, PAUL, LENA)


class FixedLimits:
    """The same for every programme, and no audits by lot unless a test wants them."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits(audit_one_in=0)

    def of(self, programme_id: str) -> Limits:
        return self._limits


class FakeReviewBench(FakeBench):
    """The lot falls on the things that a test names."""

    def __init__(self, *cases: Case, lot: tuple[str, ...] = (), **given: Any) -> None:
        super().__init__(*cases, **given)
        self.lot = lot
        self.shifts: dict[str, Shift] = {}
        self.clearances: dict[tuple[str, str], Clearance] = {}
        self.limits: dict[str, Limits] = {}
        self.goldens: dict[str, Golden] = {}

    def shift(self, reviewer: str) -> Shift:
        return self.shifts.get(reviewer, Shift(reviewer))

    def save_shift(self, shift: Shift) -> None:
        self.shifts[shift.reviewer] = shift

    def clearance(self, programme_id: str, person_id: str) -> Clearance | None:
        return self.clearances.get((programme_id, person_id))

    def save_clearance(self, clearance: Clearance) -> None:
        self.clearances[clearance.programme_id, clearance.person_id] = clearance

    def save_limits(self, programme_id: str, limits: Limits) -> None:
        self.limits[programme_id] = limits

    def golden(self, golden_id: str) -> Golden | None:
        return self.goldens.get(golden_id)

    def save_golden(self, golden: Golden) -> None:
        self.goldens[golden.id] = golden

    def sealed_golden(self, golden_id: str, text: str) -> tuple[str, str]:
        return f"sealed:{len(text)}", f"golden_items/{golden_id}/text"

    def message_place(self, message_id: str, content_version: int) -> str:
        return f"messages/{message_id}/text/{content_version}"

    def place_of(self, case: Case) -> str:
        return case.text_place or self.message_place(case.id, case.content_version)

    def falls_on(self, thing: str, one_in: int) -> bool:
        return one_in > 0 and thing in self.lot


def a_turn(who: Reviewer = ROSA, case_id: str = "m1", **changes: Any) -> Turn:
    """At an unveiled case, with all the others of the programme about."""
    given = {
        "programme_id": "north",
        "case_id": case_id,
        "reviewer": who.person_id,
        "lead": who.lead,
        "cleared": who.cleared,
        "unveil": True,
        "others": EVERYBODY,
    }
    return Turn(**{**given, **changes})
