"""Timers and nudges: when one goes, when it waits, when it is dropped, and that it goes once."""

from datetime import UTC, datetime, timedelta

import pytest
from causeway.notifications.v1.events import Outcome
from notifications.app.begin_sending import begin_sending
from notifications.app.claim_nudge import claim_nudge, possible_days
from notifications.app.end_pair import end_pair
from notifications.app.enrol_person import enrol_person
from notifications.app.note_reading import note_reading
from notifications.app.notify_readers import notify_readers
from notifications.app.set_preferences import set_preferences
from notifications.app.settle_delivery import give_back, settle_delivery
from notifications.app.start_pair import start_pair
from notifications.domain.nudge import Delivery, State
from notifications.domain.preferences import Preferences
from notifications.domain.quiet import is_zone
from notifications.domain.timer import LONGEST_SPREAD_SECONDS, UNREAD_FOR_A_DAY, spread_of, timer_id
from notifications.testing import (
    DAY,
    MONDAY,
    TIMER_ID,
    FakePostroom,
    a_reading,
    a_release,
    a_start,
    a_timer,
    an_end,
    an_enrolment,
)

HOUR = timedelta(hours=1)


def a_postroom_with_an_unread_message(**enrolment: str) -> FakePostroom:
    postroom = FakePostroom()
    enrol_person(postroom, an_enrolment(**enrolment))
    start_pair(postroom, a_start())
    notify_readers(postroom, a_release(1), DAY)
    return postroom


def claimed(postroom: FakePostroom) -> list[Delivery]:
    return [delivery for delivery in postroom.deliveries.values() if delivery.state is State.CLAIMED]


def a_claimed_nudge() -> tuple[FakePostroom, Delivery]:
    postroom = a_postroom_with_an_unread_message()
    postroom.now = MONDAY + DAY
    claim_nudge(postroom, TIMER_ID)
    [delivery] = claimed(postroom)
    return postroom, delivery


def test_one_timer_waits_a_day_however_many_messages_come() -> None:
    postroom = a_postroom_with_an_unread_message()
    for feed_seq in (2, 3, 4):
        postroom.now += HOUR
        notify_readers(postroom, a_release(feed_seq, occurred_at=postroom.now), DAY)

    assert list(postroom.timers) == [TIMER_ID]
    assert postroom.timers[TIMER_ID].due == MONDAY + DAY


def test_a_message_that_we_hear_of_days_later_is_not_nudged_for_at_once() -> None:
    postroom = FakePostroom(now=MONDAY + 5 * DAY)

    notify_readers(postroom, a_release(1, occurred_at=MONDAY), DAY)

    assert postroom.timers[TIMER_ID].due > postroom.now


def test_nothing_is_claimed_before_the_day_is_over() -> None:
    postroom = a_postroom_with_an_unread_message()
    postroom.now = MONDAY + DAY - timedelta(seconds=1)

    claim_nudge(postroom, TIMER_ID)

    assert postroom.deliveries == {}


def test_a_reader_who_reads_in_time_is_not_nudged() -> None:
    postroom = a_postroom_with_an_unread_message()
    note_reading(postroom, a_reading(1), DAY)
    postroom.now = MONDAY + DAY

    claim_nudge(postroom, TIMER_ID)

    assert not postroom.timers[TIMER_ID].active
    assert postroom.deliveries == {}
    assert postroom.sent == []


def test_a_reader_who_read_a_part_has_a_day_from_then_on() -> None:
    postroom = a_postroom_with_an_unread_message()
    notify_readers(postroom, a_release(2), DAY)
    postroom.now = MONDAY + 20 * HOUR

    note_reading(postroom, a_reading(1, occurred_at=postroom.now), DAY)

    timer = postroom.timers[TIMER_ID]
    assert (timer.active, timer.due, timer.feed_seq) == (True, postroom.now + DAY, 2)


def test_a_due_timer_is_claimed_once() -> None:
    postroom, delivery = a_claimed_nudge()

    claim_nudge(postroom, TIMER_ID)

    assert claimed(postroom) == [delivery]
    assert not postroom.timers[TIMER_ID].active


def test_in_quiet_hours_the_timer_moves_to_their_end_and_some_minutes() -> None:
    postroom = a_postroom_with_an_unread_message()
    postroom.now = datetime(2026, 3, 3, 23, tzinfo=UTC)

    claim_nudge(postroom, TIMER_ID)

    assert postroom.deliveries == {}
    eight = datetime(2026, 3, 4, 8, tzinfo=UTC)
    assert eight <= postroom.timers[TIMER_ID].due < eight + timedelta(seconds=LONGEST_SPREAD_SECONDS)


def test_the_end_of_a_quiet_night_is_no_burst() -> None:
    a_minute = [0] * 10
    for number in range(1000):
        a_minute[int(spread_of(f"person-{number}").total_seconds() // 60)] += 1

    assert max(a_minute) < 150


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
        claim_nudge(postroom, timer_id(UNREAD_FOR_A_DAY, conversation, "mentee"))

    begun = [begin_sending(postroom, delivery.id, has_address=True) for delivery in claimed(postroom)]

    assert [one is not None for one in begun] == [True, False]
    assert [event.outcome for event in postroom.sent] == [Outcome.DROPPED]


def test_what_falls_due_after_the_day_s_e_mail_waits_for_the_next_morning() -> None:
    postroom, delivery = a_claimed_nudge()
    notify_readers(postroom, a_release(1, conversation_id="c2", occurred_at=MONDAY + HOUR), HOUR)
    begin_sending(postroom, delivery.id, has_address=True)
    postroom.now += 3 * HOUR
    second = timer_id(UNREAD_FOR_A_DAY, "c2", "mentee")

    claim_nudge(postroom, second)

    wednesday = datetime(2026, 3, 4, 8, tzinfo=UTC)
    assert wednesday <= postroom.timers[second].due < wednesday + timedelta(seconds=LONGEST_SPREAD_SECONDS)
    assert postroom.timers[second].active


def test_travelling_west_does_not_give_a_second_e_mail_on_the_same_date() -> None:
    postroom, delivery = a_claimed_nudge()
    begin_sending(postroom, delivery.id, has_address=True)
    settle_delivery(postroom, delivery.id, Outcome.SENT)
    enrol_person(postroom, an_enrolment(time_zone="America/Los_Angeles", version=2))
    note_reading(postroom, a_reading(1, occurred_at=postroom.now), HOUR)
    notify_readers(postroom, a_release(2, occurred_at=postroom.now), HOUR)
    postroom.now += 10 * HOUR  # still Tuesday, eleven in the morning there

    claim_nudge(postroom, TIMER_ID)

    assert claimed(postroom) == []
    assert postroom.timers[TIMER_ID].active


def test_a_pair_s_end_stops_the_timers_of_both() -> None:
    postroom = a_postroom_with_an_unread_message()

    end_pair(postroom, an_end())

    assert not postroom.timers[TIMER_ID].active


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
        postroom.timers[TIMER_ID] = a_timer(due=postroom.now)
        claim_nudge(postroom, TIMER_ID)

        [id] = postroom.deliveries
        assert id in [f"{TIMER_ID}|{day}" for day in possible_days(postroom.now)]
