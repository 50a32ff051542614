"""Use case: a claimed nudge is about to be sent; everything is asked once more, and from here it is never sent again."""

from dataclasses import replace

from causeway.notifications.v1.events import Outcome
from notifications.app.claim_nudge import REST_AFTER_TROUBLE, reader_decision_needs, reader_of
from notifications.app.ports import DELIVERIES, Postroom
from notifications.domain.nudge import Delivery, Mailed, State, Step, decide_sending, settle
from notifications.domain.preferences import clock_of
from notifications.domain.urgent import URGENT, settle_urgent


def needs(delivery: Delivery) -> list[tuple[str, str]]:
    if delivery.kind in URGENT:
        return [(DELIVERIES, delivery.id)]
    return [(DELIVERIES, delivery.id), *reader_decision_needs(delivery.conversation_id, delivery.person_id)]


def begin_sending(postroom: Postroom, nudge_id: str, *, has_address: bool) -> Delivery | None:
    """Gives the delivery if it is to be sent now by the caller, who must do so only after this is stored."""
    delivery, now = postroom.delivery(nudge_id), postroom.now
    if delivery is None or delivery.state is not State.CLAIMED or delivery.not_before > now:
        return None
    if delivery.kind in URGENT:
        return _begin_urgent(postroom, delivery, has_address=has_address)
    reader = reader_of(postroom, delivery.conversation_id, delivery.person_id)
    step, moment = decide_sending(reader, delivery, has_address, now)
    match step:
        case Step.WAIT:
            postroom.save_delivery(replace(delivery, not_before=moment))
            return None
        case Step.DROP:
            dropped, event = settle(delivery, Outcome.DROPPED, now)
            postroom.save_delivery(dropped, [event])
            return None
        case Step.GO:
            begun = replace(delivery, state=State.SENDING, began_at=now)
            day = clock_of(reader.preferences, reader.person).day(now).isoformat()
            postroom.save_delivery(begun)
            postroom.save_mailed(Mailed(delivery.person_id, day, now, delivery.id))
            return begun


def _begin_urgent(postroom: Postroom, delivery: Delivery, *, has_address: bool) -> Delivery | None:
    """At any hour and beside the one mail a day: only an address is asked for."""
    if not has_address:
        dropped, events = settle_urgent(delivery, Outcome.DROPPED, postroom.now)
        postroom.save_delivery(dropped, events)
        return None
    begun = replace(delivery, state=State.SENDING, began_at=postroom.now)
    postroom.save_delivery(begun)
    return begun


def postpone(postroom: Postroom, nudge_id: str) -> None:
    """For a nudge that could not be decided, so that it does not stand in the others' way."""
    delivery = postroom.delivery(nudge_id)
    if delivery is not None and delivery.state is State.CLAIMED:
        postroom.save_delivery(replace(delivery, not_before=postroom.now + REST_AFTER_TROUBLE))
