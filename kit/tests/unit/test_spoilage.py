"""How many events of a partition may be set aside before reading stops."""

import contextlib

from aiokafka import TopicPartition

from causeway_kit.spoilage import FLOOR, IN_A_ROW, WINDOW, Spoilage

PLACE = TopicPartition("notes.v1", 3)
ELSEWHERE = TopicPartition("notes.v1", 4)


def set_aside(spoilage: Spoilage, times: int, place: TopicPartition = PLACE) -> int:
    """How many of them were let through."""
    return sum(1 for _ in range(times) if not spoilage.too_many(place))


def test_a_hundred_in_a_row_are_set_aside_and_not_one_more() -> None:
    assert set_aside(Spoilage(), 150) == IN_A_ROW


def test_an_event_that_is_applied_ends_a_row() -> None:
    spoilage = Spoilage()
    spoilage.applied(PLACE, 1_000_000)
    let_through = set_aside(spoilage, 60)

    spoilage.applied(PLACE, 1)

    assert let_through == 60
    assert set_aside(spoilage, 40) == 40


def test_a_few_bad_events_are_never_too_many_however_few_were_good() -> None:
    spoilage = Spoilage()

    for _ in range(FLOOR):
        spoilage.applied(PLACE, 1)
        assert set_aside(spoilage, 1) == 1

    spoilage.applied(PLACE, 1)
    assert set_aside(spoilage, 1) == 0


def test_one_per_cent_of_the_last_ten_thousand_is_the_limit() -> None:
    spoilage = Spoilage()
    spoilage.applied(PLACE, WINDOW)
    let_through = 0

    for _ in range(WINDOW // 50):
        spoilage.applied(PLACE, 49)
        let_through += set_aside(spoilage, 1)

    assert let_through == WINDOW // 100


def test_what_was_bad_long_ago_is_forgotten() -> None:
    spoilage = Spoilage()

    for _ in range(300):
        spoilage.applied(PLACE, 199)
        assert set_aside(spoilage, 1) == 1


def test_partitions_are_counted_apart() -> None:
    spoilage = Spoilage()
    set_aside(spoilage, IN_A_ROW)

    assert set_aside(spoilage, 1) == 0
    assert set_aside(spoilage, 1, ELSEWHERE) == 1


def test_a_batch_that_must_be_taken_again_is_counted_once() -> None:
    spoilage = Spoilage()

    for _ in range(5):
        with contextlib.suppress(ConnectionError), spoilage.counted_once():
            set_aside(spoilage, 60)
            raise ConnectionError

    assert set_aside(spoilage, 150) == IN_A_ROW


def test_an_operator_reads_which_partitions_stopped_and_what_to_do() -> None:
    spoilage = Spoilage()
    spoilage.stop(PLACE, 512, "100 events in a row cannot be applied")
    spoilage.stop(ELSEWHERE, 7, "20 of the last 90 events cannot be applied")

    assert spoilage.is_stopped(PLACE)
    assert "notes.v1/3, stopped before offset 512" in spoilage.sentence
    assert "notes.v1/4, stopped before offset 7" in spoilage.sentence
    assert spoilage.sentence.endswith("restart the service: it goes on from there.")
