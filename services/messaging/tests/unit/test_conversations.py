"""Conversations open and close with their pair; cursors only move forwards."""

import pytest

from causeway.matching.v1.events import PairEnded, PairStarted
from causeway.messaging.v1.events import ConversationOpened, ConversationRead
from messaging.app.close_conversation import close_pair_conversation
from messaging.app.mark_read import SeenUpTo, mark_conversation_read
from messaging.app.open_conversation import open_pair_conversation
from messaging.domain.conversation import NoSuchEntry, NotAParticipant
from messaging.testing import FakeMailroom, a_conversation

PAIR = {"pair_id": "c1", "programme_id": "north", "mentee_id": "mentee", "mentor_id": "mentor"}
STARTED = PairStarted(**PAIR, minor=True, version=1)
ENDED = PairEnded(**PAIR, version=2)


def test_a_started_pair_can_write_to_each_other() -> None:
    mailroom = FakeMailroom()

    open_pair_conversation(mailroom, STARTED)

    assert mailroom.conversations["c1"] == a_conversation(version=1)
    assert isinstance(mailroom.sent[0], ConversationOpened)


def test_a_pair_that_starts_twice_opens_one_conversation() -> None:
    mailroom = FakeMailroom(known := a_conversation(version=1))

    open_pair_conversation(mailroom, STARTED)

    assert mailroom.conversations["c1"] == known
    assert mailroom.sent == []


def test_an_ended_pair_can_still_read_but_not_write() -> None:
    mailroom = FakeMailroom(a_conversation(version=1))

    close_pair_conversation(mailroom, ENDED)

    assert not mailroom.conversations["c1"].open
    assert mailroom.conversations["c1"].participant("mentee")


def test_a_start_that_comes_after_the_end_opens_nothing() -> None:
    mailroom = FakeMailroom()

    close_pair_conversation(mailroom, ENDED)
    open_pair_conversation(mailroom, STARTED)

    assert not mailroom.conversations["c1"].open


def seen(person: str = "mentor", up_to: int = 3, end: int = 5) -> SeenUpTo:
    return SeenUpTo(person, "c1", up_to, end)


def test_reading_moves_the_cursor_and_tells_the_others() -> None:
    mailroom = FakeMailroom(a_conversation())

    assert mark_conversation_read(mailroom, seen(up_to=3)) == 3
    [read] = mailroom.sent
    assert isinstance(read, ConversationRead)
    assert (read.reader_id, read.feed_seq) == ("mentor", 3)


@pytest.mark.parametrize("again", [0, 2, 3])
def test_a_cursor_never_moves_back(again: int) -> None:
    mailroom = FakeMailroom(a_conversation())
    mark_conversation_read(mailroom, seen(up_to=3))

    assert mark_conversation_read(mailroom, seen(up_to=again)) == 3
    assert len(mailroom.sent) == 1


def test_nobody_can_have_read_past_the_end() -> None:
    with pytest.raises(NoSuchEntry):
        mark_conversation_read(FakeMailroom(a_conversation()), seen(up_to=6, end=5))


def test_a_stranger_cannot_mark_anything_as_read() -> None:
    with pytest.raises(NotAParticipant):
        mark_conversation_read(FakeMailroom(a_conversation()), seen("stranger", up_to=1))
