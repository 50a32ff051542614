"""Puts settled nudges back as notifications' own events told of them after a backup, so that none is sent a second time."""

from collections.abc import Sequence
from datetime import datetime

from causeway.event import Event
from causeway.notifications.v1.events import NudgeSettled, Outcome
from causeway_kit.work import Need, UnitOfWork
from notifications.adapters.mongo import MongoPostroom
from notifications.app.ports import DELIVERIES, MAILED, PEOPLE, PREFERENCES
from notifications.domain.nudge import Delivery, Mailed, State
from notifications.domain.preferences import clock_of

STATES = {
    Outcome.SENT: State.SENT,
    Outcome.FAILED: State.FAILED,
    Outcome.UNKNOWN: State.UNKNOWN,
    Outcome.DROPPED: State.DROPPED,
}
MAY_HAVE_ARRIVED = (Outcome.SENT, Outcome.UNKNOWN)


class ToldNotifications:
    topics: Sequence[str] = ("notifications.deliveries.v1",)

    def owners(self, event: Event) -> Sequence[str]:
        return []

    def needs(self, event: Event) -> Sequence[Need]:
        if not isinstance(event, NudgeSettled):
            return []
        person_id = event.person_id
        return [(DELIVERIES, event.nudge_id), (MAILED, person_id), (PEOPLE, person_id), (PREFERENCES, person_id)]

    def apply(self, work: UnitOfWork, event: Event) -> None:
        if not isinstance(event, NudgeSettled) or event.outcome not in STATES:
            return
        postroom = MongoPostroom(work)
        known = postroom.delivery(event.nudge_id)
        if known is not None and known.settled_at is not None:
            return
        postroom.save_delivery(_delivery(event))
        if event.outcome in MAY_HAVE_ARRIVED:
            _mailed(postroom, event, event.occurred_at)


def _delivery(settled: NudgeSettled) -> Delivery:
    return Delivery(
        id=settled.nudge_id,
        kind=settled.kind,
        person_id=settled.person_id,
        conversation_id=settled.conversation_id,
        programme_id=settled.programme_id,
        feed_seq=0,  # the event does not tell it, and nothing asks for it once a nudge is settled
        not_before=settled.occurred_at,
        state=STATES[settled.outcome],
        began_at=settled.occurred_at,
        settled_at=settled.occurred_at,
    )


def _mailed(postroom: MongoPostroom, settled: NudgeSettled, at: datetime) -> None:
    clock = clock_of(postroom.preferences(settled.person_id), postroom.person(settled.person_id))
    day, last = clock.day(at).isoformat(), postroom.mailed(settled.person_id)
    if last is None or last.day < day:
        postroom.save_mailed(Mailed(settled.person_id, day, at, settled.nudge_id))
