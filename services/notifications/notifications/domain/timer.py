"""When a reader is to be nudged: «unread for a day», and some minutes apart."""

import hashlib
from datetime import datetime, timedelta

UNREAD_FOR_A_DAY = "unread_for_a_day"
LONGEST_SPREAD_SECONDS = 600
GRACE = timedelta(minutes=10)


def due_at(since: datetime, now: datetime, unread_after: timedelta) -> datetime:
    """Not at once for news that comes late: the news that it was read may be as late."""
    return max(since + unread_after, now + min(unread_after, GRACE))


def spread_of(person_id: str) -> timedelta:
    """Some seconds up to ten minutes, always the same for a person, so that a quiet night does not end with a burst."""
    digest = hashlib.sha256(person_id.encode()).digest()
    return timedelta(seconds=int.from_bytes(digest[:4], "big") % LONGEST_SPREAD_SECONDS)
