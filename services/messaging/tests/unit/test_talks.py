"""Talks elsewhere: only between adults, only that they were."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from causeway.event import Event
from causeway.messaging.v1.events import TalkLogged
from messaging.app.log_talk import a_talk, note_talk
from messaging.domain.conversation import Conversation, ConversationClosed, NotAParticipant
from messaging.domain.message import KeyReused
from messaging.domain.talk import MinorTakesPart, Talk, TalkNotAccepted, check_talk
from messaging.testing import FakeMailroom, a_conversation

TODAY = date(2026, 3, 2)


class FakeTalkBook:
    def __init__(self, *conversations: Conversation) -> None:
        self._mailroom = FakeMailroom(*conversations)
        self.talks: dict[str, Talk] = {}
        self.sent: list[Event] = []

    def conversation(self, conversation_id: str) -> Conversation:
        return self._mailroom.conversation(conversation_id)

    def known_talk(self, talk_id: str) -> Talk | None:
        return self.talks.get(talk_id)

    def save_talk(self, talk: Talk, events: Sequence[Event]) -> None:
        self.talks[talk.id] = talk
        self.sent += events


def noted(book: FakeTalkBook, **changes: Any) -> Talk:
    given = {"person_id": "mentor", "client_key": "k", "conversation_id": "c1", "held_on": TODAY, "minutes": 30, **changes}
    return note_talk(book, a_talk(**given))


def test_adults_note_that_they_talked_and_only_day_and_length_are_kept() -> None:
    book = FakeTalkBook(a_conversation(minor=False))

    talk = noted(book)

    [told] = book.sent
    assert isinstance(told, TalkLogged)
    assert (told.held_on, told.minutes, told.logged_by) == ("2026-03-02", 30, "mentor")
    assert set(TalkLogged.model_fields) == {
        *("event_id", "occurred_at", "talk_id", "conversation_id", "programme_id", "logged_by", "held_on", "minutes")
    }
    assert book.talks == {talk.id: talk}


def test_the_same_talk_noted_again_is_there_once() -> None:
    book = FakeTalkBook(a_conversation(minor=False))

    assert noted(book) == noted(book)
    assert len(book.sent) == 1
    with pytest.raises(KeyReused):
        noted(book, minutes=45)


def test_nothing_is_noted_where_somebody_is_under_eighteen() -> None:
    book = FakeTalkBook(a_conversation(minor=True))

    with pytest.raises(MinorTakesPart, match="under 18"):
        noted(book)

    assert (book.talks, book.sent) == ({}, [])


def test_strangers_and_closed_conversations_are_refused() -> None:
    with pytest.raises(NotAParticipant):
        noted(FakeTalkBook(a_conversation(minor=False)), person_id="stranger")
    with pytest.raises(ConversationClosed):
        noted(FakeTalkBook(a_conversation(minor=False, open=False)))


@pytest.mark.parametrize("day", ["", "yesterday", "2026-02-30", "2026-03-03", "2025-12-31", "2026-03-02T10:00"])
def test_a_day_that_cannot_be_is_refused(day: str) -> None:
    with pytest.raises(TalkNotAccepted, match="held_on"):
        check_talk(day, 30, TODAY)


@pytest.mark.parametrize("minutes", [0, -5, 481])
def test_a_length_that_cannot_be_is_refused(minutes: int) -> None:
    with pytest.raises(TalkNotAccepted, match="minutes"):
        check_talk("2026-03-02", minutes, TODAY)


def test_talks_of_the_last_sixty_days_are_accepted() -> None:
    assert check_talk((TODAY - timedelta(days=60)).isoformat(), 480, TODAY) == TODAY - timedelta(days=60)
