"""Use cases around a one-off chat: asked for, announced, accepted, ended, rated."""

from dataclasses import dataclass
from datetime import timedelta

from causeway.matching.v1.events import PairEndReason
from matching.app.ask_mentor import takes_part
from matching.app.choosing_ports import CHATS, CHOOSING_RULES, MENTEE_DESKS, MENTOR_DESKS, ChoosingRegister
from matching.app.mentor_pool import RULES_OF_A_CHAT
from matching.app.ports import PROGRAMMES
from matching.app.screening import WRITINGS, write, writing_needs
from matching.app.start_pair import two_needs
from matching.domain import chat as domain
from matching.domain.chat import NO_CHAT, Chat, ChatNotFound, ChatNotPossible, State, Wish, chat_id_of
from matching.domain.hard_rules import breaks
from matching.domain.people import Mentee, Mentor
from matching.domain.programme import require_model, require_open
from matching.domain.terms import Model
from matching.domain.writing import WritingState

ANSWER_TIME = timedelta(days=3)
NOT_NOW = "You cannot ask for a chat at the moment. Nothing was saved; your coordinator knows what is missing."
NOBODY = "Nobody who fits can be asked now. Nothing was saved; ask with fewer wishes, or again in some days."


@dataclass(frozen=True, slots=True)
class AskingForChat:
    """Offered to are mentors who fit, the best first."""

    programme_id: str
    asker_id: str
    client_key: str
    goal: str
    wish: Wish
    seconds: int
    offered: tuple[str, ...]

    @property
    def chat_id(self) -> str:
        return chat_id_of(self.asker_id, self.client_key)

    @property
    def goal_id(self) -> str:
        return f"chat/{self.chat_id}/goal"


def asking_needs(asking: AskingForChat) -> list[tuple[str, str]]:
    programme = [(PROGRAMMES, asking.programme_id), (CHOOSING_RULES, asking.programme_id)]
    own = [(CHATS, asking.chat_id), (MENTEE_DESKS, asking.asker_id), *writing_needs(asking.goal_id, asking.asker_id)]
    return [*programme, *own, *two_needs(asking.asker_id, asking.asker_id)]


def ask_for_chat(register: ChoosingRegister, asking: AskingForChat) -> Chat:
    """The same key gives the same chat. Raises ProgrammeNotFound, ProgrammeClosed, ModelOff, ChatNotPossible."""
    known = register.known_chat(asking.chat_id)
    if known is not None:
        return known
    programme = register.programme(asking.programme_id)
    require_open(programme)
    require_model(programme, "chats", Model.SOCIAL)
    profile = register.profile(asking.asker_id)
    if not takes_part(register, asking.programme_id, asking.asker_id) or profile is None:
        raise ChatNotPossible(NOT_NOW)
    assert isinstance(profile.person, Mentee)
    desk = register.mentee_desk(asking.programme_id, asking.asker_id)
    most = register.choosing_rules(asking.programme_id).open_chats
    if len(desk.chats) >= most:
        raise ChatNotPossible(f"{len(desk.chats)} of your chats are not over yet, which is the most. Nothing was saved.")
    if not asking.offered:
        raise ChatNotPossible(NOBODY)
    goal = write(register, asking.goal_id, asking.programme_id, asking.asker_id, asking.goal)
    chat = Chat(
        id=asking.chat_id,
        programme_id=asking.programme_id,
        asker_id=asking.asker_id,
        goal_id=goal.id,
        wish=register.sealed_wish(asking.chat_id, asking.asker_id, asking.wish),
        seconds=asking.seconds,
        offered=asking.offered,
        asked_at=register.now,
        due_at=register.now + ANSWER_TIME,
        minor=profile.person.is_minor,
    )
    register.save_chat(chat)
    register.save_mentee_desk(desk.with_chat(chat.id))
    return chat


def text_needs(chat: Chat) -> list[tuple[str, str]]:
    return [(CHATS, chat.id), (WRITINGS, chat.goal_id), (MENTEE_DESKS, chat.asker_id)]


def settle_text(register: ChoosingRegister, chat_id: str) -> None:
    """As soon as its goal is judged it is offered, or comes to nothing."""
    chat = _known(register, chat_id)
    goal = register.known_writing(chat.goal_id)
    if chat.state is not State.CHECKING or goal is None:
        return
    match goal.state:
        case WritingState.PENDING:
            return
        case WritingState.SHOWN:
            register.save_chat(*domain.announce(chat))
        case WritingState.REFUSED:
            _finish(register, chat, State.REFUSED)


def acceptance_needs(chat: Chat, helper_id: str) -> list[tuple[str, str]]:
    return [(CHATS, chat.id), (MENTOR_DESKS, helper_id), *two_needs(chat.asker_id, helper_id)]


def accept_chat(register: ChoosingRegister, chat_id: str, helper_id: str) -> Chat:
    """One of those it was offered to takes it; their conversation opens. Raises ChatNotFound, ChatNotPossible."""
    chat = _known(register, chat_id)
    accepted, events = domain.accept(chat, helper_id, register.now)
    if not events:
        return accepted
    if not may_chat(register, chat.programme_id, chat.asker_id, helper_id):
        raise ChatNotPossible("The two of you cannot chat at the moment. Nothing was changed.")
    desk = register.mentor_desk(chat.programme_id, helper_id)
    if len(desk.chats) >= domain.MOST_AT_ONCE:
        raise ChatNotPossible(f"You are in {len(desk.chats)} chats, which is the most at a time. Nothing was changed.")
    register.save_chat(accepted, events)
    register.save_mentor_desk(desk.with_chat(chat.id))
    return accepted


def may_chat(register: ChoosingRegister, programme_id: str, asker_id: str, helper_id: str) -> bool:
    """What keeps people safe holds for a chat as for a pair; free places and common hours do not matter."""
    if not takes_part(register, programme_id, asker_id) or not takes_part(register, programme_id, helper_id):
        return False
    asker, helper = register.profile(asker_id), register.profile(helper_id)
    if asker is None or helper is None or helper_id in register.ties(asker_id).met:
        return False
    assert isinstance(asker.person, Mentee)
    assert isinstance(helper.person, Mentor)
    return not any(breaks(rule, asker.person, helper.person, ()) for rule in RULES_OF_A_CHAT)


def ending_needs(chat: Chat) -> list[tuple[str, str]]:
    helper = [(MENTOR_DESKS, chat.helper_id)] if chat.helper_id else []
    return [(CHATS, chat.id), (MENTEE_DESKS, chat.asker_id), *helper]


def end_chat(register: ChoosingRegister, chat: Chat, person_id: str = "") -> Chat:
    """By one of its people, or by staff when no person is given. A second end changes nothing.

    Raises ChatNotFound, ChatNotPossible.
    """
    known = _same_helper(_known(register, chat.id), chat)
    if person_id:
        known.role_of(person_id)
    state = State.OVER if known.state is State.UNDER_WAY else State.WITHDRAWN
    reason = PairEndReason.COMPLETED if person_id else PairEndReason.STAFF
    return _finish(register, known, state, reason)


def end_due_chat(register: ChoosingRegister, chat: Chat) -> None:
    """A chat whose time is over. What happened to it meanwhile stays."""
    known = _known(register, chat.id)
    if known.helper_id == chat.helper_id and known.due_at <= register.now:
        _finish(register, known, domain.state_when_due(known))


def part_needs(chat: Chat) -> list[tuple[str, str]]:
    return [*ending_needs(chat), *two_needs(chat.asker_id, chat.helper_id or chat.asker_id)]


def part(register: ChoosingRegister, chat: Chat) -> None:
    """Ends a chat whose people may not talk any more: one has left, or keeps the other away."""
    known = _known(register, chat.id)
    if known.helper_id != chat.helper_id:
        return
    if known.state in domain.WAITING and not takes_part(register, known.programme_id, known.asker_id):
        _finish(register, known, State.WITHDRAWN)
    if known.state is not State.UNDER_WAY:
        return
    people = (register.known_person(known.asker_id), register.known_person(known.helper_id))
    gone = any(one is None or one.standing.left for one in people)
    if gone or known.helper_id in register.ties(known.asker_id).met:
        _finish(register, known, State.OVER, PairEndReason.LEFT if gone else PairEndReason.NO_FAULT)


def rate_chat(register: ChoosingRegister, chat_id: str, person_id: str, stars: int) -> Chat:
    """Raises ChatNotFound, ChatNotPossible."""
    rated, events = domain.rate(_known(register, chat_id), person_id, stars)
    if events:
        register.save_chat(rated, events)
    return rated


def _finish(register: ChoosingRegister, chat: Chat, state: State, reason: PairEndReason = PairEndReason.TIME_OVER) -> Chat:
    ended, events = domain.finish(chat, state, reason)
    if ended == chat:
        return chat
    register.save_chat(ended, events)
    asker = register.mentee_desk(chat.programme_id, chat.asker_id)
    if chat.id in asker.chats:
        register.save_mentee_desk(asker.without_chat(chat.id))
    if chat.helper_id:
        register.save_mentor_desk(register.mentor_desk(chat.programme_id, chat.helper_id).without_chat(chat.id))
    return ended


def _known(register: ChoosingRegister, chat_id: str) -> Chat:
    known = register.known_chat(chat_id)
    if known is None:
        raise ChatNotFound(NO_CHAT)
    return known


def _same_helper(known: Chat, read: Chat) -> Chat:
    """Raises ChatNotPossible when somebody has accepted since it was read."""
    if known.helper_id != read.helper_id:
        raise ChatNotPossible("Somebody has just accepted this chat. Nothing was changed; the same again ends it.")
    return known
