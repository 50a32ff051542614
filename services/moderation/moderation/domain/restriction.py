"""What staff may do about somebody who breaks the norms: warn, restrict to reading, or suspend, always with an end."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from causeway.event import Event
from causeway.moderation.v1.events import PersonBarred, PersonWarned
from moderation.domain.case import LONGEST_REASON, SHORTEST_REASON, Case

LONGEST = timedelta(days=366)
STAFF = frozenset({"coordinator", "relationship_manager", "moderator", "safeguarding_lead", "administrator", "facilitator"})
TELLING = frozenset({"self_harm", "sexual_grooming"})  # who writes of these may be telling of what happens to them


class RestrictionRefused(Exception):
    """This person cannot be restricted so; the sentence says why."""


class PersonNotKnown(Exception):
    """Nobody in this programme has this id."""


class Measure(StrEnum):
    WARNED = "warned"
    RESTRICTED = "restricted"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class Restriction:
    """The newest measure about a person. A warning has ended when it begins."""

    person_id: str
    programme_id: str
    measure: Measure
    by: str
    at: datetime
    until: datetime
    reason: str  # sealed
    version: int

    def holds(self, now: datetime) -> bool:
        return now < self.until


def impose(restriction: Restriction, roles: frozenset[str], case: Case | None) -> list[Event]:
    """`roles` are those of the person in the programme; `case` is the one that led to it, if any.

    Raises PersonNotKnown, RestrictionRefused.
    """
    if not roles:
        raise PersonNotKnown("Nobody in this programme has this id. Nothing was changed.")
    if roles & STAFF:
        raise RestrictionRefused("Staff are not restricted here: end their role instead. Nothing was changed.")
    if case is not None and case.author_id == restriction.person_id and TELLING & set(case.categories):
        raise RestrictionRefused(
            "This case may be somebody telling of harm, and nobody is restricted for telling. Name a case about what they did. "
            "Nothing was changed."
        )
    longest = restriction.at + LONGEST
    if restriction.measure is not Measure.WARNED and not restriction.at < restriction.until <= longest:
        raise RestrictionRefused("A restriction ends later than now and within a year. Nothing was changed.")
    return [_event(restriction)]


def newest_of(known: Restriction | None, made: Restriction) -> Restriction:
    """What is kept: a warning leaves a restriction that holds as it is, so that it can still be seen and lifted."""
    if made.measure is Measure.WARNED and known is not None and known.holds(made.at):
        return replace(known, version=made.version)
    return made


def lift(known: Restriction | None, by: str, now: datetime, reason: str) -> tuple[Restriction, list[Event]]:
    """`reason` is sealed. Raises RestrictionRefused."""
    if known is None or not known.holds(now):
        raise RestrictionRefused("This person is not restricted now. Nothing was changed.")
    lifted = Restriction(
        known.person_id, known.programme_id, known.measure, by, now, until=now, reason=reason, version=known.version + 1
    )
    return lifted, [_event(lifted)]


def check_reason(reason: str) -> None:
    """Raises RestrictionRefused."""
    if not SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON:
        raise RestrictionRefused(f"Give a reason of {SHORTEST_REASON} to {LONGEST_REASON} characters. Nothing was changed.")


def _event(restriction: Restriction) -> Event:
    match restriction.measure:
        case Measure.WARNED:
            return PersonWarned(
                person_id=restriction.person_id, programme_id=restriction.programme_id, version=restriction.version
            )
        case Measure.RESTRICTED | Measure.SUSPENDED:
            return PersonBarred(
                person_id=restriction.person_id,
                programme_id=restriction.programme_id,
                suspended=restriction.measure is Measure.SUSPENDED,
                until=restriction.until,
                version=restriction.version,
            )
