"""One chat about one goal: offered when its goal is allowed, taken by one, over after the agreed time, rated by both."""

from dataclasses import replace
from datetime import timedelta

import pytest

from causeway.access.v1.access import Role
from causeway.matching.v1.events import ChatAsked, ChatRated, PairEnded, PairKind, PairStarted
from matching.app.hold_chat import (
    AskingForChat,
    accept_chat,
    ask_for_chat,
    end_chat,
    end_due_chat,
    part,
    rate_chat,
    settle_text,
)
from matching.domain.chat import Chat, ChatNotFound, ChatNotPossible, State, Wish
from matching.domain.pair import Ties
from matching.domain.programme import ModelOff
from matching.domain.standing import Standing
from matching.domain.terms import Model, Terms
from matching.domain.writing import WritingState
from matching.testing import MenteeTraits, MentorTraits, a_mentee, a_mentor
from matching.testing_choosing import FakeChoosing
from matching.testing_register import MONDAY, a_programme

SOCIAL = a_programme(terms=Terms(model=Model.SOCIAL))


class Chapter:
    def __init__(self, mentee: MenteeTraits | None = None, mentor: MentorTraits | None = None) -> None:
        self.register = FakeChoosing(SOCIAL)
        self.ada = self.register.add(a_mentee(**(mentee or {})))
        self.helpers = [self.register.add(a_mentor(**{"id": f"r{number}", **(mentor or {})})) for number in range(3)]  # type: ignore[typeddict-item]

    def asks(self, key: str = "k1", seconds: int = 1800) -> Chat:
        asking = AskingForChat("north", self.ada, key, "How is it there?", Wish(firm="Mill"), seconds, tuple(self.helpers))
        return ask_for_chat(self.register, asking)

    def allowed(self, key: str = "k1", seconds: int = 1800) -> Chat:
        chat = self.asks(key, seconds)
        self.register.judge(chat.goal_id, WritingState.SHOWN)
        settle_text(self.register, chat.id)
        return self.now(chat)

    def now(self, chat: Chat) -> Chat:
        return self.register.chats[chat.id]

    def held(self) -> Chat:
        return accept_chat(self.register, self.allowed().id, self.helpers[1])


def test_a_chat_is_offered_as_soon_as_its_goal_is_allowed_and_not_before() -> None:
    chapter = Chapter()
    chat = chapter.asks()
    settle_text(chapter.register, chat.id)
    assert chapter.register.sent == []
    with pytest.raises(ChatNotFound):
        accept_chat(chapter.register, chat.id, chapter.helpers[0])

    chapter.register.judge(chat.goal_id, WritingState.SHOWN)
    for _ in range(2):
        settle_text(chapter.register, chat.id)

    [asked] = chapter.register.sent
    assert isinstance(asked, ChatAsked)
    assert (asked.asker_id, asked.offered_ids) == (chapter.ada, tuple(chapter.helpers))


def test_a_chat_whose_goal_is_refused_is_offered_to_nobody() -> None:
    chapter = Chapter()
    chat = chapter.asks()
    chapter.register.judge(chat.goal_id, WritingState.REFUSED)

    settle_text(chapter.register, chat.id)

    assert chapter.now(chat).state is State.REFUSED
    assert chapter.register.sent == []
    assert chapter.register.mentee_desk("north", chapter.ada).chats == ()


def test_one_helper_gets_the_chat_and_its_conversation_has_an_end() -> None:
    chapter = Chapter({"age": 16}, {"checked": True})
    chat = chapter.allowed()

    held = accept_chat(chapter.register, chat.id, chapter.helpers[1])
    assert accept_chat(chapter.register, chat.id, chapter.helpers[1]) == held
    with pytest.raises(ChatNotPossible, match="Somebody else"):
        accept_chat(chapter.register, chat.id, chapter.helpers[0])

    [started] = [event for event in chapter.register.sent if isinstance(event, PairStarted)]
    assert (started.pair_id, started.mentee_id, started.mentor_id) == (chat.id, chapter.ada, chapter.helpers[1])
    assert (started.kind, started.minor, started.ends_at) == (PairKind.CHAT, True, MONDAY + timedelta(minutes=30))


def test_a_chat_takes_no_place_of_its_helper_and_leaves_the_asker_free() -> None:
    chapter = Chapter(mentor={"capacity": 0, "slots": frozenset({50})})
    chapter.held()

    assert chapter.register.ties(chapter.helpers[1]) == Ties(chapter.helpers[1])
    assert chapter.register.ties(chapter.ada) == Ties(chapter.ada)


def test_nobody_who_was_not_asked_can_accept() -> None:
    chapter = Chapter()
    stranger = chapter.register.add(a_mentor(id="stranger"))

    with pytest.raises(ChatNotFound):
        accept_chat(chapter.register, chapter.allowed().id, stranger)


def test_a_minor_chats_with_checked_people_only_and_nobody_with_somebody_they_blocked() -> None:
    chapter = Chapter({"age": 16}, {"checked": False})
    with pytest.raises(ChatNotPossible, match="cannot chat"):
        accept_chat(chapter.register, chapter.allowed().id, chapter.helpers[0])

    chapter = Chapter()
    chapter.register.save_ties(Ties(chapter.ada, met=(chapter.helpers[0],)))
    with pytest.raises(ChatNotPossible, match="cannot chat"):
        accept_chat(chapter.register, chapter.allowed().id, chapter.helpers[0])


def test_a_chat_closes_by_itself_when_its_time_is_over_and_once() -> None:
    chapter = Chapter()
    held = chapter.held()
    end_due_chat(chapter.register, held)
    assert chapter.now(held).state is State.UNDER_WAY

    chapter.register.now += timedelta(minutes=30)
    for _ in range(2):
        end_due_chat(chapter.register, held)

    [ended] = [event for event in chapter.register.sent if isinstance(event, PairEnded)]
    assert (ended.pair_id, ended.kind, ended.version) == (held.id, PairKind.CHAT, held.version + 1)
    assert chapter.register.mentor_desk("north", chapter.helpers[1]).chats == ()
    assert chapter.register.mentee_desk("north", chapter.ada).chats == ()


def test_a_chat_that_nobody_accepts_expires_after_three_days() -> None:
    chapter = Chapter()
    chat = chapter.allowed()
    chapter.register.now += timedelta(days=3)

    with pytest.raises(ChatNotPossible):
        accept_chat(chapter.register, chat.id, chapter.helpers[0])
    end_due_chat(chapter.register, chat)

    assert chapter.now(chat).state is State.EXPIRED
    assert not any(isinstance(event, PairEnded) for event in chapter.register.sent)


def test_either_side_may_end_a_chat_and_the_asker_may_withdraw_it() -> None:
    chapter = Chapter()
    held = chapter.held()
    assert end_chat(chapter.register, held, chapter.helpers[1]).state is State.OVER
    assert end_chat(chapter.register, held, chapter.ada).state is State.OVER

    chat = chapter.allowed("k2")
    with pytest.raises(ChatNotFound):
        end_chat(chapter.register, chat, chapter.helpers[0])
    assert end_chat(chapter.register, chat, chapter.ada).state is State.WITHDRAWN


def test_a_chat_is_rated_by_each_side_once_and_only_afterwards() -> None:
    chapter = Chapter()
    held = chapter.held()
    with pytest.raises(ChatNotPossible, match="when it is over"):
        rate_chat(chapter.register, held.id, chapter.ada, 5)
    end_chat(chapter.register, held, chapter.ada)

    for _ in range(2):
        rate_chat(chapter.register, held.id, chapter.ada, 5)
    rate_chat(chapter.register, held.id, chapter.helpers[1], 4)
    with pytest.raises(ChatNotPossible, match="already"):
        rate_chat(chapter.register, held.id, chapter.ada, 1)
    with pytest.raises(ChatNotFound):
        rate_chat(chapter.register, held.id, chapter.helpers[0], 1)

    rated = [(event.role, event.stars) for event in chapter.register.sent if isinstance(event, ChatRated)]
    assert rated == [(Role.MENTEE, 5), (Role.MENTOR, 4)]


def test_nobody_waits_for_more_than_two_chats_or_helps_in_more_than_three() -> None:
    chapter = Chapter()
    chapter.asks("k1")
    chapter.asks("k2")
    with pytest.raises(ChatNotPossible, match="2 of your chats"):
        chapter.asks("k3")

    desk = chapter.register.mentor_desk("north", chapter.helpers[0])
    chapter.register.save_mentor_desk(desk.with_chat("a").with_chat("b").with_chat("c"))
    with pytest.raises(ChatNotPossible, match="3 chats"):
        accept_chat(chapter.register, chapter.allowed("k1").id, chapter.helpers[0])


def test_a_chat_ends_when_one_leaves_or_blocks_the_other() -> None:
    chapter = Chapter()
    held = chapter.held()
    part(chapter.register, held)
    assert chapter.now(held).state is State.UNDER_WAY

    left = replace(chapter.register.people[chapter.helpers[1]], standing=Standing(left_at=MONDAY))
    chapter.register.people[chapter.helpers[1]] = left
    part(chapter.register, held)
    assert chapter.now(held).state is State.OVER


def test_a_programme_of_pairs_has_no_chats() -> None:
    chapter = Chapter()
    chapter.register.programmes["north"] = a_programme()

    with pytest.raises(ModelOff, match="chats are off"):
        chapter.asks()
