"""Quiet hours hold in every zone, on the nights when the clocks change too."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from notifications.domain.quiet import LEAST_OPEN_MINUTES, NIGHT, LocalTime, QuietHours, is_zone, local_time

ZONES = sorted(zone for zone in available_timezones() if is_zone(zone))
TEN_MINUTES = timedelta(minutes=10)
MINUTE = timedelta(minutes=1)

walls = st.builds(time, st.integers(0, 23), st.integers(0, 59))
moments = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 made aware
spreads = st.integers(0, 600).map(lambda seconds: timedelta(seconds=seconds))
windows = st.builds(QuietHours, walls, walls).filter(lambda quiet: quiet.open_minutes >= LEAST_OPEN_MINUTES)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def clock_changes(zone: ZoneInfo, year: int) -> list[datetime]:
    """The days in which the zone's offset changes."""
    days = [utc(year, 1, 1) + timedelta(days=number) for number in range(366)]
    offsets = [day.astimezone(zone).utcoffset() for day in days]
    return [day for day, before, after in zip(days, offsets, offsets[1:], strict=False) if before != after]


CHANGES = [(zone, day) for zone in ZONES for year in (2025, 2026) for day in clock_changes(ZoneInfo(zone), year)]


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(ZONES), windows, moments, spreads)
@example("Pacific/Apia", NIGHT, utc(2011, 12, 30, 9, 30), TEN_MINUTES)  # the day that Samoa left out
@example("Australia/Lord_Howe", QuietHours(time(1, 45), time(2)), utc(2026, 4, 4, 14, 50), TEN_MINUTES)  # half an hour
@example("Europe/London", NIGHT, utc(2028, 2, 29, 23), TEN_MINUTES)
@example("Europe/London", QuietHours(time(21), time(1, 55)), utc(2026, 10, 25), TEN_MINUTES)  # 1:55 and ten is 1:05
def test_a_nudge_moved_out_of_quiet_hours_never_lands_in_them(
    zone: str, quiet: QuietHours, now: datetime, spread: timedelta
) -> None:
    clock = local_time(zone, quiet)

    moved = clock.next_allowed(now, spread)

    assert not clock.is_quiet(moved)
    assert now <= moved <= now + timedelta(days=3)
    assert (moved == now) is not clock.is_quiet(now)


@settings(max_examples=1000, deadline=None)
@given(st.sampled_from(CHANGES), windows, st.integers(0, 48 * 60), spreads)
def test_quiet_hours_hold_around_every_change_of_the_clocks(
    change: tuple[str, datetime], quiet: QuietHours, minute: int, spread: timedelta
) -> None:
    zone, day = change
    now = day + timedelta(minutes=minute)

    moved = local_time(zone, quiet).next_allowed(now, spread)

    assert not quiet.covers(moved.astimezone(ZoneInfo(zone)).time())
    assert now <= moved <= now + timedelta(hours=26)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(ZONES), windows, moments, spreads)
def test_what_waits_for_the_next_day_goes_on_a_later_day_outside_quiet_hours(
    zone: str, quiet: QuietHours, now: datetime, spread: timedelta
) -> None:
    clock = local_time(zone, quiet)

    moved = clock.next_day(now, spread)

    assert clock.day(moved) > clock.day(now)
    assert not clock.is_quiet(moved)
    assert moved <= now + timedelta(days=3)


def test_no_zone_is_written_to_at_three_in_the_night_on_a_change_of_the_clocks() -> None:
    nights = (utc(2026, 3, 29), utc(2026, 10, 25), utc(2026, 3, 8), utc(2026, 11, 1))
    for zone, night in ((zone, night) for zone in ZONES for night in nights):
        clock = local_time(zone, NIGHT)
        three = datetime.combine(night.date(), time(3), ZoneInfo(zone)).astimezone(UTC)

        moved = clock.next_allowed(three, timedelta())

        assert clock.is_quiet(three), zone
        assert moved.astimezone(ZoneInfo(zone)).time() == time(8), zone
        assert timedelta(hours=4) <= moved - three <= timedelta(hours=6), zone


def test_on_the_night_that_has_an_hour_twice_quiet_hours_end_twice() -> None:
    clock = local_time("Europe/London", QuietHours(time(21), time(1, 30)))

    ends = [clock.next_allowed(now, timedelta()) for now in (utc(2026, 10, 25, 0, 10), utc(2026, 10, 25, 1, 10))]

    assert ends == [utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30)]


@given(windows, moments, spreads)
def test_an_unknown_zone_is_quiet_whenever_a_zone_two_hours_around_london_is(
    quiet: QuietHours, now: datetime, spread: timedelta
) -> None:
    assume(quiet.open_minutes >= 2 * 120 + LEAST_OPEN_MINUTES)
    unknown = local_time("", quiet)
    wall = now.astimezone(ZoneInfo("Europe/London"))

    around = [(wall + timedelta(minutes=shift)).time() for shift in (-119, -60, 0, 60, 119)]

    assert not any(map(quiet.covers, around)) or unknown.is_quiet(now)


def test_an_unknown_zone_is_london_s_with_nights_from_seven_to_ten() -> None:
    clock = local_time("Atlantis/Harbour", NIGHT)

    assert clock == LocalTime(ZoneInfo("Europe/London"), QuietHours(time(19), time(10)))


@pytest.mark.parametrize("name", ["", "Africa", "../../etc/passwd", "Europe/london ", "localtime", "Factory", "\x00"])
def test_a_name_that_is_no_place_is_no_zone(name: str) -> None:
    assert not is_zone(name)


def test_equal_times_mean_no_quiet_hours_in_a_known_and_in_an_unknown_zone() -> None:
    never = QuietHours(time(0), time(0))

    for zone in ("Europe/London", ""):
        clock = local_time(zone, never)
        assert not any(clock.is_quiet(utc(2026, 3, 2) + MINUTE * number) for number in range(24 * 60))


@pytest.mark.parametrize(
    ("wall", "quiet"),
    [(time(20, 59, 59), False), (time(21), True), (time(3), True), (time(7, 59, 59), True), (time(8), False)],
)
def test_the_night_lasts_from_nine_to_eight(wall: time, quiet: bool) -> None:
    assert NIGHT.covers(wall) is quiet
