"""Use case: what became of a nudge that was being sent."""

from dataclasses import replace

from causeway.notifications.v1.events import Outcome
from notifications.app.ports import DELIVERIES, Postroom
from notifications.domain.nudge import Delivery, State, settle
from notifications.domain.urgent import URGENT, settle_urgent


def needs(nudge_id: str) -> list[tuple[str, str]]:
    return [(DELIVERIES, nudge_id)]


def settle_delivery(postroom: Postroom, nudge_id: str, outcome: Outcome) -> None:
    """Once settled it stays so."""
    delivery = _being_sent(postroom, nudge_id)
    if delivery is None:
        return
    if delivery.kind in URGENT:
        postroom.save_delivery(*settle_urgent(delivery, outcome, postroom.now))
        return
    settled, event = settle(delivery, outcome, postroom.now)
    postroom.save_delivery(settled, [event])


def give_back(postroom: Postroom, nudge_id: str) -> None:
    """Only for a delivery of which certainly nothing was sent: it may be taken up again."""
    delivery = _being_sent(postroom, nudge_id)
    if delivery is not None:
        postroom.save_delivery(replace(delivery, state=State.CLAIMED, began_at=None))


def _being_sent(postroom: Postroom, nudge_id: str) -> Delivery | None:
    delivery = postroom.delivery(nudge_id)
    return delivery if delivery is not None and delivery.state is State.SENDING else None
