"""Use case: a person has seen notices in their inbox."""

from collections.abc import Sequence

from notifications.app.ports import NOTICES, Postroom
from notifications.domain.notice import NoSuchNotice, see


def needs(notice_ids: Sequence[str]) -> list[tuple[str, str]]:
    return [(NOTICES, id) for id in notice_ids]


def mark_seen(postroom: Postroom, person_id: str, notice_ids: Sequence[str]) -> None:
    """All or none. Raises NoSuchNotice: an unknown notice and somebody else's look the same."""
    notices = [postroom.notice(id) for id in notice_ids]
    if any(notice is None or notice.person_id != person_id for notice in notices):
        raise NoSuchNotice("There is no such notice. Nothing was changed.")
    for notice in notices:
        if notice is not None and not notice.seen:
            postroom.save_notice(see(notice))
