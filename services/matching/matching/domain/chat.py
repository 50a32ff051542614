"""One conversation about one goal, asked of those who may help, taken by one of them, and over after the agreed time."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from causeway.access.v1.access import Role
from causeway.event import Event
from causeway.matching.v1.events import ChatAsked, ChatRated, PairEnded, PairEndReason, PairKind, PairStarted

CHATS = uuid.UUID("3f3e0f6a-93d4-4a41-9a35-7f4a1a2d8c11")  # namespace of chat ids; never changed
DEFAULT_SECONDS, LONGEST_SECONDS = 30 * 60, 14 * 24 * 60 * 60
LONGEST_GOAL = 1_000
LONGEST_WISH = 120
OFFERED_TO = 20  # people, the best fitting
MOST_AT_ONCE = 3  # chats that one person helps in
MOST_STARS = 5


class ChatNotFound(Exception):
    """There is no such chat for this person in the programme."""


class ChatNotPossible(Exception):
    """This chat cannot be asked for, accepted or rated now; the sentence says why."""


class State(StrEnum):
    CHECKING = "checking"  # its goal is not judged yet
    ASKED = "asked"
    UNDER_WAY = "under_way"
    OVER = "over"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    REFUSED = "refused"


WAITING = (State.CHECKING, State.ASKED)
TIMED = (State.CHECKING, State.ASKED, State.UNDER_WAY)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the helper should be. What is empty does not matter."""

    firm: str = ""
    field: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Chat:
    """The wish is sealed under the asker's key, the goal is a text of its own. Due at: when it ends if nothing happens before."""

    id: str
    programme_id: str
    asker_id: str
    goal_id: str
    wish: str
    seconds: int
    offered: tuple[str, ...]
    asked_at: datetime
    due_at: datetime
    minor: bool
    state: State = State.CHECKING
    helper_id: str = ""
    askers_rating: int = 0
    helpers_rating: int = 0
    version: int = 1

    def role_of(self, person_id: str) -> Role:
        """Raises ChatNotFound."""
        if person_id == self.asker_id:
            return Role.MENTEE
        if person_id == self.helper_id:
            return Role.MENTOR
        raise ChatNotFound(NO_CHAT)


NO_CHAT = "There is no such chat for you in this programme."


def chat_id_of(asker_id: str, client_key: str) -> str:
    return uuid.uuid5(CHATS, f"{asker_id}\0{client_key}").hex


def announce(chat: Chat) -> tuple[Chat, list[Event]]:
    """Its goal is allowed: those whom it is offered to learn of it."""
    if chat.state is not State.CHECKING:
        return chat, []
    asked = replace(chat, state=State.ASKED)
    event = ChatAsked(
        chat_id=chat.id,
        programme_id=chat.programme_id,
        asker_id=chat.asker_id,
        offered_ids=chat.offered,
        version=chat.version,
    )
    return asked, [event]


def accept(chat: Chat, helper_id: str, now: datetime) -> tuple[Chat, list[Event]]:
    """Its conversation opens, until the agreed time is over. Raises ChatNotFound, ChatNotPossible."""
    if helper_id not in chat.offered or chat.state in (State.CHECKING, State.REFUSED):
        raise ChatNotFound(NO_CHAT)
    if chat.state is State.UNDER_WAY and chat.helper_id == helper_id:
        return chat, []
    if chat.state is not State.ASKED or now >= chat.due_at:
        raise ChatNotPossible("Somebody else has taken this chat, or nobody waits for it any more. Nothing was changed.")
    ends_at = now + timedelta(seconds=chat.seconds)
    held = replace(chat, state=State.UNDER_WAY, helper_id=helper_id, due_at=ends_at, version=chat.version + 1)
    event = PairStarted(
        pair_id=held.id,
        programme_id=held.programme_id,
        mentee_id=held.asker_id,
        mentor_id=held.helper_id,
        minor=held.minor,
        version=held.version,
        kind=PairKind.CHAT,
        ends_at=ends_at,
    )
    return held, [event]


def finish(chat: Chat, state: State, reason: PairEndReason) -> tuple[Chat, list[Event]]:
    """A chat that is over stays as it is; the conversation of one under way closes."""
    if chat.state not in TIMED:
        return chat, []
    ended = replace(chat, state=state, version=chat.version + 1)
    if chat.state is not State.UNDER_WAY:
        return ended, []
    event = PairEnded(
        pair_id=ended.id,
        programme_id=ended.programme_id,
        mentee_id=ended.asker_id,
        mentor_id=ended.helper_id,
        version=ended.version,
        reason=reason,
        kind=PairKind.CHAT,
    )
    return ended, [event]


def state_when_due(chat: Chat) -> State:
    return State.OVER if chat.state is State.UNDER_WAY else State.EXPIRED


def rate(chat: Chat, person_id: str, stars: int) -> tuple[Chat, list[Event]]:
    """Each side once, afterwards; the same stars again change nothing. Raises ChatNotFound, ChatNotPossible."""
    role = chat.role_of(person_id)
    if chat.state is not State.OVER:
        raise ChatNotPossible("A chat can be rated when it is over. Nothing was saved.")
    given = chat.askers_rating if role is Role.MENTEE else chat.helpers_rating
    if given == stars:
        return chat, []
    if given:
        raise ChatNotPossible("You have rated this chat already. Nothing was changed.")
    after = replace(chat, version=chat.version + 1)
    rated = replace(after, askers_rating=stars) if role is Role.MENTEE else replace(after, helpers_rating=stars)
    event = ChatRated(
        chat_id=rated.id,
        programme_id=rated.programme_id,
        rater_id=person_id,
        role=role,
        stars=stars,
        version=rated.version,
    )
    return rated, [event]
