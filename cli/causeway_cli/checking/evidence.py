"""What the checker looks at: one conversation as its people read it, and as the services stored it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from causeway_cli.load.ledger import Attempt, Seen

Content = tuple[int, str]  # version and keyed hash of a message's text


@dataclass(frozen=True, slots=True)
class Entry:
    feed_seq: int
    message_id: str
    seq: int
    author: str
    sha256: str  # of the text


@dataclass(frozen=True, slots=True)
class OwnMessage:
    message_id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class View:
    """What one person reads. `own`: their messages that others cannot read."""

    person: str
    entries: Sequence[Entry]
    own: Sequence[OwnMessage]
    own_is_whole: bool
    """The list of own messages ends at fifty; a full one may go on."""


@dataclass(frozen=True, slots=True)
class Stored:
    message_id: str
    author: str
    seq: int
    released: bool
    content: Content = (1, "")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Of one conversation. `posted` and `released` are message ids of stored events, `allowed_at` seconds since 1970.

    `allowed` is the content that verdicts let pass, by message id.
    """

    conversation: str
    attempts: Sequence[Attempt]
    seen: Sequence[Seen]
    views: Sequence[View]
    stored: Sequence[Stored]
    posted: frozenset[str]
    released: frozenset[str]
    allowed_at: Mapping[str, float]
    allowed: Mapping[str, frozenset[Content]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    promise: str
    conversation: str
    what: str
