"""Posting: who may, what is kept, and what a retry gives."""

import pytest

from causeway.messaging.v1.events import MessagePosted
from messaging.app.post_message import message_id_of, post_message
from messaging.domain.conversation import ConversationClosed, NotAParticipant
from messaging.domain.message import LONGEST_TEXT, KeyReused, State, TextNotAccepted, check_text
from messaging.testing import FakeMailroom, a_conversation, a_draft


def test_a_post_is_held_and_told_to_moderation() -> None:
    mailroom = FakeMailroom(a_conversation())

    message = post_message(mailroom, a_draft())

    assert message.state is State.HELD
    assert message.reader_ids == ("mentor",)
    [posted] = mailroom.sent
    assert isinstance(posted, MessagePosted)
    assert (posted.text, posted.content_hmac, posted.minor) == ("s1:mentee:AAAA", "h1", True)


def test_posts_of_a_conversation_are_numbered_without_gaps() -> None:
    mailroom = FakeMailroom(a_conversation())

    numbers = [post_message(mailroom, a_draft(message_id=f"m{number}")).seq for number in range(5)]

    assert numbers == [1, 2, 3, 4, 5]


def test_the_same_post_again_gives_the_first_message_and_sends_nothing() -> None:
    mailroom = FakeMailroom(a_conversation())
    first = post_message(mailroom, a_draft())

    again = post_message(mailroom, a_draft())

    assert again == first
    assert len(mailroom.sent) == 1


@pytest.mark.parametrize("change", [{"content_hmac": "other"}, {"conversation_id": "c2"}])
def test_a_key_that_comes_with_something_else_is_refused_and_the_first_message_stays(change: dict[str, str]) -> None:
    mailroom = FakeMailroom(a_conversation(), a_conversation(id="c2"))
    first = post_message(mailroom, a_draft())

    with pytest.raises(KeyReused):
        post_message(mailroom, a_draft(**change))

    assert mailroom.messages == {"m1": first}


def test_a_stranger_and_a_reader_of_an_unknown_conversation_are_told_the_same() -> None:
    mailroom = FakeMailroom(a_conversation())

    with pytest.raises(NotAParticipant) as stranger:
        post_message(mailroom, a_draft(author_id="stranger"))
    with pytest.raises(NotAParticipant) as unknown:
        post_message(mailroom, a_draft(conversation_id="nowhere"))

    assert str(stranger.value) == str(unknown.value)
    assert mailroom.messages == {}


def test_nobody_posts_in_a_closed_conversation() -> None:
    with pytest.raises(ConversationClosed):
        post_message(FakeMailroom(a_conversation(open=False)), a_draft())


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "x" * (LONGEST_TEXT + 1)])
def test_an_empty_or_over_long_text_is_refused(text: str) -> None:
    with pytest.raises(TextNotAccepted):
        check_text(text)


def test_the_longest_text_is_accepted() -> None:
    assert check_text("x" * LONGEST_TEXT) is None


def test_one_author_and_one_key_make_one_message_id() -> None:
    assert message_id_of("maya", "k1") == message_id_of("maya", "k1")
    assert len({message_id_of("maya", "k1"), message_id_of("omar", "k1"), message_id_of("maya", "k2")}) == 3
