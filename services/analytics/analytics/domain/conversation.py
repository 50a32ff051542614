"""What is counted of one conversation. A pair's conversation has the pair's id."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from analytics.domain.message import Message
from analytics.domain.reply_buckets import bucket_of
from analytics.domain.timeline import Path, Root, insert
from analytics.domain.turns import Post, Side


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums: a programme's are those of its conversations, added."""

    messages: int = 0  # released
    words: int = 0
    characters: int = 0
    held: int = 0  # messages, each once however often it waited
    blocked: int = 0
    replies: int = 0
    reply_microseconds: int = 0
    mentee_messages: int = 0
    mentor_messages: int = 0


TALLIED = tuple(one.name for one in fields(Tally))


@dataclass(frozen=True, slots=True)
class Conversation:
    id: str
    programme_id: str
    start_version: int = 0  # of the newest start of this pair; 0: no pair's start was heard of
    end_version: int = 0
    tally: Tally = field(default_factory=Tally)
    first_posted_at: int | None = None  # microseconds since 1970
    last_posted_at: int | None = None
    root: Root = field(default_factory=Root)

    @property
    def started(self) -> bool:
        return self.start_version > 0

    @property
    def active(self) -> bool:
        return self.start_version > self.end_version

    @property
    def in_contact(self) -> bool:
        return self.started and self.tally.messages > 0


def start_pair(conversation: Conversation, version: int) -> Conversation:
    return replace(conversation, start_version=max(conversation.start_version, version))


def end_pair(conversation: Conversation, version: int) -> Conversation:
    """An end may come before its start: the version tells which is newer."""
    return replace(conversation, end_version=max(conversation.end_version, version))


def count_message(conversation: Conversation, before: Message, after: Message) -> Conversation:
    """Counts what is new in a message, all but its place in the exchange."""
    old, new = before.release, after.release
    appeared = new if old is None else None
    tally = conversation.tally
    counted = Tally(
        messages=tally.messages + (appeared is not None),
        words=tally.words + (new.words if new else 0) - (old.words if old else 0),
        characters=tally.characters + (new.characters if new else 0) - (old.characters if old else 0),
        held=tally.held + after.held - before.held,
        blocked=tally.blocked + after.blocked - before.blocked,
        replies=tally.replies,
        reply_microseconds=tally.reply_microseconds,
        mentee_messages=tally.mentee_messages + (appeared is not None and appeared.side is Side.MENTEE),
        mentor_messages=tally.mentor_messages + (appeared is not None and appeared.side is Side.MENTOR),
    )
    posted = [appeared.posted_at] if appeared else []
    return replace(
        conversation,
        tally=counted,
        first_posted_at=min((at for at in (conversation.first_posted_at, *posted) if at is not None), default=None),
        last_posted_at=max((at for at in (conversation.last_posted_at, *posted) if at is not None), default=None),
    )


def count_replies(conversation: Conversation, path: Path, seq: int, post: Post) -> tuple[Conversation, Path, dict[int, int]]:
    """Puts a message in its place. Also gives the replies that come and go, by their time in microseconds."""
    path, changes = insert(replace(path, root=conversation.root), seq, post)
    tally = replace(
        conversation.tally,
        replies=conversation.tally.replies + sum(changes.values()),
        reply_microseconds=conversation.tally.reply_microseconds + sum(time * n for time, n in changes.items()),
    )
    return replace(conversation, tally=tally, root=path.root), path, changes


def programme_changes(before: Conversation, after: Conversation, replies: Mapping[int, int]) -> dict[str, int]:
    """What a programme's counters change by when one of its conversations does. `reply_times.<bucket>` counts replies."""
    changes = {name: getattr(after.tally, name) - getattr(before.tally, name) for name in TALLIED}
    changes["pairs_started"] = after.started - before.started
    changes["pairs_active"] = after.active - before.active
    changes["pairs_in_contact"] = after.in_contact - before.in_contact
    for time, change in replies.items():
        name = f"reply_times.{bucket_of(time)}"
        changes[name] = changes.get(name, 0) + change
    return {name: change for name, change in changes.items() if change}
