from hypothesis import given
from hypothesis import strategies as st

from analytics.domain.reply_buckets import bucket_of, median_seconds, seconds_of
from analytics.testing import FakeBooks, a_release
from causeway.access.v1.access import Role

MINUTE = 60_000_000
MENTEE, MENTOR = Role.MENTEE, Role.MENTOR


def test_a_reply_is_timed_from_the_earliest_unanswered_message() -> None:
    books = FakeBooks().apply([a_release(1, MENTEE, 0), a_release(2, MENTEE, 5), a_release(3, MENTOR, 30)])

    tally = books.conversations["pair-1"].tally
    assert (tally.replies, tally.reply_microseconds) == (1, 30 * MINUTE)


def test_a_second_message_of_the_same_side_is_no_reply() -> None:
    books = FakeBooks().apply([a_release(1, MENTEE, 0), a_release(2, MENTOR, 10), a_release(3, MENTOR, 20)])

    tally = books.conversations["pair-1"].tally
    assert (tally.replies, tally.reply_microseconds) == (1, 10 * MINUTE)


def test_a_message_released_late_moves_the_replies_around_it() -> None:
    in_time = [a_release(1, MENTEE, 0), a_release(3, MENTEE, 20), a_release(4, MENTOR, 50)]
    books = FakeBooks().apply(in_time)
    assert books.conversations["pair-1"].tally.reply_microseconds == 50 * MINUTE

    books.apply([a_release(2, MENTOR, 10)])

    tally = books.conversations["pair-1"].tally
    assert (tally.replies, tally.reply_microseconds) == (3, (10 + 10 + 30) * MINUTE)


def test_someone_who_is_neither_mentee_nor_mentor_answers_nobody() -> None:
    books = FakeBooks().apply([a_release(1, MENTEE, 0), a_release(2, Role.FACILITATOR, 5), a_release(3, MENTOR, 9)])

    tally = books.conversations["pair-1"].tally
    assert (tally.messages, tally.mentee_messages, tally.mentor_messages) == (3, 1, 1)
    assert (tally.replies, tally.reply_microseconds) == (1, 9 * MINUTE)


def test_a_clock_that_was_set_back_gives_no_negative_wait() -> None:
    books = FakeBooks().apply([a_release(1, MENTEE, 10), a_release(2, MENTOR, 9)])

    tally = books.conversations["pair-1"].tally
    assert (tally.replies, tally.reply_microseconds) == (1, 0)


@given(st.integers(1000, 10**15))
def test_a_time_read_from_its_bucket_is_wrong_by_at_most_a_fortieth(microseconds: int) -> None:
    assert abs(seconds_of(bucket_of(microseconds)) * 1e6 / microseconds - 1) <= 0.025 + 1e-9


def test_a_year_of_waiting_stays_within_the_promised_number_of_buckets() -> None:
    assert bucket_of(366 * 86400 * 1_000_000) <= 490


def test_a_median_of_no_replies_is_nothing() -> None:
    assert median_seconds({}) == 0.0
