"""Use cases: a message was released, held or blocked."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from analytics.app.ports import CONVERSATIONS, MESSAGES, Books
from analytics.domain import conversation
from analytics.domain.conversation import Conversation, programme_changes
from analytics.domain.message import Release
from analytics.domain.turns import Side
from causeway.access.v1.access import Role
from causeway.messaging.v1.events import MessageBlocked, MessageHeld, MessageReleased

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SIDES = {Role.MENTEE: Side.MENTEE, Role.MENTOR: Side.MENTOR}


def release_needs(released: MessageReleased) -> list[tuple[str, str]]:
    block = [(MESSAGES, _block_id(released))] if released.was_blocked else []
    return [(MESSAGES, released.message_id), (CONVERSATIONS, released.conversation_id), *block]


def new_release(released: MessageReleased) -> list[tuple[str, str]]:
    """Only an edited message was counted already."""
    return [(MESSAGES, released.message_id)] if released.content_version == 1 else []


def hold_needs(held: MessageHeld) -> list[tuple[str, str]]:
    return [(MESSAGES, _hold_id(held)), (CONVERSATIONS, held.conversation_id)]


def block_needs(blocked: MessageBlocked) -> list[tuple[str, str]]:
    return [(MESSAGES, _block_id(blocked)), (CONVERSATIONS, blocked.conversation_id)]


def count_release(books: Books, released: MessageReleased) -> None:
    """Content that is not newer than what was counted changes nothing."""
    release, known = _release(released), books.release(released.message_id)
    if known is not None:
        if release.content_version > known.content_version:
            _count_edit(books, known, release)
        return
    before = books.conversation(release.conversation_id, release.programme_id)
    after, replies, leaves = conversation.count_release(_without_block(books, before, released), release)
    books.save_release(release)
    books.save_leaves(before.id, leaves)
    _save(books, before, after, replies)


def _count_edit(books: Books, known: Release, newer: Release) -> None:
    before = books.conversation(known.conversation_id, known.programme_id)
    after = conversation.count_content(before, newer.words - known.words, newer.characters - known.characters)
    books.save_release(replace(newer, seq=known.seq, side=known.side, posted_at=known.posted_at))
    _save(books, before, after, {})


def count_hold(books: Books, held: MessageHeld) -> None:
    """Each message once, however often it waits for a person's decision."""
    _count_once(books, _hold_id(held), held, conversation.count_hold)


def count_block(books: Books, blocked: MessageBlocked) -> None:
    _count_once(books, _block_id(blocked), blocked, conversation.count_block)


def _without_block(books: Books, counted: Conversation, released: MessageReleased) -> Conversation:
    """An overturned block is counted no more, also when the event of the block comes later."""
    if not released.was_blocked:
        return counted
    if books.seen(MESSAGES, _block_id(released)):
        return conversation.take_back_block(counted)
    books.remember(MESSAGES, _block_id(released), _whose(released))
    return counted


def _count_once(
    books: Books, id: str, fact: MessageHeld | MessageBlocked, counted: Callable[[Conversation], Conversation]
) -> None:
    if books.seen(MESSAGES, id):
        return
    books.remember(MESSAGES, id, _whose(fact))
    before = books.conversation(fact.conversation_id, fact.programme_id)
    _save(books, before, counted(before), {})


def _whose(fact: MessageHeld | MessageBlocked | MessageReleased) -> dict[str, str]:
    return {"conversation_id": fact.conversation_id, "programme_id": fact.programme_id}


def _save(books: Books, before: Conversation, after: Conversation, replies: Mapping[int, int]) -> None:
    if after != before:
        books.save_conversation(after)
        books.count(before.programme_id, programme_changes(before, after, replies))


def _hold_id(held: MessageHeld) -> str:
    return f"{held.message_id}/held"


def _block_id(blocked: MessageBlocked | MessageReleased) -> str:
    return f"{blocked.message_id}/blocked"


def _release(released: MessageReleased) -> Release:
    return Release(
        message_id=released.message_id,
        conversation_id=released.conversation_id,
        programme_id=released.programme_id,
        seq=released.seq,
        side=SIDES.get(released.author_role),
        posted_at=(released.posted_at - EPOCH) // timedelta(microseconds=1),
        words=released.words,
        characters=released.characters,
        content_version=released.content_version,
    )
