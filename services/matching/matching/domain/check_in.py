"""One conversation of staff with somebody of a pair: due, held or missed."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from causeway.event import Event
from causeway.matching.v1.events import CheckInAnswered, CheckInDepth, CheckInDue, CheckInMissed, CheckInWhom
from matching.domain.cadence import Turn
from matching.domain.care import Care
from matching.domain.care_rules import CareRules

ESCALATIONS = 2  # after that every coordinator sees it, and nobody is left to hand it to


class CheckInNotFound(Exception):
    """There is no such check-in in the programme."""


class CheckInNotAccepted(Exception):
    """What was written down cannot be an answer."""


class Going(Enum):
    WELL = "well"
    UNSURE = "unsure"
    WORRYING = "worrying"
    NOT_REACHED = "not_reached"  # tried; it stays due


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What staff wrote down is sealed under the key of whom it is about."""

    id: str
    pair_id: str
    programme_id: str
    person_id: str  # the mentee or mentor; for a guardian the mentee
    whom: CheckInWhom
    depth: CheckInDepth
    manager_id: str  # who should do it now; empty: any coordinator
    due_at: datetime
    answer_by: datetime
    escalation: int = 0
    going: Going | None = None
    record: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None
    dropped: bool = False  # the pair ended first
    version: int = 1

    @property
    def open(self) -> bool:
        return self.answered_at is None and not self.dropped


def check_in_id(pair_id: str, number: int, whom: CheckInWhom) -> str:
    return f"{pair_id}-{number}-{whom.value.removeprefix('CHECK_IN_WHOM_').lower()}"


def begin_check_in(care: Care, turn: Turn, whom: CheckInWhom, rules: CareRules, now: datetime) -> tuple[CheckIn, list[Event]]:
    check_in = CheckIn(
        id=check_in_id(care.id, turn.number, whom),
        pair_id=care.id,
        programme_id=care.programme_id,
        person_id=care.mentor_id if whom is CheckInWhom.MENTOR else care.mentee_id,
        whom=whom,
        depth=turn.depth,
        manager_id=care.manager_id,
        due_at=now,
        answer_by=now + rules.answer_within,
    )
    return check_in, [
        CheckInDue(
            pair_id=check_in.pair_id,
            programme_id=check_in.programme_id,
            check_in_id=check_in.id,
            whom=whom,
            depth=check_in.depth,
            manager_id=check_in.manager_id,
            answer_by=check_in.answer_by,
            version=check_in.version,
        )
    ]


def answer(check_in: CheckIn, going: Going, record: str, staff_id: str, now: datetime) -> tuple[CheckIn, list[Event]]:
    """Somebody who was not reached is still to be reached. A held check-in stays as it is."""
    if not check_in.open:
        return check_in, []
    if going is Going.NOT_REACHED:
        return replace(check_in, going=going, record=record, answered_by=staff_id, version=check_in.version + 1), []
    answered = replace(check_in, going=going, record=record, answered_by=staff_id, answered_at=now, version=check_in.version + 1)
    return answered, [
        CheckInAnswered(
            pair_id=answered.pair_id,
            programme_id=answered.programme_id,
            check_in_id=answered.id,
            whom=answered.whom,
            depth=answered.depth,
            staff_id=staff_id,
            worrying=going is Going.WORRYING,
            version=answered.version,
        )
    ]


def escalate(check_in: CheckIn, next_id: str, rules: CareRules, now: datetime) -> tuple[CheckIn, list[Event]]:
    """To the next person; empty: any coordinator."""
    missed = replace(
        check_in,
        manager_id=next_id,
        escalation=check_in.escalation + 1,
        answer_by=now + rules.answer_within,
        version=check_in.version + 1,
    )
    return missed, [
        CheckInMissed(
            pair_id=missed.pair_id,
            programme_id=missed.programme_id,
            check_in_id=missed.id,
            whom=missed.whom,
            depth=missed.depth,
            escalation=missed.escalation,
            manager_id=next_id,
            version=missed.version,
        )
    ]


def drop(check_in: CheckIn) -> CheckIn:
    """The pair has ended first."""
    return replace(check_in, dropped=True, version=check_in.version + 1)


def hand_over(check_in: CheckIn, staff_id: str) -> CheckIn:
    """To the pair's new relationship manager."""
    return replace(check_in, manager_id=staff_id, version=check_in.version + 1)
