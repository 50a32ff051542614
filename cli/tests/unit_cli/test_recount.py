"""The recount finds what differs, and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from google.protobuf.timestamp_pb2 import Timestamp

from causeway.analytics.v1 import analytics_pb2 as pb
from causeway_cli.recounting.compare import compare_pair, compare_programme
from causeway_cli.recounting.tally import Message, PairRow, programme_tally, tally

START = datetime(2026, 11, 22, 12, tzinfo=UTC)


def a_message(seq: int, *, by_mentee: bool, seconds: float, conversation: str = "c", released: bool = True) -> Message:
    return Message(
        id=f"{conversation}{seq}",
        conversation=conversation,
        programme="p",
        by_mentee=by_mentee,
        seq=seq,
        words=2,
        characters=9,
        posted_at=START + timedelta(seconds=seconds),
        released=released,
        blocked=not released,
        held=not released,
    )


TALK = [
    a_message(1, by_mentee=True, seconds=0),
    a_message(2, by_mentee=True, seconds=10),
    a_message(3, by_mentee=False, seconds=30),
    a_message(4, by_mentee=True, seconds=35, released=False),
    a_message(5, by_mentee=True, seconds=40),
]


def figures() -> pb.Counts:
    first, last = Timestamp(), Timestamp()
    first.FromDatetime(START)
    last.FromDatetime(START + timedelta(seconds=40))
    return pb.Counts(
        messages=4,
        words=8,
        characters=36,
        held=1,
        blocked=1,
        replies=2,
        reply_seconds_total=40.0,
        reply_seconds_median=20.0,
        mentee_messages=3,
        mentor_messages=1,
        first_posted_at=first,
        last_posted_at=last,
    )


def test_a_reply_runs_from_the_earliest_unanswered_message() -> None:
    assert tally(TALK).reply_seconds == (30.0, 10.0)


def test_the_order_in_which_messages_are_read_does_not_matter() -> None:
    assert tally(TALK[::-1]) == tally(TALK)


def test_replies_are_looked_for_within_each_conversation() -> None:
    others = [replace(message, conversation="d") for message in TALK]

    assert tally([*TALK, *others]).reply_seconds == (30.0, 10.0, 30.0, 10.0)


def test_figures_that_agree_give_no_difference() -> None:
    assert compare_pair("p", "c", figures(), tally(TALK)) == []


@pytest.mark.parametrize(
    "figure",
    [
        *("messages", "words", "characters", "held", "blocked", "replies", "mentee_messages", "mentor_messages"),
        *("reply_seconds_total", "reply_seconds_median"),
    ],
)
def test_a_figure_that_differs_is_named(figure: str) -> None:
    wrong = figures()
    setattr(wrong, figure, getattr(wrong, figure) + 1)

    assert [difference.figure for difference in compare_pair("p", "c", wrong, tally(TALK))] == [figure]


def test_a_moment_that_differs_is_named() -> None:
    wrong = figures()
    wrong.last_posted_at.seconds += 1

    assert [difference.figure for difference in compare_pair("p", "c", wrong, tally(TALK))] == ["last_posted_at"]


def test_a_pair_nobody_counted_differs() -> None:
    assert "messages" in [difference.figure for difference in compare_pair("p", "c", pb.Counts(), tally(TALK))]


def test_a_programmes_pairs_are_counted() -> None:
    pairs = [PairRow("c", "p", active=True), PairRow("quiet", "p", active=False)]

    counted = programme_tally(TALK, pairs)

    assert (counted.pairs_started, counted.pairs_active, counted.pairs_in_contact) == (2, 1, 1)
    assert counted.messages_per_pair_median == 2.0


def test_a_programmes_median_may_be_off_by_what_analytics_promises() -> None:
    counted = programme_tally(TALK, [PairRow("c", "p", active=True)])
    found = pb.GetProgrammeResponse(
        counts=figures(), pairs_started=1, pairs_active=1, pairs_in_contact=1, messages_per_pair_median=4.0
    )
    found.counts.reply_seconds_median = 20.4
    near = compare_programme("p", found, counted)
    found.counts.reply_seconds_median = 21.0
    far = compare_programme("p", found, counted)

    assert near == []
    assert [difference.figure for difference in far] == ["reply_seconds_median"]
