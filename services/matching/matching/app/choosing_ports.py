"""What the other ways to a mentor need from the outside."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from causeway.event import Event
from matching.app.matched import FreePeople
from matching.app.mentor_pool import MentorPool
from matching.app.ports import Register
from matching.app.screening import Writings
from matching.domain.call import Call, SignUp
from matching.domain.call import State as CallState
from matching.domain.chat import Chat, Wish
from matching.domain.chat import State as ChatState
from matching.domain.choosing_rules import ChoosingRules
from matching.domain.desk import MenteeDesk, MentorDesk
from matching.domain.matching_settings import MatchingSettings
from matching.domain.mentor_request import MentorRequest, State
from matching.domain.pair import Ties
from matching.domain.people import Mentee, Mentor
from matching.domain.run import Proposal

REQUESTS = "mentor_requests"
MENTEE_DESKS = "mentee_desks"
MENTOR_DESKS = "mentor_desks"
CHOOSING_RULES = "choosing_rules"
CHATS = "chats"
CALLS = "calls"
SIGN_UPS = "sign_ups"


class PoolNotReady(Exception):
    """The programme's mentors are still being read; the same call in a moment is right."""


class ChoosingRegister(Register, Writings, Protocol):
    """Requests, desks and rules of one unit of work, beside everything else of it."""

    @property
    def now(self) -> datetime: ...

    def choosing_rules(self, programme_id: str) -> ChoosingRules: ...

    def save_choosing_rules(self, programme_id: str, rules: ChoosingRules) -> None: ...

    def known_request(self, request_id: str) -> MentorRequest | None: ...

    def save_request(self, request: MentorRequest, events: Sequence[Event]) -> None: ...

    def sealed_why(self, request_id: str, proposal: Proposal) -> str: ...

    def mentee_desk(self, programme_id: str, person_id: str) -> MenteeDesk:
        """Somebody who never chose has an empty desk."""

    def save_mentee_desk(self, desk: MenteeDesk, events: Sequence[Event] = ()) -> None: ...

    def mentor_desk(self, programme_id: str, person_id: str) -> MentorDesk: ...

    def save_mentor_desk(self, desk: MentorDesk) -> None: ...

    def known_chat(self, chat_id: str) -> Chat | None: ...

    def save_chat(self, chat: Chat, events: Sequence[Event] = ()) -> None: ...

    def sealed_wish(self, chat_id: str, asker_id: str, wish: Wish) -> str: ...

    def known_call(self, call_id: str) -> Call | None: ...

    def save_call(self, call: Call, events: Sequence[Event] = ()) -> None: ...

    def known_sign_up(self, sign_up_id: str) -> SignUp | None: ...

    def save_sign_up(self, sign_up: SignUp) -> None: ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mentor as they are at this moment."""

    person_id: str
    mentor: Mentor
    name: str
    ready: bool
    ties: Ties
    desk: MentorDesk

    @property
    def free_places(self) -> int:
        return max(0, self.mentor.capacity - len(self.ties.pairs)) if self.ready else 0


@dataclass(frozen=True, slots=True)
class Chooser:
    """A mentee as they are at this moment."""

    person_id: str
    mentee: Mentee
    ready: bool
    ties: Ties
    desk: MenteeDesk


@dataclass(frozen=True, slots=True)
class RequestFilter:
    """Each narrows the list; what is left out does not."""

    programme_id: str
    mentee_id: str = ""
    mentor_id: str = ""
    people: tuple[str, ...] | None = None  # at either end
    state: State | None = None


@dataclass(frozen=True, slots=True)
class ListedRequest:
    request: MentorRequest
    reasons_shown: tuple[str, ...]


class ChoosingReading(Protocol):
    async def rules(self, programme_id: str) -> ChoosingRules: ...

    async def chooser(self, programme_id: str, person_id: str) -> Chooser | None:
        """None if there is no such mentee in the programme, or their key is gone."""

    async def candidates(self, programme_id: str, person_ids: Collection[str]) -> Sequence[Candidate]:
        """Those of them who are mentors of the programme, in the order given."""

    async def request(self, programme_id: str, request_id: str) -> MentorRequest:
        """Raises RequestNotFound, also for a request of another programme."""

    async def requests(self, wanted: RequestFilter, size: int, after: str) -> Sequence[ListedRequest]:
        """The newest first; `after` is the id of the last one of the page before."""

    async def due_requests(self, now: datetime, limit: int) -> Sequence[MentorRequest]:
        """Open ones whose time has run out."""

    async def due_mentees(self, now: datetime, limit: int) -> Sequence[MenteeDesk]: ...

    async def due_mentors(self, now: datetime, limit: int) -> Sequence[MentorDesk]: ...


class ChatReading(Protocol):
    async def chat(self, programme_id: str, chat_id: str) -> Chat:
        """Raises ChatNotFound, also for a chat of another programme."""

    async def chats_of(self, programme_id: str, person_ids: Sequence[str], size: int, after: str) -> Sequence[Chat]:
        """Asked for by one of these, offered to them and not taken, or accepted by them; the newest first."""

    async def chats(self, programme_id: str, state: ChatState | None, size: int, after: str) -> Sequence[Chat]: ...

    async def wishes(self, chats: Sequence[Chat]) -> Mapping[str, Wish]:
        """By chat id; empty where the asker's key is gone."""

    async def chats_in_check(self, limit: int) -> Sequence[Chat]:
        """Those whose goal has been judged, and which do not know it yet."""

    async def due_chats(self, now: datetime, limit: int) -> Sequence[Chat]: ...

    async def chats_by_id(self, chat_ids: Sequence[str]) -> Sequence[Chat]: ...


class CallReading(Protocol):
    async def call(self, programme_id: str, call_id: str) -> Call:
        """Raises CallNotFound, also for a call of another programme."""

    async def calls(self, programme_id: str, states: Collection[CallState], size: int, after: str) -> Sequence[Call]:
        """The newest first."""

    async def signed_up(self, call_ids: Sequence[str], person_ids: Sequence[str]) -> Collection[str]:
        """Those of the calls for which one of these people has signed up."""

    async def sign_ups(self, call_id: str, size: int, after: str) -> Sequence[SignUp]: ...

    async def volunteers(self, call: Call) -> FreePeople:
        """Those who have signed up and may be matched now; people of one site never meet."""

    async def pairs_formed(self, call: Call) -> int: ...

    async def calls_in_check(self, limit: int) -> Sequence[Call]: ...

    async def open_calls(self, now: datetime, limit: int) -> Sequence[Call]:
        """Those whose pairs are to be formed and which nobody works on."""


class Pools(Protocol):
    async def pool(self, programme_id: str) -> MentorPool:
        """The programme's mentors as columns, at most some seconds old. Raises PoolNotReady while a large one is made."""

    async def settings(self, programme_id: str) -> MatchingSettings: ...
