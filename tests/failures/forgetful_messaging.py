"""Messaging with a planted bug: events are marked as sent before they are sent. A schedule runs it in messaging's place."""

from causeway_kit import crash_points
from causeway_kit.outbox import OUTBOX, events_in
from causeway_kit.relay import Relay
from messaging.main import main


async def mark_first(self: Relay) -> None:
    while parcels := await self._next():
        await self._store.update_many(OUTBOX, {"_id": {"$in": [one["_id"] for one in parcels]}}, {"$set": {"sent": True}})
        crash_points.reached("after_commit_before_publish")
        await self._sender.send(list(events_in(parcels)))


if __name__ == "__main__":
    Relay.send_waiting = mark_first  # type: ignore[method-assign]
    main()
