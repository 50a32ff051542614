"""Millions of event ids are remembered in little memory."""

import sys
import uuid

from causeway_kit.ids import new_event_id
from causeway_kit.reconcile import ID_BYTES, EventIds


def test_ids_that_were_added_are_known_and_no_others() -> None:
    ids = [new_event_id() for _ in range(2000)] + [uuid.uuid4().hex for _ in range(50)] + ["not hex", ""]
    known = EventIds()
    for id in ids[::2]:
        known.add(id)

    assert [id in known for id in ids] == [place % 2 == 0 for place in range(len(ids))]


def test_an_id_that_is_added_after_its_neighbours_were_asked_for_is_known() -> None:
    known, first, second = EventIds(), new_event_id(), new_event_id()
    known.add(first)
    assert second not in known

    known.add(second)

    assert second in known


def test_an_id_takes_little_more_than_its_bytes() -> None:
    known = EventIds()
    for _ in range(100_000):
        known.add(new_event_id())

    assert sum(map(sys.getsizeof, known._buckets.values())) < 100_000 * ID_BYTES * 1.3
