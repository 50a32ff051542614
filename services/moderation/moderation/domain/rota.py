"""Who is asked about somebody in danger, in what order: those on duty, else those who stand by, round and round."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

MOST_MEMBERS, MOST_HOURS = 50, 14
LONGEST_ID = 255  # of a sign-in name: staff are known by it
HOUR_AND_MINUTE = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)
NIGHT_FROM, NIGHT_UNTIL = time(22), time(7)
NOT_PLACES = frozenset({"Factory", "localtime"})
STEP = timedelta(minutes=15)  # how closely a week is looked through for gaps
WEEK_STEPS = 7 * 24 * 4


class RotaNotAccepted(Exception):
    """The sentence says what is wrong with the rota and what would be right."""


@dataclass(frozen=True, slots=True)
class Hours:
    """On these days (1 Monday to 7 Sunday) on the wall clock; an `end` not later than `begin` is on the next day."""

    days: frozenset[int]
    begin: time
    end: time

    def cover(self, wall: datetime) -> bool:
        day, now = wall.isoweekday(), wall.time()
        if self.begin < self.end:
            return day in self.days and self.begin <= now < self.end
        day_before = (day - 2) % 7 + 1
        return (day in self.days and now >= self.begin) or (day_before in self.days and now < self.end)


@dataclass(frozen=True, slots=True)
class Member:
    person_id: str
    time_zone: str
    hours: tuple[Hours, ...] = ()  # none: they stand by

    def on_duty(self, now: datetime) -> bool:
        wall = self._wall(now)
        return any(hours.cover(wall) for hours in self.hours)

    def has_night(self, now: datetime) -> bool:
        wall = self._wall(now).time()
        return wall >= NIGHT_FROM or wall < NIGHT_UNTIL

    def _wall(self, now: datetime) -> datetime:
        return now.astimezone(ZoneInfo(self.time_zone))


@dataclass(frozen=True, slots=True)
class Rota:
    programme_id: str
    members: tuple[Member, ...] = ()

    def on_duty(self, now: datetime) -> tuple[Member, ...]:
        return tuple(member for member in self.members if member.on_duty(now))

    @property
    def standing_by(self) -> tuple[Member, ...]:
        return tuple(member for member in self.members if not member.hours)

    def only(self, person_ids: frozenset[str]) -> "Rota":
        return Rota(self.programme_id, tuple(member for member in self.members if member.person_id in person_ids))

    def has_gaps(self, now: datetime) -> bool:
        """Whether in the week from now there are hours when nobody is on duty and nobody stands by."""
        if self.standing_by:
            return False
        moments = (now + number * STEP for number in range(WEEK_STEPS))
        return any(not any(member.on_duty(moment) for member in self.members) for moment in moments)


def people_to_ask(rota: Rota, asked: Sequence[str], now: datetime) -> tuple[Member, ...]:
    """Those on duty, and once each of them was asked those who stand by as well.

    With neither, everybody: better that somebody is woken than that nobody comes.
    """
    on_duty = rota.on_duty(now)
    if on_duty and not {member.person_id for member in on_duty} <= set(asked):
        return on_duty
    return (*on_duty, *rota.standing_by) or rota.members


def next_to_ask(rota: Rota, asked: Sequence[str], now: datetime) -> Member | None:
    """Whoever was asked least, in the order of the rota: so it goes round and round. None: there is nobody."""
    return min(people_to_ask(rota, asked, now), key=lambda member: asked.count(member.person_id), default=None)


def read_hours(days: Sequence[int], begin: str, end: str) -> Hours:
    """Raises RotaNotAccepted."""
    if not days or not set(days) <= set(range(1, 8)):
        raise RotaNotAccepted("Days of duty are 1 (Monday) to 7 (Sunday), at least one. Nothing was changed.")
    if not (HOUR_AND_MINUTE.fullmatch(begin) and HOUR_AND_MINUTE.fullmatch(end)):
        raise RotaNotAccepted("Hours of duty need two times, such as 08:00 and 18:00. Nothing was changed.")
    return Hours(frozenset(days), time.fromisoformat(begin), time.fromisoformat(end))


def check_rota(rota: Rota) -> None:
    """Raises RotaNotAccepted."""
    if not 1 <= len(rota.members) <= MOST_MEMBERS:
        raise RotaNotAccepted(f"A rota has 1 to {MOST_MEMBERS} people. Nothing was changed.")
    ids = [member.person_id for member in rota.members]
    if any(not 0 < len(id) <= LONGEST_ID for id in ids):
        raise RotaNotAccepted(f"Each person_id must have 1 to {LONGEST_ID} characters. Nothing was changed.")
    if len(set(ids)) < len(ids):
        raise RotaNotAccepted("Somebody is on this rota twice: give all of their hours in one place. Nothing was changed.")
    if any(len(member.hours) > MOST_HOURS for member in rota.members):
        raise RotaNotAccepted(f"Give at most {MOST_HOURS} spans of hours for one person. Nothing was changed.")
    if any(member.time_zone not in _places() for member in rota.members):
        raise RotaNotAccepted("A time zone is not known: choose one such as Europe/London. Nothing was changed.")


def check_leads(rota: Rota, leads: frozenset[str]) -> None:
    """Raises RotaNotAccepted. `leads` are the safeguarding leads of the programme."""
    if missing := [member.person_id for member in rota.members if member.person_id not in leads]:
        raise RotaNotAccepted(
            f"Not safeguarding leads of this programme: {', '.join(missing[:5])}. Appoint them first. Nothing was changed."
        )


@cache
def _places() -> frozenset[str]:
    return frozenset(available_timezones() - NOT_PLACES)
