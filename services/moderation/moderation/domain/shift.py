"""What one reviewer has before them, and how long they have been at it: reading danger wears people out."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from moderation.domain.case import Case

SHIFT = timedelta(hours=8)
STEADY, PAUSE = timedelta(minutes=90), timedelta(minutes=15)  # work is steady until nothing is done for a pause
MOST_OPEN, MOST_DANGER, LONGEST_ODDS, LONGEST_AUDIT_ODDS = 50, 200, 1_000, 100_000
SHORTEST_ODDS, SHORTEST_AUDIT_ODDS = 5, 10


class TooMuch(Exception):
    """One person has enough before them, or has read enough of danger today."""


class LimitsRefused(Exception):
    """These limits are none."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one programme. Odds: one of so many; 0 for none."""

    open_claims: int = 5
    danger_cases: int = 30  # within a shift
    golden_one_in: int = 20
    audit_one_in: int = 100


@dataclass(frozen=True, slots=True)
class Held:
    """One of the cases that somebody has before them. Those of one author count as one."""

    case_id: str
    group: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Shift:
    reviewer: str
    held: tuple[Held, ...] = ()
    danger: tuple[datetime, ...] = ()  # when cases of danger were taken, of the last hours
    since: datetime | None = None  # works steadily since then
    last: datetime | None = None


def took(shift: Shift, cases: Collection[Case], limits: Limits, now: datetime) -> Shift:
    """With cases that were claimed together. The same ones again count once. Raises TooMuch."""
    worked = _at_work(shift, now)
    before = {one.group for one in worked.held}
    first = next(iter(cases))
    again = any(one.case_id == first.id for one in worked.held)
    group = next((one.group for one in worked.held if one.case_id == first.id), first.id)
    if group not in before and len(before) >= limits.open_claims:
        raise TooMuch(
            f"You hold {len(before)} cases, the most that one person has before them. Decide one or give one back first."
        )
    danger = worked.danger
    if first.danger and not again:
        if len(danger) >= limits.danger_cases:
            raise TooMuch(
                f"You have read {len(danger)} cases of danger in the last {SHIFT // timedelta(hours=1)} hours. Take a break; "
                "others go on."
            )
        danger = (*danger, now)
    ids = {case.id for case in cases}
    kept = tuple(one for one in worked.held if one.case_id not in ids)
    new = tuple(Held(case.id, group, case.claimed_until or now) for case in cases)
    return replace(worked, held=(*kept, *new), danger=danger)


def put_down(shift: Shift, case_id: str, now: datetime) -> Shift:
    worked = _at_work(shift, now)
    return replace(worked, held=tuple(one for one in worked.held if one.case_id != case_id))


def break_is_due(shift: Shift, now: datetime) -> bool:
    return shift.since is not None and now - shift.since >= STEADY


def _at_work(shift: Shift, now: datetime) -> Shift:
    """At this moment, without what has run out."""
    goes_on = shift.since is not None and shift.last is not None and now - shift.last < PAUSE
    return replace(
        shift,
        held=tuple(one for one in shift.held if now < one.until),
        danger=tuple(at for at in shift.danger if now - at < SHIFT),
        since=shift.since if goes_on else now,
        last=now,
    )


def check_limits(limits: Limits) -> None:
    """Raises LimitsRefused."""
    if not 1 <= limits.open_claims <= MOST_OPEN:
        raise LimitsRefused(f"open_claims must be 1 to {MOST_OPEN}. Nothing was changed.")
    if not 1 <= limits.danger_cases <= MOST_DANGER:
        raise LimitsRefused(f"danger_cases must be 1 to {MOST_DANGER}. Nothing was changed.")
    if limits.golden_one_in and not SHORTEST_ODDS <= limits.golden_one_in <= LONGEST_ODDS:
        raise LimitsRefused(f"golden_one_in must be {SHORTEST_ODDS} to {LONGEST_ODDS}, or 0 for none. Nothing was changed.")
    if limits.audit_one_in and not SHORTEST_AUDIT_ODDS <= limits.audit_one_in <= LONGEST_AUDIT_ODDS:
        raise LimitsRefused(
            f"audit_one_in must be {SHORTEST_AUDIT_ODDS} to {LONGEST_AUDIT_ODDS}, or 0 for none. Nothing was changed."
        )
