"""What waits for one reader in one conversation: one document, whatever comes and in which order."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.adapters.documents import from_pigeonhole, to_pigeonhole
from notifications.adapters.mongo import INDEXES
from notifications.app import note_reading, notify_readers
from notifications.app.mark_seen import mark_seen
from notifications.app.ports import PIGEONHOLES
from notifications.domain.notice import NoSuchNotice
from notifications.domain.pigeonhole import Pigeonhole
from notifications.domain.unread import MOST_RUNS, Run, Runs, add, after, size
from notifications.testing import DAY, HOLE_ID, MONDAY, FakePostroom, a_reading, a_release

FEEDS = st.lists(st.tuples(st.sampled_from(["release", "read", "see"]), st.integers(1, 30)), max_size=40)


def a_hole_after(steps: list[tuple[str, int]]) -> tuple[FakePostroom, set[int], set[int]]:
    """With what is unread and what is also unseen, kept by hand."""
    postroom, unread, unseen, newest, cursor = FakePostroom(), set[int](), set[int](), 0, 0
    for step, feed_seq in steps:
        if step == "release":
            notify_readers.notify_readers(postroom, a_release(feed_seq), DAY)
            if feed_seq > newest and feed_seq > cursor:
                unread.add(feed_seq)
                unseen.add(feed_seq)
            newest = max(newest, feed_seq)
        elif step == "read":
            note_reading.note_reading(postroom, a_reading(feed_seq), DAY)
            cursor = max(cursor, feed_seq)
            unread, unseen = ({one for one in waiting if one > cursor} for waiting in (unread, unseen))
        elif unread:
            mark_seen(postroom, {"mentee"}, [HOLE_ID])
            unseen = set()
    return postroom, unread, unseen


@given(FEEDS)
def test_counts_and_the_oldest_message_are_right_after_any_events_in_any_order(steps: list[tuple[str, int]]) -> None:
    postroom, unread, unseen = a_hole_after(steps)

    hole = postroom.pigeonholes.get(HOLE_ID, Pigeonhole("c1", "mentee", "north"))
    assert (size(hole.unread), hole.oldest, hole.due is not None) == (len(unread), min(unread, default=0), bool(unread))
    assert hole.seen == (not unseen)
    assert hole.seen or hole.count == len(unseen)


@given(st.lists(st.integers(1, 400), unique=True, max_size=200), st.integers(0, 400))
def test_however_much_waits_the_list_stays_short_and_the_oldest_known(entries: list[int], up_to: int) -> None:
    runs: Runs = ()
    for feed_seq in sorted(entries):
        runs = add(runs, feed_seq)

    assert len(runs) <= MOST_RUNS
    assert not entries or runs[0].first == min(entries)
    assert size(after(runs, up_to)) >= len([entry for entry in entries if entry > up_to])


def test_messages_in_a_row_are_one_run_however_many_they_are() -> None:
    runs: Runs = ()
    for feed_seq in range(7, 1007):
        runs = add(runs, feed_seq)

    assert runs == (Run(7, 1006),)
    assert after(runs, 1000) == (Run(1001, 1006),)


@given(FEEDS)
def test_what_is_stored_comes_back_as_it_was(steps: list[tuple[str, int]]) -> None:
    postroom, _, _ = a_hole_after(steps)

    assert [to_pigeonhole(from_pigeonhole(hole)) for hole in postroom.pigeonholes.values()] == [*postroom.pigeonholes.values()]


def test_a_released_message_loads_and_changes_one_document_a_reader() -> None:
    released = a_release(1, reader_ids=("mentee", "observer"))
    postroom = FakePostroom()

    notify_readers.notify_readers(postroom, released, DAY)

    assert notify_readers.needs(released) == [(PIGEONHOLES, "c1|mentee"), (PIGEONHOLES, "c1|observer")]
    assert list(postroom.pigeonholes) == ["c1|mentee", "c1|observer"]
    assert note_reading.needs(a_reading(1)) == [(PIGEONHOLES, "c1|mentee")]


def test_a_growing_count_moves_no_index_entry() -> None:
    postroom = FakePostroom()
    notify_readers.notify_readers(postroom, a_release(1), DAY)
    first = from_pigeonhole(postroom.pigeonholes[HOLE_ID])
    postroom.now = MONDAY + timedelta(hours=3)

    notify_readers.notify_readers(postroom, a_release(2, occurred_at=postroom.now), DAY)

    second = from_pigeonhole(postroom.pigeonholes[HOLE_ID])
    indexed = {field for keys, _ in INDEXES[PIGEONHOLES] for field, _ in keys}
    assert second["count"] == 2
    assert indexed == {"person_id", "seen", "due"}
    assert {field for field in second if second[field] != first[field]}.isdisjoint(indexed)


def test_a_conversation_that_was_read_before_its_first_message_has_no_notice_to_mark() -> None:
    postroom = FakePostroom()
    note_reading.note_reading(postroom, a_reading(1), DAY)

    with pytest.raises(NoSuchNotice):
        mark_seen(postroom, {"mentee"}, [HOLE_ID])
