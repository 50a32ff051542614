"""What analytics' use cases need from the outside."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from analytics.domain.conversation import Conversation, Tally
from analytics.domain.cost import Ledger, Reading
from analytics.domain.message import Release
from analytics.domain.timeline import Leaves
from analytics.domain.turns import Post

# what a use case asks to have loaded: (collection, id)
MESSAGES = "messages"
CONVERSATIONS = "conversations"
LEAVES = "leaves"  # old parts of conversations
NUDGES = "nudges"
PEOPLE = "people"
PROGRAMMES = "programmes"  # only ever counted up
COST = "cost"
LEDGER = "ledger"  # the one document of COST


def leaf_id(conversation_id: str, number: int) -> str:
    return f"{conversation_id}/{number}"


class ProgrammeUnknown(Exception):
    """No fact of this programme was heard of."""


class PairUnknown(Exception):
    """To this programme the pair does not exist."""


class NotMeasuredYet(Exception):
    """No service's processor time was read so far."""


class Books(Protocol):
    """The counts of one unit of work. What is saved is stored with the rest of the batch, or nothing of it."""

    def release(self, message_id: str) -> Release | None: ...

    def save_release(self, release: Release) -> None: ...

    def conversation(self, conversation_id: str, programme_id: str) -> Conversation:
        """One that nothing was heard of before is empty."""

    def save_conversation(self, conversation: Conversation) -> None: ...

    def leaves(self, conversation_id: str, below: int) -> Leaves:
        """Those with a smaller number that were ever written."""

    def save_leaves(self, conversation_id: str, leaves: Leaves) -> None:
        """One that was not loaded must be new."""

    def count(self, programme_id: str, changes: Mapping[str, int]) -> None:
        """Adds to a programme's counters."""

    def seen(self, collection: str, id: str) -> bool:
        """Whether this fact was counted before."""

    def remember(self, collection: str, id: str, facts: Mapping[str, str]) -> None: ...

    def ledger(self) -> Ledger: ...

    def save_ledger(self, ledger: Ledger) -> None: ...

    @property
    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Counters:
    """A programme's counters as stored."""

    tally: Tally
    pairs_started: int
    pairs_active: int
    pairs_in_contact: int
    nudges_sent: int
    reply_buckets: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Spread:
    """What a programme's conversations are like together; found by looking at each of them."""

    first_posted_at: int | None  # of the released messages, in microseconds since 1970
    last_posted_at: int | None
    messages_per_pair_median: float  # over the pairs that were started; one without a message counts as 0


class Figures(Protocol):
    """What can be read; every query carries the programme."""

    async def counters(self, programme_id: str) -> Counters:
        """Raises ProgrammeUnknown."""

    async def spread(self, programme_id: str) -> Spread: ...

    async def pair(self, programme_id: str, pair_id: str) -> Conversation:
        """Raises PairUnknown."""

    async def pairs_after(self, programme_id: str, pair_id: str, limit: int) -> Sequence[Conversation]:
        """Started pairs in order of their ids, after this one."""

    async def posts(self, conversations: Iterable[Conversation]) -> Mapping[str, Sequence[Post]]:
        """Released messages in order of their places, by conversation; without late ones that are not yet in theirs."""

    async def waiting(self, limit: int) -> Sequence[Conversation]:
        """Conversations with late messages that are not yet in their places."""

    async def messages_counted(self) -> int:
        """Released messages of all programmes."""

    async def ledger(self) -> Ledger: ...


class Processes(Protocol):
    async def readings(self) -> Sequence[Reading]:
        """Of those that answer now."""
