"""The in-app inbox: one notice a conversation, which counts until it is seen."""

from datetime import timedelta

import pytest

from causeway.messaging.v1.events import MessageReleased
from notifications.app.list_notices import WrongPage, list_notices
from notifications.app.mark_seen import mark_seen
from notifications.app.note_reading import note_reading
from notifications.app.notify_readers import notify_readers
from notifications.domain.notice import NoSuchNotice
from notifications.domain.pigeonhole import notice_in
from notifications.testing import DAY, HOLE_ID, MONDAY, FakePostroom, FakeReading, a_reading, a_release


def a_postroom_after(*releases: MessageReleased) -> FakePostroom:
    postroom = FakePostroom()
    for released in releases:
        notify_readers(postroom, released, DAY)
    return postroom


def test_a_released_message_is_one_notice_for_its_reader_and_none_for_its_author() -> None:
    postroom = a_postroom_after(a_release(1))

    [hole] = postroom.pigeonholes.values()
    notice = notice_in(hole)
    assert notice is not None
    assert (notice.kind, notice.person_id, notice.count, notice.seen) == ("new_message", "mentee", 1, False)


def test_more_messages_of_a_conversation_count_on_the_same_notice() -> None:
    postroom = a_postroom_after(a_release(1), a_release(2), a_release(3))

    assert [hole.count for hole in postroom.pigeonholes.values()] == [3]


@pytest.mark.parametrize("feed_seq", [1, 2, 3])
def test_a_repeated_or_late_message_changes_nothing(feed_seq: int) -> None:
    postroom = a_postroom_after(a_release(1), a_release(3))
    before = dict(postroom.pigeonholes)

    notify_readers(postroom, a_release(feed_seq), DAY)

    assert postroom.pigeonholes == before


def test_a_message_that_was_read_before_we_heard_of_it_makes_no_notice_and_no_timer() -> None:
    postroom = FakePostroom()
    note_reading(postroom, a_reading(2), DAY)

    notify_readers(postroom, a_release(1), DAY)
    notify_readers(postroom, a_release(2), DAY)

    [hole] = postroom.pigeonholes.values()
    assert notice_in(hole) is None
    assert hole.due is None


def test_a_seen_notice_starts_again_at_one() -> None:
    postroom = a_postroom_after(a_release(1), a_release(2))
    mark_seen(postroom, {"mentee"}, [HOLE_ID])

    notify_readers(postroom, a_release(3), DAY)

    assert (postroom.pigeonholes[HOLE_ID].count, postroom.pigeonholes[HOLE_ID].seen) == (1, False)


async def test_a_read_conversation_leaves_the_inbox() -> None:
    postroom = a_postroom_after(a_release(1), a_release(2))

    note_reading(postroom, a_reading(2), DAY)

    page = await list_notices(FakeReading(postroom), {"mentee"}, 0, "")
    assert (list(page.notices), page.unseen) == ([], 0)


def test_reading_a_part_leaves_the_rest_on_the_notice() -> None:
    postroom = a_postroom_after(a_release(1), a_release(2), a_release(3))

    note_reading(postroom, a_reading(2), DAY)

    assert (postroom.pigeonholes[HOLE_ID].count, postroom.pigeonholes[HOLE_ID].seen) == (1, False)


def test_an_older_reading_changes_nothing() -> None:
    postroom = a_postroom_after(a_release(1), a_release(2), a_release(3))
    note_reading(postroom, a_reading(2), DAY)
    before = dict(postroom.pigeonholes)

    note_reading(postroom, a_reading(1), DAY)

    assert postroom.pigeonholes == before


@pytest.mark.parametrize("ids", [["nothing"], [HOLE_ID], [HOLE_ID, "nothing"]])
def test_somebody_else_s_notice_and_an_unknown_one_look_the_same(ids: list[str]) -> None:
    postroom = a_postroom_after(a_release(1))

    with pytest.raises(NoSuchNotice, match="There is no such notice"):
        mark_seen(postroom, {"mentor"}, ids)

    assert not postroom.pigeonholes[HOLE_ID].seen


async def test_pages_show_every_notice_once_newest_first() -> None:
    postroom = FakePostroom()
    for number in range(7):
        postroom.now = MONDAY + timedelta(minutes=number // 2)  # some share a minute
        notify_readers(postroom, a_release(1, conversation_id=f"c{number}"), DAY)

    page = await list_notices(FakeReading(postroom), {"mentee"}, 3, "")
    shown = list(page.notices)
    while page.next:
        page = await list_notices(FakeReading(postroom), {"mentee"}, 3, page.next)
        shown += page.notices

    assert len(shown) == len({notice.id for notice in shown}) == 7
    assert shown == sorted(shown, key=lambda notice: notice.made_at, reverse=True)
    assert page.unseen == 7


@pytest.mark.parametrize("token", ["x", "!!!!", "bm90IGEgZGF0ZXx4", "é"])
async def test_a_made_up_page_token_is_refused_in_a_sentence(token: str) -> None:
    with pytest.raises(WrongPage, match="start again from the first page"):
        await list_notices(FakeReading(FakePostroom()), {"mentee"}, 10, token)
