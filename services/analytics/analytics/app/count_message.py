"""Use cases: a message was released, held or blocked."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from analytics.app.ports import BRANCHES, CONVERSATIONS, LEAVES, MESSAGES, Books, branch_id, leaf_id
from analytics.domain.conversation import count_message, count_replies, programme_changes
from analytics.domain.message import Message, Release
from analytics.domain.turns import Post, Side
from causeway.access.v1.access import Role
from causeway.messaging.v1.events import MessageBlocked, MessageHeld, MessageReleased

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SIDES = {Role.MENTEE: Side.MENTEE, Role.MENTOR: Side.MENTOR}
Fact = MessageReleased | MessageHeld | MessageBlocked


def needs(fact: MessageHeld | MessageBlocked) -> list[tuple[str, str]]:
    return [(MESSAGES, fact.message_id), (CONVERSATIONS, fact.conversation_id)]


def release_needs(released: MessageReleased) -> list[tuple[str, str]]:
    conversation_id, seq = released.conversation_id, released.seq
    return [
        (MESSAGES, released.message_id),
        (CONVERSATIONS, conversation_id),
        (BRANCHES, branch_id(conversation_id, seq)),
        (LEAVES, leaf_id(conversation_id, seq)),
    ]


def count_release(books: Books, released: MessageReleased) -> None:
    _count(books, released, lambda message: message.with_release(_release(released)))


def count_hold(books: Books, held: MessageHeld) -> None:
    _count(books, held, lambda message: replace(message, held=True))


def count_block(books: Books, blocked: MessageBlocked) -> None:
    _count(books, blocked, lambda message: replace(message, blocked=True))


def _count(books: Books, fact: Fact, joined: Callable[[Message], Message]) -> None:
    known = books.message(fact.message_id) or Message(fact.message_id, fact.conversation_id, fact.programme_id)
    message = joined(known)
    if message == known:
        return
    before = books.conversation(fact.conversation_id, fact.programme_id)
    after = count_message(before, known, message)
    replies: Mapping[int, int] = {}
    release = message.release
    if release is not None and known.release is None and release.side is not None:
        path = books.path(before.id, release.seq)
        after, path, replies = count_replies(after, path, release.seq, Post(release.side, release.posted_at))
        books.save_path(before.id, release.seq, path)
    books.save_message(message)
    books.save_conversation(after)
    books.count(before.programme_id, programme_changes(before, after, replies))


def _release(released: MessageReleased) -> Release:
    return Release(
        seq=released.seq,
        side=SIDES.get(released.author_role),
        posted_at=(released.posted_at - EPOCH) // timedelta(microseconds=1),
        words=released.words,
        characters=released.characters,
        content_version=released.content_version,
    )
