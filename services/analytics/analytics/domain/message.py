"""What is kept of a released message: the facts that were counted, never its text and never who wrote it."""

from dataclasses import dataclass

from analytics.domain.turns import Side


@dataclass(frozen=True, slots=True)
class Release:
    """An edit changes what is counted of a message, not its place."""

    message_id: str
    conversation_id: str
    programme_id: str
    seq: int
    side: Side | None  # None: neither mentee nor mentor
    posted_at: int  # microseconds since 1970
    words: int
    characters: int
    content_version: int
