"""What is counted of one conversation. A pair's conversation has the pair's id."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from analytics.domain.message import Release
from analytics.domain.reply_buckets import bucket_of
from analytics.domain.timeline import Leaves, Timeline, insert, settle
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
    timeline: Timeline = field(default_factory=Timeline)

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


def count_hold(conversation: Conversation) -> Conversation:
    return replace(conversation, tally=replace(conversation.tally, held=conversation.tally.held + 1))


def count_block(conversation: Conversation) -> Conversation:
    return replace(conversation, tally=replace(conversation.tally, blocked=conversation.tally.blocked + 1))


def take_back_block(conversation: Conversation) -> Conversation:
    return replace(conversation, tally=replace(conversation.tally, blocked=conversation.tally.blocked - 1))


def count_content(conversation: Conversation, words: int, characters: int) -> Conversation:
    tally = conversation.tally
    grown = replace(tally, words=tally.words + words, characters=tally.characters + characters)
    return replace(conversation, tally=grown)


def count_release(conversation: Conversation, release: Release) -> tuple[Conversation, dict[int, int], Leaves]:
    """Counts a new message and puts it in its place.

    Also gives the replies that come and go, by their time in microseconds, and leaves to be written for the first time.
    """
    first, last, at = conversation.first_posted_at, conversation.last_posted_at, release.posted_at
    counted = replace(
        conversation,
        tally=_with_release(conversation.tally, release),
        first_posted_at=at if first is None else min(first, at),
        last_posted_at=at if last is None else max(last, at),
    )
    if release.side is None:
        return counted, {}, {}
    timeline, changes, leaves = insert(counted.timeline, release.seq, Post(release.side, at))
    return _with_replies(counted, timeline, changes), changes, leaves


def _with_release(tally: Tally, release: Release) -> Tally:
    return replace(
        tally,
        messages=tally.messages + 1,
        words=tally.words + release.words,
        characters=tally.characters + release.characters,
        mentee_messages=tally.mentee_messages + (release.side is Side.MENTEE),
        mentor_messages=tally.mentor_messages + (release.side is Side.MENTOR),
    )


def settle_late(conversation: Conversation, leaves: Leaves) -> tuple[Conversation, dict[int, int], Leaves]:
    """Puts late messages in their places; needs every leaf that was written. Gives what `timeline.settle` gives."""
    timeline, changes, changed = settle(conversation.timeline, leaves)
    return _with_replies(conversation, timeline, changes), changes, changed


def _with_replies(conversation: Conversation, timeline: Timeline, changes: Mapping[int, int]) -> Conversation:
    tally = replace(
        conversation.tally,
        replies=conversation.tally.replies + sum(changes.values()),
        reply_microseconds=conversation.tally.reply_microseconds + sum(time * n for time, n in changes.items()),
    )
    return replace(conversation, tally=tally, timeline=timeline)


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
