"""What a person wants: e-mail or not, their time zone, and when not to be written to."""

import re
from dataclasses import dataclass, replace
from datetime import time

from notifications.domain.quiet import LEAST_OPEN_MINUTES, NIGHT, LocalTime, QuietHours, is_zone, local_time

HOUR_AND_MINUTE = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)


class SettingNotAccepted(Exception):
    """The sentence says which setting is wrong and what would be right."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """Empty values were never chosen."""

    email: bool = True
    time_zone: str = ""
    quiet_from: str = ""  # HH:MM
    quiet_until: str = ""

    @property
    def quiet(self) -> QuietHours:
        if not self.quiet_from:
            return NIGHT
        return QuietHours(time.fromisoformat(self.quiet_from), time.fromisoformat(self.quiet_until))


@dataclass(frozen=True, slots=True)
class Person:
    """What the programmes know of a person, as far as it matters here."""

    id: str
    time_zone: str = ""
    version: int = 0


def check_preferences(preferences: Preferences) -> None:
    """Raises SettingNotAccepted."""
    if preferences.time_zone and not is_zone(preferences.time_zone):
        raise SettingNotAccepted("This time zone is not known: choose one such as Europe/London. Nothing was changed.")
    hours = (preferences.quiet_from, preferences.quiet_until)
    if not any(hours):
        return
    if not all(HOUR_AND_MINUTE.fullmatch(hour) for hour in hours):
        raise SettingNotAccepted("Quiet hours need two times, such as 21:00 and 08:00. Nothing was changed.")
    if preferences.quiet.open_minutes < LEAST_OPEN_MINUTES:
        raise SettingNotAccepted(
            "Leave at least one hour of the day outside quiet hours, or switch e-mail off. Nothing was changed."
        )


def in_force(preferences: Preferences, person: Person) -> Preferences:
    """With the defaults filled in, as a settings page shows them. The zone stays empty if nobody knows it."""
    return replace(
        preferences,
        time_zone=preferences.time_zone or person.time_zone,
        quiet_from=f"{preferences.quiet.start:%H:%M}",
        quiet_until=f"{preferences.quiet.end:%H:%M}",
    )


def clock_of(preferences: Preferences, person: Person) -> LocalTime:
    return local_time(preferences.time_zone or person.time_zone, preferences.quiet)
