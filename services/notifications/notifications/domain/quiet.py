"""Quiet hours on a person's own clock, right on the nights when the clocks change."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

DEFAULT_ZONE = "Europe/London"
STRICT_MARGIN_MINUTES = 120  # unknown zone: quiet hours hold in every zone up to two hours east or west of London
LEAST_OPEN_MINUTES = 60
DAY_MINUTES = 24 * 60
DAYS_TO_TRY = 4  # a zone may skip a whole day, as Samoa did on 30 December 2011
NOT_PLACES = frozenset({"Factory", "localtime"})


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` until before `end`, on the wall clock. Equal values: none."""

    start: time
    end: time

    def covers(self, wall: time) -> bool:
        if self.start <= self.end:
            return self.start <= wall < self.end
        return wall >= self.start or wall < self.end

    @property
    def open_minutes(self) -> int:
        """How much of the day is outside."""
        return DAY_MINUTES - (_minutes(self.end) - _minutes(self.start)) % DAY_MINUTES

    def widened(self, minutes: int) -> "QuietHours":
        """Longer at both ends, as far as an hour of the day stays open."""
        if self.start == self.end:
            return self
        margin = max(0, min(minutes, (self.open_minutes - LEAST_OPEN_MINUTES) // 2))
        return QuietHours(_at(_minutes(self.start) - margin), _at(_minutes(self.end) + margin))


NIGHT = QuietHours(time(21), time(8))


@dataclass(frozen=True, slots=True)
class LocalTime:
    """A person's clock and quiet hours. Moments are aware UTC."""

    zone: ZoneInfo
    quiet: QuietHours

    def day(self, now: datetime) -> date:
        return now.astimezone(self.zone).date()

    def is_quiet(self, now: datetime) -> bool:
        return self.quiet.covers(now.astimezone(self.zone).time())

    def next_allowed(self, now: datetime, spread: timedelta) -> datetime:
        """Now, if it is not quiet; else the end of quiet hours and up to `spread` later. Never a quiet moment."""
        if not self.is_quiet(now):
            return now
        for end in self._moments(now, self.quiet.end):
            for moment in (end + spread, end):
                if moment > now and not self.is_quiet(moment):
                    return moment
        raise ValueError("these quiet hours have no end")

    def next_day(self, now: datetime, spread: timedelta) -> datetime:
        """The first allowed moment of a later local day."""
        today = self.day(now)
        begins = next(moment for moment in self._moments(now, time(0)) if moment > now and self.day(moment) > today)
        return self.next_allowed(begins, spread)

    def _moments(self, now: datetime, wall: time) -> list[datetime]:
        """When the wall clock shows this time, today and on the next days; both times on a night that has it twice."""
        today = self.day(now)
        walls = [datetime.combine(today + timedelta(days), wall, self.zone) for days in range(DAYS_TO_TRY)]
        return [wall.replace(fold=fold).astimezone(UTC) for wall in walls for fold in (0, 1)]


@cache
def _places() -> frozenset[str]:
    return frozenset(available_timezones() - NOT_PLACES)


def is_zone(name: str) -> bool:
    return name in _places()


def local_time(zone_name: str, quiet: QuietHours) -> LocalTime:
    """An unknown zone counts as London's, with longer quiet hours."""
    if is_zone(zone_name):
        return LocalTime(ZoneInfo(zone_name), quiet)
    return LocalTime(ZoneInfo(DEFAULT_ZONE), quiet.widened(STRICT_MARGIN_MINUTES))


def _minutes(wall: time) -> int:
    return wall.hour * 60 + wall.minute


def _at(minutes: int) -> time:
    return time(*divmod(minutes % DAY_MINUTES, 60))
