"""The inbox: which events were applied, so that none is applied twice. A mark is stored with the event's effects."""

from datetime import datetime, timedelta

from causeway_kit.ids import first_id_at
from causeway_kit.store import Indexes, Store

INBOX = "inbox"
KEEP_MARKS = timedelta(days=21)  # longer than the outbox keeps sent events: whatever can come again is still known

INDEXES: Indexes = {INBOX: []}


def mark_of(group: str, event_id: str) -> str:
    return f"{group}:{event_id}"


async def forget_marks(store: Store, group: str, now: datetime) -> None:
    """Removes marks of events that can no longer come again. Ids sort by time, so no index is needed."""
    oldest, newest = mark_of(group, ""), mark_of(group, first_id_at(now - KEEP_MARKS))
    await store.delete_many(INBOX, {"_id": {"$gte": oldest, "$lt": newest}})
