"""Use case: messages that were released long after their neighbours are put in their places."""

from analytics.app.ports import CONVERSATIONS, LEAVES, Books, leaf_id
from analytics.domain import conversation
from analytics.domain.conversation import Conversation, programme_changes


def needs(waiting: Conversation) -> list[tuple[str, str]]:
    """The conversation comes first: a leaf that changes after it was read has changed it too, and nothing is stored."""
    leaves = [(LEAVES, leaf_id(waiting.id, number)) for number in range(waiting.timeline.floor)]
    return [(CONVERSATIONS, waiting.id), *leaves]


def settle_late(books: Books, waiting: Conversation) -> None:
    """Does nothing if the conversation has grown a leaf since it was found waiting: it will be found again."""
    before = books.conversation(waiting.id, waiting.programme_id)
    if before.timeline.floor != waiting.timeline.floor or not before.timeline.late.seqs:
        return
    after, replies, leaves = conversation.settle_late(before, books.leaves(before.id, before.timeline.floor))
    books.save_leaves(before.id, leaves)
    books.save_conversation(after)
    books.count(before.programme_id, programme_changes(before, after, replies))
