"""Who may be matched now, and what is missing of the others.

`ready_to_match` answers from the programme and the person; `settled` writes its answer into the person's plain fields
(`ready`, `ready_from`, `ready_until`), so that a list of free people is one query; `is_ready` reads these fields.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from matching.domain.enrolment import Enrolment
from matching.domain.people import Side
from matching.domain.programme import Programme
from matching.domain.standing import Purpose
from matching.domain.terms import last_needed_day


class NotReady(StrEnum):
    LEFT = "left"
    GROUP = "eligibility_group"
    PAUSED = "paused"
    COMMITMENT = "commitment"
    TRAINING = "training"
    CHECK = "check"
    GUARDIAN = "guardian_consent"
    LEAVES_TOO_SOON = "leaves_too_soon"


IN_WORDS: Mapping[NotReady, str] = {
    NotReady.LEFT: "they have left the programme",
    NotReady.GROUP: "they are not in the group that the programme is for",
    NotReady.PAUSED: "they take a pause",
    NotReady.COMMITMENT: "they have not accepted the commitment",
    NotReady.TRAINING: "a required module is not finished",
    NotReady.CHECK: "their check is missing or has expired",
    NotReady.GUARDIAN: "their guardian has not consented",
    NotReady.LEAVES_TOO_SOON: "they cannot stay as long as a pair needs them",
}


def ready_to_match(programme: Programme, enrolment: Enrolment, now: datetime) -> tuple[NotReady, ...]:
    """What keeps them from being matched now, in order; empty when nothing does."""
    paused = _pause_holds(enrolment, now)
    missing = {NotReady.PAUSED: paused, **_missing(programme, enrolment, now.date())}
    return tuple(reason for reason in NotReady if missing[reason])


def settled(programme: Programme, enrolment: Enrolment, now: datetime) -> Enrolment:
    """The enrolment with its answer for as long as nothing but time goes by."""
    standing = enrolment.standing
    lasting = any(_missing(programme, enrolment, now.date()).values()) or (standing.paused and standing.paused_until is None)
    last_days = [day for day in (standing.checked_until, _last_day_to_begin(programme, enrolment)) if day is not None]
    return replace(
        enrolment,
        ready=not lasting,
        ready_from=standing.paused_until if standing.paused else None,
        ready_until=_end_of(min(last_days)) if last_days else None,
    )


def is_ready(enrolment: Enrolment, now: datetime) -> bool:
    begun = enrolment.ready_from is None or enrolment.ready_from <= now
    return enrolment.ready and begun and (enrolment.ready_until is None or now < enrolment.ready_until)


def _missing(programme: Programme, enrolment: Enrolment, today: date) -> dict[NotReady, bool]:
    asked, standing, side = programme.terms, enrolment.standing, enrolment.side
    needed, until = last_needed_day(asked, today), standing.available_until
    return {
        NotReady.LEFT: standing.left,
        NotReady.GROUP: asked.eligibility_group != "" and standing.outside_group,
        NotReady.COMMITMENT: asked.commitment.asked and standing.committed_at is None,
        NotReady.TRAINING: not set(asked.gates.modules(side)) <= set(standing.modules),
        NotReady.CHECK: _check_missing(programme, enrolment, today),
        NotReady.GUARDIAN: asked.ages.guardians_are_asked and enrolment.minor and not standing.consents_to(Purpose.TAKING_PART),
        NotReady.LEAVES_TOO_SOON: side is Side.MENTOR and until is not None and until < max(needed or today, today),
    }


def _check_missing(programme: Programme, enrolment: Enrolment, today: date) -> bool:
    """A check that has expired keeps its mentor from everybody, also where no check was asked for."""
    until = enrolment.standing.checked_until
    if until is not None and until < today:
        return True
    return enrolment.side in programme.terms.gates.checked_sides and not enrolment.checked


def _last_day_to_begin(programme: Programme, enrolment: Enrolment) -> date | None:
    """A mentor who leaves on a day can begin a promise of so many weeks until so many weeks before it."""
    until, commitment = enrolment.standing.available_until, programme.terms.commitment
    if until is None or enrolment.side is not Side.MENTOR:
        return None
    ends_on = programme.terms.dates.ends_on
    if ends_on is not None and until >= ends_on:
        return None
    return until - timedelta(weeks=commitment.weeks)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, UTC)


def _pause_holds(enrolment: Enrolment, now: datetime) -> bool:
    standing = enrolment.standing
    return standing.paused and (standing.paused_until is None or now < standing.paused_until)
