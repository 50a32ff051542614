"""What moderation's use cases need from the outside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from causeway.event import Event
from causeway.messaging.v1.events import MessagePosted
from moderation.domain.act import Act
from moderation.domain.case import Case
from moderation.domain.conversation import Background, Label, Turn
from moderation.domain.judgement import Judgement
from moderation.domain.policy import Policy
from moderation.domain.ruling import Ruling
from moderation.domain.sign import Sign
from moderation.domain.verdict import StoredVerdict

# what a use case asks to have loaded: (collection, id)
VERDICTS = "verdicts"
CASES = "cases"
KEYS = "keys"
RECENT = "recent_turns"
LABELS = "labels"


class TextJudging(Protocol):
    def judge(
        self,
        text: str,
        *,
        sender_age: int | None = None,
        background: Background | None = None,
        programme_id: str = "",
        ruling: Ruling | None = None,
    ) -> Judgement: ...

    def read_ahead(self, texts: Sequence[str]) -> None:
        """These will be judged in a moment."""


class Policies(Protocol):
    def of(self, programme_id: str) -> Policy:
        """The one in force; the standard one where none was set. Raises Unavailable before the first look at the database."""


class Bench(Protocol):
    """Verdicts and cases of one unit of work."""

    def text_of(self, posted: MessagePosted) -> str | None:
        """None if it cannot be opened, or is not what its keyed hash says."""

    def background(self, posted: MessagePosted) -> Background:
        """The conversation's short memory, and what the author was stopped for before."""

    def remember(self, posted: MessagePosted, turn: Turn, *, keep_text: bool) -> None: ...

    def label(self, person_id: str, labels: tuple[Label, ...]) -> None: ...

    def known_verdict(self, message_id: str) -> StoredVerdict | None: ...

    def save_verdict(self, verdict: StoredVerdict, case: Case | None, events: Sequence[Event]) -> None:
        """Stores all of it together with the rest of the batch, or nothing of it. So do the others."""

    def save_sign(self, sign: Sign, events: Sequence[Event]) -> None:
        """That somebody may be in danger."""

    def tally(self, posted: MessagePosted, judgement: Judgement) -> None:
        """Counts what rules of staff matched, those on trial too."""

    def tally_decision(self, before: Case, decided: Case) -> None:
        """Counts for or against each rule that held it what people decided; a second decision takes the place of the first."""

    def case(self, programme_id: str, case_id: str) -> Case:
        """Raises CaseNotFound, also for a case of another programme."""

    def save_case(self, case: Case, events: Sequence[Event] = ()) -> None: ...

    def sealed_reason(self, case: Case, reason: str) -> str: ...

    def sealed_appeal(self, case: Case, words: str) -> str: ...

    def known_case(self, case_id: str) -> Case | None: ...

    def record(self, act: Act) -> None:
        """Adds to the audit chain."""

    @property
    def now(self) -> datetime: ...
