"""Nudges: when one goes, when it is dropped, one a day at most, and that it goes once."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from causeway.notifications.v1.events import Outcome
from notifications.app.begin_sending import begin_sending
from notifications.app.claim_nudge import claim_nudge
from notifications.app.end_pair import end_pair
from notifications.app.enrol_person import enrol_person
from notifications.app.note_reading import note_reading
from notifications.app.notify_readers import notify_readers
from notifications.app.set_preferences import set_preferences
from notifications.app.settle_delivery import give_back, settle_delivery
from notifications.domain.nudge import State
from notifications.domain.pigeonhole import pigeonhole_id
from notifications.domain.preferences import Preferences
from notifications.domain.quiet import LEAST_OPEN_MINUTES, QuietHours, is_zone
from notifications.domain.timer import LONGEST_SPREAD_SECONDS
from notifications.testing import (
    DAY,
    HOLE_ID,
    MONDAY,
    a_claimed_nudge,
    a_postroom_with_an_unread_message,
    a_reading,
    a_release,
    an_end,
    an_enrolment,
    claimed,
)

HOUR = timedelta(hours=1)


def test_a_zone_that_changes_between_plan_and_sending_is_respected() -> None:
    postroom, delivery = a_claimed_nudge()
    enrol_person(postroom, an_enrolment(time_zone="Pacific/Auckland", version=2))  # ten in the evening there

    assert begin_sending(postroom, delivery.id, has_address=True) is None
    assert postroom.deliveries[delivery.id].not_before > postroom.now
    assert postroom.sent == []


@pytest.mark.parametrize("change", ["read", "switched off", "pair ended", "no address"])
def test_a_claimed_nudge_is_dropped_when_it_is_not_wanted_any_more(change: str) -> None:
    postroom, delivery = a_claimed_nudge()
    match change:
        case "read":
            note_reading(postroom, a_reading(1), DAY)
        case "switched off":
            set_preferences(postroom, "mentee", Preferences(email=False))
        case "pair ended":
            end_pair(postroom, an_end())

    begun = begin_sending(postroom, delivery.id, has_address=change != "no address")

    assert begun is None
    assert postroom.deliveries[delivery.id].state is State.DROPPED
    assert [event.outcome for event in postroom.sent] == [Outcome.DROPPED]


def test_a_nudge_about_messages_that_were_read_is_dropped_also_when_new_ones_came() -> None:
    postroom, delivery = a_claimed_nudge()
    note_reading(postroom, a_reading(1), DAY)
    notify_readers(postroom, a_release(2), DAY)

    assert begin_sending(postroom, delivery.id, has_address=True) is None
    assert postroom.deliveries[delivery.id].state is State.DROPPED


def test_a_nudge_that_is_being_sent_is_never_taken_up_again() -> None:
    postroom, delivery = a_claimed_nudge()

    first = begin_sending(postroom, delivery.id, has_address=True)
    second = begin_sending(postroom, delivery.id, has_address=True)

    assert first is not None
    assert second is None


@pytest.mark.parametrize("outcome", [Outcome.SENT, Outcome.FAILED, Outcome.UNKNOWN])
def test_an_outcome_is_told_once_and_never_followed_by_another_try(outcome: Outcome) -> None:
    postroom, delivery = a_claimed_nudge()
    begin_sending(postroom, delivery.id, has_address=True)

    settle_delivery(postroom, delivery.id, outcome)
    settle_delivery(postroom, delivery.id, Outcome.SENT)
    give_back(postroom, delivery.id)

    assert [event.outcome for event in postroom.sent] == [outcome]
    assert begin_sending(postroom, delivery.id, has_address=True) is None


def test_what_was_certainly_not_sent_is_taken_up_again() -> None:
    postroom, delivery = a_claimed_nudge()
    begin_sending(postroom, delivery.id, has_address=True)

    give_back(postroom, delivery.id)

    assert begin_sending(postroom, delivery.id, has_address=True) is not None


def test_a_person_gets_one_e_mail_a_day_for_all_that_is_due() -> None:
    postroom = a_postroom_with_an_unread_message()
    notify_readers(postroom, a_release(1, conversation_id="c2"), DAY)
    postroom.now = MONDAY + DAY
    for conversation in ("c1", "c2"):
        claim_nudge(postroom, pigeonhole_id(conversation, "mentee"))

    begun = [begin_sending(postroom, delivery.id, has_address=True) for delivery in claimed(postroom)]

    assert [one is not None for one in begun] == [True, False]
    assert [event.outcome for event in postroom.sent] == [Outcome.DROPPED]


def test_what_falls_due_after_the_day_s_e_mail_waits_for_the_next_morning() -> None:
    postroom, delivery = a_claimed_nudge()
    notify_readers(postroom, a_release(1, conversation_id="c2", occurred_at=MONDAY + HOUR), HOUR)
    begin_sending(postroom, delivery.id, has_address=True)
    postroom.now += 3 * HOUR
    second = pigeonhole_id("c2", "mentee")

    claim_nudge(postroom, second)

    wednesday = datetime(2026, 3, 4, 8, tzinfo=UTC)
    due = postroom.pigeonholes[second].due
    assert due is not None
    assert wednesday <= due < wednesday + timedelta(seconds=LONGEST_SPREAD_SECONDS)


def test_travelling_west_does_not_give_a_second_e_mail_on_the_same_date() -> None:
    postroom, delivery = a_claimed_nudge()
    begin_sending(postroom, delivery.id, has_address=True)
    settle_delivery(postroom, delivery.id, Outcome.SENT)
    enrol_person(postroom, an_enrolment(time_zone="America/Los_Angeles", version=2))
    note_reading(postroom, a_reading(1, occurred_at=postroom.now), HOUR)
    notify_readers(postroom, a_release(2, occurred_at=postroom.now), HOUR)
    postroom.now += 10 * HOUR  # still Tuesday, eleven in the morning there

    claim_nudge(postroom, HOLE_ID)

    assert claimed(postroom) == []
    assert postroom.pigeonholes[HOLE_ID].due is not None


def test_flying_back_over_the_date_line_does_not_either() -> None:
    postroom = a_postroom_with_an_unread_message(time_zone="Pacific/Auckland")
    postroom.now = datetime(2026, 3, 3, 19, tzinfo=UTC)  # Wednesday, eight in the morning there
    claim_nudge(postroom, HOLE_ID)
    [delivery] = claimed(postroom)
    begin_sending(postroom, delivery.id, has_address=True)
    settle_delivery(postroom, delivery.id, Outcome.SENT)
    enrol_person(postroom, an_enrolment(time_zone="America/Los_Angeles", version=2))
    notify_readers(postroom, a_release(1, conversation_id="c2"), HOUR)
    second = pigeonhole_id("c2", "mentee")
    for hour in range(40):  # until Wednesday ends there
        postroom.now = datetime(2026, 3, 3, 20, tzinfo=UTC) + hour * HOUR / 2
        claim_nudge(postroom, second)

    assert claimed(postroom) == []


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["", "Nowhere", *sorted(zone for zone in available_timezones() if is_zone(zone))]),
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    st.integers(0, 366 * 24 * 60),
    st.integers(0, 24 * 60),
)
def test_whatever_was_chosen_no_sending_begins_in_quiet_hours(
    zone: str, start: time, end: time, claim_minute: int, wait_minutes: int
) -> None:
    quiet = QuietHours(start, end)
    assume(quiet.open_minutes >= LEAST_OPEN_MINUTES)
    postroom = a_postroom_with_an_unread_message(time_zone=zone)
    postroom.chosen["mentee"] = Preferences(quiet_from=f"{start:%H:%M}", quiet_until=f"{end:%H:%M}")
    postroom.now = MONDAY + DAY + timedelta(minutes=claim_minute)
    claim_nudge(postroom, HOLE_ID)
    postroom.now = max(postroom.now, postroom.pigeonholes[HOLE_ID].due or postroom.now)
    claim_nudge(postroom, HOLE_ID)
    [delivery] = claimed(postroom)
    postroom.now += timedelta(minutes=wait_minutes)

    begun = begin_sending(postroom, delivery.id, has_address=True)

    wall = postroom.now.astimezone(ZoneInfo(zone if is_zone(zone) else "Europe/London")).time()
    assert begun is None or not quiet.covers(wall)
    if begun is None:
        postroom.now = postroom.deliveries[delivery.id].not_before
        assert begin_sending(postroom, delivery.id, has_address=True) is not None
