"""What the use cases of review need from the outside, beside what every case needs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from moderation.app.ports import Bench
from moderation.domain.case import Case
from moderation.domain.golden import Golden
from moderation.domain.quality import Record
from moderation.domain.reviewer import Clearance, Reviewer
from moderation.domain.shift import Limits, Shift

# what a use case asks to have loaded: (collection, id)
SHIFTS = "shifts"
CLEARANCES = "clearances"
LIMITS = "review_limits"
GOLDEN = "golden_items"
SERVICE_KEY = "service:moderation"  # the data key of what belongs to nobody: texts of staff, and the lot


def clearance_id(programme_id: str, person_id: str) -> str:
    return f"{programme_id}|{person_id}"


def audit_id(message_id: str) -> str:
    """Of the second opinion on this message; it looks like any other id."""
    return sha256(f"audit\0{message_id}".encode()).hexdigest()[:32]


class ReviewBench(Bench, Protocol):
    """The bench, and what is known of those who sit at it."""

    def shift(self, reviewer: str) -> Shift: ...

    def save_shift(self, shift: Shift) -> None: ...

    def clearance(self, programme_id: str, person_id: str) -> Clearance | None: ...

    def save_clearance(self, clearance: Clearance) -> None: ...

    def save_limits(self, programme_id: str, limits: Limits) -> None: ...

    def golden(self, golden_id: str) -> Golden | None: ...

    def save_golden(self, golden: Golden) -> None: ...

    def sealed_golden(self, golden_id: str, text: str) -> tuple[str, str]:
        """The text under the service's own key, and the place that it is sealed for."""

    def message_place(self, message_id: str, content_version: int) -> str:
        """What a message's text is sealed for."""

    def place_of(self, case: Case) -> str:
        """What the case's text is sealed for."""

    def falls_on(self, thing: str, one_in: int) -> bool:
        """Whether the lot falls on this thing: the same answer each time, and nobody without the service's key can tell it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases a reviewer asks for. Those that they skipped or judged, or may not take, are left out."""

    programme_id: str
    reviewer: Reviewer
    now: datetime
    category: str = ""
    appealed: bool = False
    minor: bool = False
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue: a case, and how many open ones of the same author it stands for."""

    case: Case
    together: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    rows: Sequence[Row]
    next_token: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The words of a case; `appeal` is empty when there is none."""

    text: str
    appeal: str


@dataclass(frozen=True, slots=True)
class Around:
    """Another message of the conversation. `text` is sealed, and empty where none is kept."""

    message_id: str
    author_id: str
    at: datetime
    categories: tuple[str, ...]
    text: str
    text_place: str
    held: bool


@dataclass(frozen=True, slots=True)
class Counts:
    waiting: int
    claimed: int
    late: int
    soon: int
    danger: int
    appeals: int
    categories: Sequence[tuple[str, int]]
    oldest: datetime | None


class Queue(Protocol):
    async def open_cases(self, wanted: Wanted, size: int, token: str) -> Page:
        """Undecided cases, the most dangerous first, inside that the one that is due first. Raises ValueError for a token."""

    async def case(self, programme_id: str, case_id: str) -> Case | None: ...

    async def author_of(self, message_id: str) -> str:
        """Of a message that has a case; else empty."""

    async def others_of(self, case: Case) -> list[str]:
        """Ids of the same author's other open cases about the safety of somebody under 18."""

    async def opened(self, case: Case) -> Opened:
        """The words that a reviewer decides about. Keys are loaded, never made."""

    async def around(self, case: Case, reviewer: Reviewer) -> list[Around]:
        """Oldest first. Without the words that are not for this reviewer."""

    async def about_children(self, message_ids: Sequence[str]) -> set[str]:
        """Those of them that were held for the safety of somebody under 18, however long ago."""

    async def words(self, around: Sequence[Around]) -> list[str]:
        """Opened, in the same order; empty where none is kept."""


class Transcripts(Protocol):
    async def around(self, conversation_id: str, message_id: str) -> Sequence[Around] | None:
        """Messages around this one that people could read, oldest first; None when nobody can say."""


class Overview(Protocol):
    async def counts(self, wanted: Wanted) -> Counts: ...

    async def stuck(self, programme_id: str, reviewers: Collection[Reviewer]) -> list[str]:
        """Ids of open cases that none of them is offered, the oldest first; at most 1,000."""

    async def records(self, programme_id: str, since: datetime, most: int) -> list[Record]:
        """Of cases on which somebody said what they think since then, newest first."""


class Reviewers(Protocol):
    """As they are at this moment, not as remembered."""

    async def one(self, programme_id: str, person_id: str) -> Reviewer | None:
        """None if they do not review in this programme (any more)."""

    async def all_of(self, programme_id: str) -> list[Reviewer]:
        """By person id."""


class LimitsKnown(Protocol):
    def of(self, programme_id: str) -> Limits:
        """As of a few seconds ago."""


class GoldenItems(Protocol):
    async def for_reviewer(self, programme_id: str, reviewer: Reviewer) -> str:
        """The id of an item that they have not had and did not make; empty if there is none."""


class LimitsRead(Protocol):
    async def read(self, programme_id: str) -> Limits:
        """At this moment."""
