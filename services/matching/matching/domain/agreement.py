"""What a pair agrees on: goals, channels, hours, reply time. It holds once both have accepted the same words."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from causeway.event import Event
from causeway.matching.v1.events import AgreementAccepted, AgreementOverdue
from matching.domain.pair import Pair

MOST_KEPT = 50  # earlier agreements
LONGEST_REPLY_HOURS = 14 * 24
LONGEST_GOALS = 2_000
MOST_HOURS = 50


class AgreementNotAccepted(Exception):
    """The words cannot be an agreement, or there is nothing that this person could accept."""


class Channel(Enum):
    MESSAGES = "messages"
    VIDEO_MEETING = "video_meeting"
    MEETING_IN_PERSON = "meeting_in_person"


@dataclass(frozen=True, slots=True)
class Hours:
    """Whole hours of a day of the week, in the mentee's time zone; 1 is Monday."""

    weekday: int
    from_hour: int
    until_hour: int


@dataclass(frozen=True, slots=True)
class Terms:
    number: int
    goals_id: str  # the writing that holds the goals
    channels: tuple[Channel, ...]
    hours: tuple[Hours, ...]
    reply_within_hours: int
    proposed_by: str
    proposed_at: datetime
    accepted_by: tuple[str, ...] = ()
    accepted_at: datetime | None = None  # by both


@dataclass(frozen=True, slots=True)
class Agreement:
    id: str  # the pair's
    numbers: int = 0
    current: Terms | None = None
    proposed: Terms | None = None
    past: tuple[Terms, ...] = ()
    overdue: bool = False
    version: int = 0


def check_terms(channels: tuple[Channel, ...], hours: tuple[Hours, ...], reply_within_hours: int) -> None:
    """Raises AgreementNotAccepted."""
    if not channels or len(set(channels)) < len(channels):
        raise AgreementNotAccepted("channels must name at least one way to talk, each once. Nothing was saved.")
    if len(hours) > MOST_HOURS or not all(_is_sound(one) for one in hours):
        raise AgreementNotAccepted(
            f"hours must be at most {MOST_HOURS} ranges with weekday 1 to 7 and 0 <= from_hour < until_hour <= 24. Nothing saved."
        )
    if not 1 <= reply_within_hours <= LONGEST_REPLY_HOURS:
        raise AgreementNotAccepted(f"reply_within_hours must be 1 to {LONGEST_REPLY_HOURS}. Nothing was saved.")


def _is_sound(hours: Hours) -> bool:
    return 1 <= hours.weekday <= 7 and 0 <= hours.from_hour < hours.until_hour <= 24


def propose(agreement: Agreement, terms: Terms) -> Agreement:
    """Takes the place of a proposal that is still open; what both accepted holds until both accept again."""
    accepted = replace(terms, accepted_by=(terms.proposed_by,))
    return replace(agreement, numbers=terms.number, proposed=accepted, version=agreement.version + 1)


def accept(agreement: Agreement, pair: Pair, number: int, person_id: str, now: datetime) -> tuple[Agreement, list[Event]]:
    """Raises AgreementNotAccepted. Accepting the same again changes nothing."""
    if agreement.current is not None and agreement.current.number == number:
        return agreement, []
    terms = agreement.proposed
    if terms is None or terms.number != number:
        raise AgreementNotAccepted("There is no open proposal with this number. Nothing was changed; read the newest one first.")
    if person_id in terms.accepted_by:
        return agreement, []
    settled = replace(terms, accepted_by=(*terms.accepted_by, person_id), accepted_at=now)
    earlier = (agreement.current,) if agreement.current is not None else ()
    changed = replace(
        agreement,
        current=settled,
        proposed=None,
        past=(*agreement.past, *earlier)[-MOST_KEPT:],
        version=agreement.version + 1,
    )
    return changed, [
        AgreementAccepted(
            pair_id=pair.id,
            programme_id=pair.programme_id,
            mentee_id=pair.mentee_id,
            mentor_id=pair.mentor_id,
            agreement_version=number,
            version=changed.version,
        )
    ]


def find_overdue(agreement: Agreement, pair: Pair, manager_id: str) -> tuple[Agreement, list[Event]]:
    """Says once that a pair has none."""
    if agreement.current is not None or agreement.overdue:
        return agreement, []
    late = replace(agreement, overdue=True, version=agreement.version + 1)
    return late, [
        AgreementOverdue(
            pair_id=pair.id,
            programme_id=pair.programme_id,
            mentee_id=pair.mentee_id,
            mentor_id=pair.mentor_id,
            manager_id=manager_id,
            version=late.version,
        )
    ]
