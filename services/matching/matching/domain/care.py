"""How a pair is looked after from its start to its end: by whom, what is due, and what staff must look at."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from causeway.event import Event
from causeway.matching.v1.events import ManagerAssigned, ManagerMissing, PairChangeAsked
from matching.domain.cadence import check_in_turn
from matching.domain.care_rules import CareRules
from matching.domain.pair import Pair


class DueKind(Enum):
    """In the order in which things that are due together are done."""

    PAUSE = "pause"
    GOODBYE = "goodbye"
    AGREEMENT = "agreement"
    CHECK_IN = "check_in"
    CHECK_IN_LATE = "check_in_late"
    REVIEW = "review"
    REVIEW_LATE = "review_late"
    STEPS = "steps"


REST_TOO = frozenset({DueKind.AGREEMENT, DueKind.REVIEW, DueKind.REVIEW_LATE, DueKind.STEPS})
"""What the pair itself owes waits while the pair rests; staff go on talking to its people."""


@dataclass(frozen=True, slots=True)
class Due:
    kind: DueKind
    at: datetime
    about: str = ""  # the thing it is about where a pair may have several


class ConcernKind(Enum):
    NO_MANAGER = "no_manager"
    AGREEMENT_OVERDUE = "agreement_overdue"
    CHECK_IN_MISSED = "check_in_missed"
    CHECK_IN_WORRYING = "check_in_worrying"
    CHANGE_ASKED = "change_asked"
    REVIEW_OVERDUE = "review_overdue"


@dataclass(frozen=True, slots=True)
class Concern:
    """An exception that a person of the staff must look at. It goes when what it is about is settled."""

    kind: ConcernKind
    since: datetime
    about: str = ""
    escalation: int = 0


class ChangeReason(Enum):
    """Codes only; staff see them, the other side never does."""

    NO_ANSWERS = "no_answers"
    NOT_A_FIT = "not_a_fit"
    NO_TIME = "no_time"
    OTHER_GOALS = "other_goals"
    RATHER_NOT_SAY = "rather_not_say"


@dataclass(frozen=True, slots=True)
class ChangeAsked:
    by: str
    reason: ChangeReason
    at: datetime


@dataclass(frozen=True, slots=True)
class Care:
    """One for each pair, with everything that is due for it. `open` until the pair has ended."""

    id: str  # the pair's
    programme_id: str
    mentee_id: str
    mentor_id: str
    minor: bool
    started_at: datetime
    manager_id: str = ""
    manager_missing: bool = False  # announced
    dues: tuple[Due, ...] = ()
    concerns: tuple[Concern, ...] = ()
    turns: int = 0  # rounds of check-ins that have begun
    check_ins_answered: int = 0
    check_ins_missed: int = 0
    reviews: int = 0
    plans: int = 0
    change: ChangeAsked | None = None
    open: bool = True
    version: int = 1

    @property
    def next_due(self) -> datetime | None:
        return min((due.at for due in self.dues), default=None)

    @property
    def attention_at(self) -> datetime | None:
        """Orders lists of staff: what has waited longest comes first, then what is due next."""
        return min((concern.since for concern in self.concerns), default=self.next_due)

    def due_at(self, now: datetime) -> list[Due]:
        order = list(DueKind)
        return sorted((due for due in self.dues if due.at <= now), key=lambda due: (order.index(due.kind), due.about))

    def abouts(self, kind: DueKind) -> list[str]:
        return [due.about for due in self.dues if due.kind is kind]

    @property
    def open_check_ins(self) -> list[str]:
        """Those that wait for an answer, also when nobody is left to hand them to."""
        missed = [one.about for one in self.concerns if one.kind is ConcernKind.CHECK_IN_MISSED]
        return sorted({*self.abouts(DueKind.CHECK_IN_LATE), *missed})

    def with_due(self, kind: DueKind, at: datetime | None, about: str = "") -> "Care":
        """One of a kind about one thing: it takes the earlier one's place; None takes it away."""
        others = tuple(due for due in self.dues if (due.kind, due.about) != (kind, about))
        return replace(self, dues=(*others, Due(kind, at, about)) if at is not None else others)

    def worried(self, kind: ConcernKind, now: datetime, about: str = "", escalation: int = 0) -> "Care":
        """A concern that is there already keeps its time."""
        same = [one for one in self.concerns if (one.kind, one.about) == (kind, about)]
        since = same[0].since if same else now
        return replace(self, concerns=(*self._others(kind, about), Concern(kind, since, about, escalation)))

    def settled(self, kind: ConcernKind, about: str = "") -> "Care":
        return replace(self, concerns=self._others(kind, about))

    def _others(self, kind: ConcernKind, about: str) -> tuple[Concern, ...]:
        return tuple(one for one in self.concerns if (one.kind, one.about) != (kind, about))


def begin_care(pair: Pair, rules: CareRules) -> Care:
    """With its first dates, counted from the pair's start."""
    care = Care(pair.id, pair.programme_id, pair.mentee_id, pair.mentor_id, pair.minor, pair.started_at)
    care = care.with_due(DueKind.AGREEMENT, pair.started_at + rules.agreement_within)
    care = care.with_due(DueKind.CHECK_IN, pair.started_at + check_in_turn(1, rules).after)
    return care.with_due(DueKind.REVIEW, pair.started_at + rules.review_every)


def end_care(care: Care) -> Care:
    return replace(care, open=False, manager_id="", manager_missing=False, dues=(), concerns=(), version=care.version + 1)


def assign(care: Care, staff_id: str) -> tuple[Care, list[Event]]:
    if care.manager_id == staff_id:
        return care, []
    assigned = replace(care, manager_id=staff_id, manager_missing=False, version=care.version + 1)
    event = ManagerAssigned(pair_id=care.id, programme_id=care.programme_id, manager_id=staff_id, version=assigned.version)
    return assigned.settled(ConcernKind.NO_MANAGER), [event]


def without_manager(care: Care, now: datetime) -> tuple[Care, list[Event]]:
    """Says once that nobody trained has room."""
    if care.manager_missing:
        return care, []
    missing = replace(care, manager_id="", manager_missing=True, version=care.version + 1)
    event = ManagerMissing(pair_id=care.id, programme_id=care.programme_id, version=missing.version)
    return missing.worried(ConcernKind.NO_MANAGER, now), [event]


def ask_for_change(care: Care, asked: ChangeAsked) -> tuple[Care, list[Event]]:
    """A wish that was told already stays as it is."""
    if care.change is not None:
        return care, []
    changed = replace(care, change=asked, version=care.version + 1)
    event = PairChangeAsked(pair_id=care.id, programme_id=care.programme_id, manager_id=care.manager_id, version=changed.version)
    return changed.worried(ConcernKind.CHANGE_ASKED, asked.at), [event]
