"""Use case: a timer is due, so its nudge is claimed, moved to a better time or dropped."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from causeway.notifications.v1.events import Outcome
from notifications.app.ports import DELIVERIES, KEYS, MAILED, PAIRS, PEOPLE, PREFERENCES, TIMERS, UNREAD, Postroom, reader_id
from notifications.domain.nudge import Reader, Step, claim, decide_claim, settle
from notifications.domain.preferences import clock_of
from notifications.domain.timer import Timer, spread_of

REST_AFTER_TROUBLE = timedelta(minutes=10)


def possible_days(now: datetime) -> list[date]:
    """Every place on Earth has one of these dates now."""
    return [now.date() + timedelta(days) for days in (-1, 0, 1)]


def needs(timer: Timer, nudge_ids: Iterable[str]) -> list[tuple[str, str]]:
    about = reader_decision_needs(timer.conversation_id, timer.person_id)
    return [(TIMERS, timer.id), (KEYS, timer.person_id), *about, *((DELIVERIES, id) for id in nudge_ids)]


def reader_decision_needs(conversation_id: str, person_id: str) -> list[tuple[str, str]]:
    of_person = [(PEOPLE, person_id), (PREFERENCES, person_id), (MAILED, person_id)]
    return [*of_person, (PAIRS, conversation_id), (UNREAD, reader_id(conversation_id, person_id))]


def reader_of(postroom: Postroom, conversation_id: str, person_id: str) -> Reader:
    return Reader(
        person=postroom.person(person_id),
        preferences=postroom.preferences(person_id),
        unread=postroom.unread(conversation_id, person_id),
        pair_ended=postroom.pair_ended(conversation_id),
        mailed=postroom.mailed(person_id),
    )


def claim_nudge(postroom: Postroom, timer_id: str) -> None:
    """A timer that another process took or that is not due any more changes nothing."""
    timer, now = postroom.timer(timer_id), postroom.now
    if timer is None or not timer.active or timer.due > now:
        return
    reader = reader_of(postroom, timer.conversation_id, timer.person_id)
    step, moment = decide_claim(reader, timer, now)
    clock = clock_of(reader.preferences, reader.person)
    nudge_id = postroom.nudge_id(timer, clock.day(now))
    if step is not Step.WAIT and postroom.delivery(nudge_id) is not None:  # this day had its nudge
        step, moment = Step.WAIT, clock.next_day(now, spread_of(timer.person_id))
    match step:
        case Step.WAIT:
            postroom.save_timer(replace(timer, due=moment))
        case Step.GO:
            postroom.save_timer(replace(timer, active=False))
            postroom.save_delivery(claim(timer, nudge_id, now))
        case Step.DROP:
            postroom.save_timer(replace(timer, active=False))
            dropped, event = settle(claim(timer, nudge_id, now), Outcome.DROPPED, now)
            postroom.save_delivery(dropped, [event])


def postpone(postroom: Postroom, timer_id: str) -> None:
    """For a timer whose nudge could not be decided, so that it does not stand in the others' way."""
    timer = postroom.timer(timer_id)
    if timer is not None and timer.active:
        postroom.save_timer(replace(timer, due=postroom.now + REST_AFTER_TROUBLE))
