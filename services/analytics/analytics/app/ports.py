"""What analytics' use cases need from the outside."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from analytics.domain.conversation import Conversation, Tally
from analytics.domain.cost import Ledger, Reading
from analytics.domain.message import Message
from analytics.domain.timeline import Path, branch_of, leaf_of
from analytics.domain.turns import Post

# what a use case asks to have loaded: (collection, id)
MESSAGES = "messages"
CONVERSATIONS = "conversations"
BRANCHES = "branches"
LEAVES = "leaves"
NUDGES = "nudges"
PEOPLE = "people"
PROGRAMMES = "programmes"  # only ever counted up
COST = "cost"
LEDGER = "ledger"  # the one document of COST


def branch_id(conversation_id: str, seq: int) -> str:
    return f"{conversation_id}/{branch_of(seq)}"


def leaf_id(conversation_id: str, seq: int) -> str:
    return f"{conversation_id}/{leaf_of(seq)}"


class ProgrammeUnknown(Exception):
    """No fact of this programme was heard of."""


class PairUnknown(Exception):
    """To this programme the pair does not exist."""


class NotMeasuredYet(Exception):
    """No service's processor time was read so far."""


class Books(Protocol):
    """The counts of one unit of work. What is saved is stored with the rest of the batch, or nothing of it."""

    def message(self, message_id: str) -> Message | None: ...

    def conversation(self, conversation_id: str, programme_id: str) -> Conversation:
        """One that nothing was heard of before is empty."""

    def path(self, conversation_id: str, seq: int) -> Path:
        """The pieces of the timeline that hold this place; the root comes with the conversation."""

    def save_message(self, message: Message) -> None: ...

    def save_conversation(self, conversation: Conversation) -> None: ...

    def save_path(self, conversation_id: str, seq: int, path: Path) -> None: ...

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


class Figures(Protocol):
    """What can be read; every query carries the programme."""

    async def counters(self, programme_id: str) -> Counters:
        """Raises ProgrammeUnknown."""

    async def posted_between(self, programme_id: str) -> tuple[int | None, int | None]:
        """When the first and the last released message were posted, in microseconds since 1970."""

    async def median_messages(self, programme_id: str) -> float:
        """Over the pairs that were started; one without a message counts as 0."""

    async def pair(self, programme_id: str, pair_id: str) -> Conversation:
        """Raises PairUnknown."""

    async def pairs_after(self, programme_id: str, pair_id: str, limit: int) -> Sequence[Conversation]:
        """Started pairs in order of their ids, after this one."""

    async def posts(self, conversation_ids: Iterable[str]) -> Mapping[str, Sequence[Post]]:
        """Released messages in order of their places, by conversation."""

    async def messages_counted(self) -> int:
        """Released messages of all programmes."""

    async def ledger(self) -> Ledger: ...


class Processes(Protocol):
    async def readings(self) -> Sequence[Reading]:
        """Of those that answer now."""
