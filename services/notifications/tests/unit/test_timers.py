"""Timers: one a reader and conversation, when it is due, when it moves, and when it is not needed any more."""

from datetime import UTC, datetime, timedelta

import pytest

from notifications.app.claim_nudge import claim_nudge, possible_days
from notifications.app.end_pair import end_pair
from notifications.app.enrol_person import enrol_person
from notifications.app.note_reading import note_reading
from notifications.app.notify_readers import notify_readers
from notifications.app.start_pair import start_pair
from notifications.domain.pigeonhole import ring_at
from notifications.domain.preferences import Preferences
from notifications.domain.quiet import is_zone
from notifications.domain.timer import LONGEST_SPREAD_SECONDS, spread_of
from notifications.testing import (
    DAY,
    HOLE_ID,
    MONDAY,
    FakePostroom,
    a_claimed_nudge,
    a_postroom_with_an_unread_message,
    a_reading,
    a_release,
    a_start,
    an_end,
    an_enrolment,
    claimed,
)

HOUR = timedelta(hours=1)


def test_one_timer_waits_a_day_however_many_messages_come() -> None:
    postroom = a_postroom_with_an_unread_message()
    for feed_seq in (2, 3, 4):
        postroom.now += HOUR
        notify_readers(postroom, a_release(feed_seq, occurred_at=postroom.now), DAY)

    assert list(postroom.pigeonholes) == [HOLE_ID]
    assert postroom.pigeonholes[HOLE_ID].due == MONDAY + DAY


def test_a_message_that_we_hear_of_days_later_is_not_nudged_for_at_once() -> None:
    postroom = FakePostroom(now=MONDAY + 5 * DAY)

    notify_readers(postroom, a_release(1, occurred_at=MONDAY), DAY)

    due = postroom.pigeonholes[HOLE_ID].due
    assert due is not None
    assert due > postroom.now


def test_nothing_is_claimed_before_the_day_is_over() -> None:
    postroom = a_postroom_with_an_unread_message()
    postroom.now = MONDAY + DAY - timedelta(seconds=1)

    claim_nudge(postroom, HOLE_ID)

    assert postroom.deliveries == {}


def test_a_reader_who_reads_in_time_is_not_nudged() -> None:
    postroom = a_postroom_with_an_unread_message()
    note_reading(postroom, a_reading(1), DAY)
    postroom.now = MONDAY + DAY

    claim_nudge(postroom, HOLE_ID)

    assert postroom.pigeonholes[HOLE_ID].due is None
    assert postroom.deliveries == {}
    assert postroom.sent == []


def test_a_reader_who_read_a_part_has_a_day_from_then_on() -> None:
    postroom = a_postroom_with_an_unread_message()
    notify_readers(postroom, a_release(2), DAY)
    postroom.now = MONDAY + 20 * HOUR

    note_reading(postroom, a_reading(1, occurred_at=postroom.now), DAY)

    hole = postroom.pigeonholes[HOLE_ID]
    assert (hole.due, hole.oldest) == (postroom.now + DAY, 2)


def test_a_due_timer_is_claimed_once() -> None:
    postroom, delivery = a_claimed_nudge()

    claim_nudge(postroom, HOLE_ID)

    assert claimed(postroom) == [delivery]
    assert postroom.pigeonholes[HOLE_ID].due is None


def test_in_quiet_hours_the_timer_moves_to_their_end_and_some_minutes() -> None:
    postroom = a_postroom_with_an_unread_message()
    postroom.now = datetime(2026, 3, 3, 23, tzinfo=UTC)

    claim_nudge(postroom, HOLE_ID)

    assert postroom.deliveries == {}
    eight = datetime(2026, 3, 4, 8, tzinfo=UTC)
    due = postroom.pigeonholes[HOLE_ID].due
    assert due is not None
    assert eight <= due < eight + timedelta(seconds=LONGEST_SPREAD_SECONDS)


def test_the_end_of_a_quiet_night_is_no_burst() -> None:
    a_minute = [0] * 10
    for number in range(1000):
        a_minute[int(spread_of(f"person-{number}").total_seconds() // 60)] += 1

    assert max(a_minute) < 150


def test_after_a_nudge_more_unread_messages_bring_no_other() -> None:
    postroom, _ = a_claimed_nudge()

    notify_readers(postroom, a_release(2, occurred_at=postroom.now), DAY)

    assert postroom.pigeonholes[HOLE_ID].due is None


def test_a_pair_s_end_stops_the_timers_of_both() -> None:
    postroom = a_postroom_with_an_unread_message()

    end_pair(postroom, an_end())

    assert postroom.pigeonholes[HOLE_ID].due is None


def test_a_start_that_comes_after_the_end_starts_nothing() -> None:
    postroom = FakePostroom()
    end_pair(postroom, an_end(version=2))

    start_pair(postroom, a_start(version=1))

    assert postroom.pair_ended("c1")


def test_an_older_enrolment_does_not_bring_back_an_old_time_zone() -> None:
    postroom = FakePostroom()
    enrol_person(postroom, an_enrolment(time_zone="Asia/Tokyo", version=2))

    enrol_person(postroom, an_enrolment(time_zone="Europe/London", version=1))

    assert postroom.person("mentee").time_zone == "Asia/Tokyo"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/London"])
def test_every_place_has_one_of_three_dates(zone: str) -> None:
    postroom = a_postroom_with_an_unread_message(time_zone=zone)
    assert is_zone(zone)
    postroom.chosen["mentee"] = Preferences(quiet_from="00:00", quiet_until="00:00")
    for hour in range(48):
        postroom.deliveries.clear()
        postroom.now = MONDAY + DAY + hour * HOUR
        postroom.save_pigeonhole(ring_at(postroom.pigeonholes[HOLE_ID], postroom.now))
        claim_nudge(postroom, HOLE_ID)

        [id] = postroom.deliveries
        assert id in [f"{HOLE_ID}|{day}" for day in possible_days(postroom.now)]
