"""Something that one participant wrote and another may read: shown only after moderation allowed it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from causeway.event import Event
from causeway.matching.v1.events import WritingRefused

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
LONGEST_WRITING = 2_000


class WritingNotAccepted(Exception):
    """The text is empty or too long."""


class WritingState(Enum):
    PENDING = "pending"
    SHOWN = "shown"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What moderation says of a text. Pending: it could not be judged, and is asked about again later."""

    state: WritingState
    categories: tuple[str, ...] = ()
    rules_version: str = ""


@dataclass(frozen=True, slots=True)
class Writing:
    """The text is sealed under its author's key. Another text is another writing: its id names the thing and its version."""

    id: str
    programme_id: str
    author_id: str
    sealed: str
    written_at: datetime
    ask_at: datetime
    state: WritingState = WritingState.PENDING
    tries: int = 0
    version: int = 1


def check_writing(text: str, what: str, longest: int = LONGEST_WRITING) -> None:
    """Raises WritingNotAccepted. `what` names the field for its author."""
    if not text.strip() or len(text) > longest:
        raise WritingNotAccepted(f"{what} must have 1 to {longest:,} characters. Nothing was saved.")


def settle(writing: Writing, judgement: Judgement, now: datetime) -> tuple[Writing, list[Event]]:
    """Only a pending text moves; without a judgement it is asked about again after a pause that grows."""
    if writing.state is not WritingState.PENDING:
        return writing, []
    match judgement.state:
        case WritingState.PENDING:
            pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(writing.tries, 10))
            return replace(writing, ask_at=now + pause, tries=writing.tries + 1), []
        case WritingState.SHOWN:
            return replace(writing, state=WritingState.SHOWN, version=writing.version + 1), []
        case WritingState.REFUSED:
            refused = replace(writing, state=WritingState.REFUSED, version=writing.version + 1)
            return refused, [_refusal(refused, judgement)]


def _refusal(writing: Writing, judgement: Judgement) -> WritingRefused:
    return WritingRefused(
        writing_id=writing.id,
        programme_id=writing.programme_id,
        author_id=writing.author_id,
        categories=judgement.categories,
        rules_version=judgement.rules_version,
        version=writing.version,
    )
