"""Days and moments as calls write them."""

from datetime import UTC, date, datetime, time, timedelta

from causeway_kit.errors import invalid


def day_of(written: str, field: str) -> date | None:
    """None when it is empty. Raises Refused."""
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise invalid(f"{field} must be a day such as 2026-09-01, or empty. Nothing was saved.") from None


def written(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def end_of(day: date | None) -> datetime | None:
    """The first moment after the day, in UTC."""
    return datetime.combine(day + timedelta(days=1), time.min, UTC) if day is not None else None
