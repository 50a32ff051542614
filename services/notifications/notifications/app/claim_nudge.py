"""Use case: a timer is due, so its nudge is claimed, moved to a better time or dropped."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from causeway.notifications.v1.events import Outcome
from notifications.app.ports import DELIVERIES, KEYS, MAILED, PAIRS, PEOPLE, PIGEONHOLES, PREFERENCES, Postroom
from notifications.domain.nudge import Reader, Step, claim, decide_claim, settle
from notifications.domain.pigeonhole import Pigeonhole, pigeonhole_id, ring_at, stop_timer
from notifications.domain.preferences import clock_of
from notifications.domain.timer import spread_of

REST_AFTER_TROUBLE = timedelta(minutes=10)


def possible_days(now: datetime) -> list[date]:
    """Every place on Earth has one of these dates now."""
    return [now.date() + timedelta(days) for days in (-1, 0, 1)]


def needs(hole: Pigeonhole, nudge_ids: Iterable[str]) -> list[tuple[str, str]]:
    about = reader_decision_needs(hole.conversation_id, hole.person_id)
    return [(KEYS, hole.person_id), *about, *((DELIVERIES, id) for id in nudge_ids)]


def reader_decision_needs(conversation_id: str, person_id: str) -> list[tuple[str, str]]:
    of_person = [(PEOPLE, person_id), (PREFERENCES, person_id), (MAILED, person_id)]
    return [*of_person, (PAIRS, conversation_id), (PIGEONHOLES, pigeonhole_id(conversation_id, person_id))]


def reader_of(postroom: Postroom, conversation_id: str, person_id: str) -> Reader:
    hole = postroom.pigeonhole(pigeonhole_id(conversation_id, person_id))
    return Reader(
        person=postroom.person(person_id),
        preferences=postroom.preferences(person_id),
        read_up_to=hole.read_up_to if hole is not None else None,
        pair_ended=postroom.pair_ended(conversation_id),
        mailed=postroom.mailed(person_id),
    )


def claim_nudge(postroom: Postroom, id: str) -> None:
    """A timer that another process took or that is not due any more changes nothing."""
    hole, now = postroom.pigeonhole(id), postroom.now
    if hole is None or hole.due is None or hole.due > now:
        return
    reader = reader_of(postroom, hole.conversation_id, hole.person_id)
    step, moment = decide_claim(reader, hole.oldest, hole.due, now)
    clock = clock_of(reader.preferences, reader.person)
    nudge_id = postroom.nudge_id(hole, clock.day(now))
    if step is not Step.WAIT and postroom.delivery(nudge_id) is not None:  # this day had its nudge
        step, moment = Step.WAIT, clock.next_day(now, spread_of(hole.person_id))
    match step:
        case Step.WAIT:
            postroom.save_pigeonhole(ring_at(hole, moment))
        case Step.GO:
            postroom.save_pigeonhole(stop_timer(hole))
            postroom.save_delivery(claim(hole, nudge_id, now))
        case Step.DROP:
            postroom.save_pigeonhole(stop_timer(hole))
            dropped, event = settle(claim(hole, nudge_id, now), Outcome.DROPPED, now)
            postroom.save_delivery(dropped, [event])


def postpone(postroom: Postroom, id: str) -> None:
    """For a timer whose nudge could not be decided, so that it does not stand in the others' way."""
    hole = postroom.pigeonhole(id)
    if hole is not None and hole.due is not None:
        postroom.save_pigeonhole(ring_at(hole, postroom.now + REST_AFTER_TROUBLE))
