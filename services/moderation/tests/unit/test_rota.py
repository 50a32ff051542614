"""Who is on duty, on everybody's own clock, and what a rota must not be."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.app.set_rota import set_rota
from moderation.domain.rota import Hours, Member, Rota, RotaNotAccepted, next_to_ask, people_to_ask, read_hours
from moderation.testing import MONDAY
from moderation.testing_alerts import WEEKDAYS, FakeDesk, a_rota, a_sign

EVERYBODY = frozenset({"lena", "olaf", "nora"})
SUNDAY_NIGHT = Member("nora", "Europe/London", (Hours(frozenset({7}), time(22), time(6)),))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """In the week of 2 March 2026, UTC, which London has too."""
    return datetime(2026, 3, 1 + day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hour", "minute", "on_duty"),
    [(1, 7, 59, False), (1, 8, 0, True), (5, 17, 59, True), (5, 18, 0, False), (6, 12, 0, False)],
)
def test_somebody_is_on_duty_in_their_hours_and_not_at_their_end(day: int, hour: int, minute: int, on_duty: bool) -> None:
    [member] = a_rota("lena").members

    assert member.on_duty(at(day, hour, minute)) is on_duty


@pytest.mark.parametrize(("day", "hour", "on_duty"), [(7, 21, False), (7, 22, True), (8, 5, True), (8, 6, False), (7, 3, False)])
def test_hours_over_midnight_belong_to_the_day_on_which_they_begin(day: int, hour: int, on_duty: bool) -> None:
    assert SUNDAY_NIGHT.on_duty(at(day, hour)) is on_duty


def test_equal_times_mean_the_whole_day() -> None:
    member = Member("lena", "Europe/London", (Hours(frozenset({1}), time(9), time(9)),))

    assert member.on_duty(at(1, 9))
    assert member.on_duty(at(2, 8, 59))
    assert not member.on_duty(at(2, 9))


def test_duty_follows_the_wall_clock_when_clocks_change() -> None:
    [member] = a_rota("lena").members
    summer = datetime(2026, 3, 30, 7, 30, tzinfo=UTC)  # Monday, 08:30 in London since the day before

    assert member.on_duty(summer)
    assert not member.on_duty(summer - timedelta(days=7))


def test_each_zone_has_its_own_hours() -> None:
    rota = Rota("north", (*a_rota("lena").members, *a_rota("hana", zone="Asia/Tokyo").members))

    assert [member.person_id for member in rota.on_duty(at(1, 1))] == ["hana"]
    assert [member.person_id for member in rota.on_duty(at(1, 10))] == ["lena"]


def test_the_order_of_the_rota_is_the_order_of_asking() -> None:
    member = next_to_ask(a_rota("olaf", "lena"), [], MONDAY)

    assert member is not None
    assert member.person_id == "olaf"


def hours() -> st.SearchStrategy[Hours]:
    times = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
    return st.builds(Hours, st.frozensets(st.integers(1, 7), min_size=1), times, times)


@given(
    st.lists(
        st.tuples(st.lists(hours(), max_size=3), st.sampled_from(["Europe/London", "Asia/Tokyo", "UTC"])), min_size=1, max_size=6
    ),
    st.integers(0, 366 * 24 * 60).map(lambda minutes: MONDAY + timedelta(minutes=minutes)),
)
@settings(max_examples=60, deadline=None)
def test_whoever_can_be_asked_is_asked_and_nobody_twice_before_the_others(
    members: list[tuple[list[Hours], str]], now: datetime
) -> None:
    rota = Rota("north", tuple(Member(f"p{number}", zone, tuple(hours)) for number, (hours, zone) in enumerate(members)))
    asked: list[str] = []
    for _ in range(3 * len(members)):
        member = next_to_ask(rota, asked, now)
        assert member is not None
        asked.append(member.person_id)

    on_duty = [member.person_id for member in rota.on_duty(now)]
    around = {member.person_id for member in people_to_ask(rota, asked, now)}
    assert asked[: len(on_duty)] == on_duty
    assert set(asked) == around >= {*on_duty, *(member.person_id for member in rota.standing_by)}
    assert max(asked.count(person) for person in around) - min(asked.count(person) for person in around) <= 1


def test_gaps_are_told() -> None:
    assert a_rota("lena").has_gaps(MONDAY)
    assert not a_rota("lena", standing_by=("nora",)).has_gaps(MONDAY)
    assert not Rota("north", (Member("lena", "UTC", (Hours(frozenset(range(1, 8)), time(0), time(0)),)),)).has_gaps(MONDAY)


def test_a_rota_is_kept_and_recorded_once() -> None:
    desk = FakeDesk()

    set_rota(desk, a_rota("lena"), EVERYBODY, "carla")
    set_rota(desk, a_rota("lena"), EVERYBODY, "carla")

    assert desk.rotas["north"] == a_rota("lena")
    assert [(act.actor, act.action, act.thing) for act in desk.acts] == [("carla", "rota.set", "north")]


def test_a_new_rota_is_asked_at_once_about_what_nobody_heard_of() -> None:
    desk = FakeDesk(a_sign())
    desk.look()
    unheard = list(desk.alerts)

    set_rota(desk, a_rota("lena"), EVERYBODY, "carla", unheard)
    desk.look()

    [alert] = desk.alerts.values()
    assert alert.asked == ["lena"]


@pytest.mark.parametrize(
    ("rota", "why"),
    [
        (Rota("north"), "1 to 50"),
        (Rota("north", tuple(Member(f"p{number}", "UTC") for number in range(51))), "1 to 50"),
        (Rota("north", (Member("lena", "UTC"), Member("lena", "Europe/Paris"))), "twice"),
        (Rota("north", (Member("lena", "Mars/Base"),)), "time zone"),
        (Rota("north", (Member("lena", "../etc/passwd"),)), "time zone"),
        (Rota("north", (Member("lena", ""),)), "time zone"),
        (Rota("north", (Member("", "UTC"),)), "person_id"),
        (Rota("north", (Member("x" * 256, "UTC"),)), "person_id"),
        (Rota("north", (Member("lena", "UTC", (Hours(WEEKDAYS, time(8), time(9)),) * 15),)), "at most 14"),
        (Rota("north", (Member("mark", "UTC"),)), "Not safeguarding leads of this programme: mark"),
    ],
)
def test_a_rota_that_would_not_work_is_refused_and_the_old_one_stays(rota: Rota, why: str) -> None:
    desk = FakeDesk(rota=a_rota("olaf"))

    with pytest.raises(RotaNotAccepted, match=why):
        set_rota(desk, rota, EVERYBODY, "carla")
    assert desk.rotas["north"] == a_rota("olaf")
    assert desk.acts == []


@pytest.mark.parametrize(
    ("days", "begin", "end"),
    [
        ([], "08:00", "18:00"),
        ([0], "08:00", "18:00"),
        ([8], "08:00", "18:00"),
        ([1], "8:00", "18:00"),
        ([1], "08:00", "24:00"),
        ([1], "", ""),
    ],
)
def test_hours_that_are_none_are_refused(days: list[int], begin: str, end: str) -> None:
    with pytest.raises(RotaNotAccepted, match="Nothing was changed"):
        read_hours(days, begin, end)
