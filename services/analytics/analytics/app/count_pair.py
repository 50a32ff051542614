"""Use cases: a pair has started, or is over."""

from analytics.app.ports import CONVERSATIONS, Books
from analytics.domain.conversation import Conversation, end_pair, programme_changes, start_pair
from causeway.matching.v1.events import PairEnded, PairKind, PairStarted


def needs(fact: PairStarted | PairEnded) -> list[tuple[str, str]]:
    return [(CONVERSATIONS, fact.pair_id)]


def count_start(books: Books, started: PairStarted) -> None:
    """Its messages may have been counted before. A one-off chat is no mentoring pair."""
    if started.kind is PairKind.CHAT:
        return
    before = books.conversation(started.pair_id, started.programme_id)
    _save(books, before, start_pair(before, started.version))


def count_end(books: Books, ended: PairEnded) -> None:
    if ended.kind is PairKind.CHAT:
        return
    before = books.conversation(ended.pair_id, ended.programme_id)
    _save(books, before, end_pair(before, ended.version))


def _save(books: Books, before: Conversation, after: Conversation) -> None:
    if after == before:
        return
    books.save_conversation(after)
    books.count(before.programme_id, programme_changes(before, after, {}))
