"""Event ids that sort by the time they were made, so that what is old is found and removed by id alone."""

import os
import time
from datetime import datetime

_last = 0


def new_event_id() -> str:
    """16 hex digits of nanoseconds since 1970, strictly growing within this process, then 16 random ones."""
    global _last
    _last = max(_last + 1, time.time_ns())
    return f"{_last:016x}{os.urandom(8).hex()}"


def order_of(event_id: str) -> int:
    """The nanoseconds of an id made here."""
    return int(event_id[:16], 16)


def first_id_at(moment: datetime) -> str:
    """Every id made before this moment sorts below."""
    return f"{int(moment.timestamp() * 1e9):016x}"
