"""Use case: a person has seen notices in their inbox."""

from collections.abc import Collection, Sequence

from notifications.app.ports import PIGEONHOLES, Postroom
from notifications.domain.notice import NoSuchNotice
from notifications.domain.pigeonhole import notice_in, see


def needs(notice_ids: Sequence[str]) -> list[tuple[str, str]]:
    return [(PIGEONHOLES, id) for id in notice_ids]


def mark_seen(postroom: Postroom, person_ids: Collection[str], notice_ids: Sequence[str]) -> None:
    """All or none. Raises NoSuchNotice: an unknown notice and somebody else's look the same."""
    holes = [hole for id in notice_ids if (hole := postroom.pigeonhole(id)) is not None]
    mine = [hole for hole in holes if hole.person_id in person_ids and notice_in(hole) is not None]
    if len(mine) < len(notice_ids):
        raise NoSuchNotice("There is no such notice. Nothing was changed.")
    for hole in mine:
        if not hole.seen:
            postroom.save_pigeonhole(see(hole))
