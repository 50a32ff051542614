"""What moderation's use cases need from the outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from causeway.event import Event
from causeway.messaging.v1.events import MessagePosted
from moderation.domain.case import Case
from moderation.domain.judgement import Judgement
from moderation.domain.verdict import StoredVerdict

# what a use case asks to have loaded: (collection, id)
VERDICTS = "verdicts"
CASES = "cases"
KEYS = "keys"


class TextJudging(Protocol):
    def judge(self, text: str, *, sender_age: int | None = None) -> Judgement: ...


class Bench(Protocol):
    """Verdicts and cases of one unit of work."""

    def text_of(self, posted: MessagePosted) -> str | None:
        """None if it cannot be opened, or is not what its keyed hash says."""

    def known_verdict(self, message_id: str) -> StoredVerdict | None: ...

    def save_verdict(self, verdict: StoredVerdict, case: Case | None, events: Sequence[Event]) -> None:
        """Stores all of it together with the rest of the batch, or nothing of it. So do the others."""

    def case(self, programme_id: str, case_id: str) -> Case:
        """Raises CaseNotFound, also for a case of another programme."""

    def save_case(self, case: Case, events: Sequence[Event] = ()) -> None: ...

    def sealed_reason(self, case: Case, reason: str) -> str: ...

    @property
    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class CasePage:
    cases: Sequence[Case]
    next_token: str


class Queue(Protocol):
    async def open_cases(self, programme_id: str, size: int, token: str) -> CasePage:
        """Undecided cases of the programme, the one that is due first, first."""

    async def opened_text(self, case: Case) -> str:
        """The words that a reviewer decides about."""
