"""Use case: a person opens their inbox."""

import asyncio
import base64
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from notifications.app.ports import Reading
from notifications.domain.notice import Notice

DEFAULT_SIZE = 50
LARGEST_SIZE = 200


class WrongPage(Exception):
    """The page token is not one of ours."""


@dataclass(frozen=True, slots=True)
class Page:
    notices: Sequence[Notice]
    next: str  # token of the next page; empty on the last one
    unseen: int


async def list_notices(reading: Reading, person_ids: Collection[str], size: int, token: str) -> Page:
    """Of everybody who the caller is, one person in each programme; newest first. Raises WrongPage."""
    size = min(size or DEFAULT_SIZE, LARGEST_SIZE)
    before = _place_of(token) if token else None
    notices, unseen = await asyncio.gather(reading.notices(person_ids, before, size + 1), reading.unseen(person_ids))
    page = notices[:size]
    return Page(page, _token_of(page[-1]) if len(notices) > size else "", unseen)


def _token_of(notice: Notice) -> str:
    return base64.urlsafe_b64encode(f"{notice.made_at.isoformat()}|{notice.id}".encode()).decode()


def _place_of(token: str) -> tuple[datetime, str]:
    try:
        moment, _, id = base64.urlsafe_b64decode(token).decode().partition("|")
        return datetime.fromisoformat(moment).astimezone(UTC), id
    except (ValueError, OverflowError):
        raise WrongPage("This page token is not one of ours: start again from the first page.") from None
