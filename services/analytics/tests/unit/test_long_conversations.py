from dataclasses import dataclass, field

import pytest
from bson import encode

from analytics.adapters import documents
from analytics.app.count_message import release_needs
from analytics.domain.conversation import Conversation
from analytics.domain.timeline import LEAF_PLACES, TAIL_POSTS, Leaves
from analytics.testing import FakeBooks, FakeFigures, a_release
from causeway.access.v1.access import Role
from causeway.messaging.v1.events import MessageReleased

ROLES = (Role.MENTEE, Role.MENTOR)


@dataclass
class CountingBooks(FakeBooks):
    """Says what was written, in order."""

    wrote: list[str] = field(default_factory=list)

    def save_conversation(self, conversation: Conversation) -> None:
        self.wrote.append("conversation")
        super().save_conversation(conversation)

    def save_leaves(self, conversation_id: str, leaves: Leaves) -> None:
        ids = {f"{conversation_id}/{number}" for number in leaves}
        assert not ids & self.written.keys(), "a message alone never writes a leaf again"
        self.wrote += ["leaf"] * len(leaves)
        super().save_leaves(conversation_id, leaves)


def a_talk(last: int) -> list[MessageReleased]:
    return [a_release(seq, ROLES[seq // 3 % 2], minutes=seq) for seq in range(1, last + 1)]


def test_a_message_in_order_replaces_only_its_conversation() -> None:
    books = CountingBooks()

    books.apply(a_talk(10 * LEAF_PLACES))

    assert books.wrote.count("conversation") == 10 * LEAF_PLACES
    assert books.wrote.count("leaf") == 9
    assert len(release_needs(a_release())) == 2


def test_a_message_late_by_less_than_half_a_tail_replaces_only_its_conversation() -> None:
    talk = a_talk(300)
    for missing in range(2, 200):
        books = FakeBooks().apply([*talk[: missing - 1], *talk[missing : missing + LEAF_PLACES - 1], talk[missing - 1]])

        [conversation] = books.conversations.values()
        assert not conversation.timeline.late.seqs
        assert len(FakeFigures(books).posts_of(conversation)) == missing + LEAF_PLACES - 1


def test_a_message_that_comes_much_later_waits_for_its_place_and_then_moves_the_replies() -> None:
    talk = a_talk(300)
    books = FakeBooks().apply([*talk[:9], *talk[10:]])
    before = books.conversations["pair-1"].tally

    books.apply([talk[9]])
    waiting = books.conversations["pair-1"]
    assert waiting.timeline.late.seqs == (10,)
    assert (waiting.tally.messages, waiting.tally.replies) == (300, before.replies)

    books.settle()

    punctual = FakeBooks().apply(talk)
    assert books.conversations == punctual.conversations
    assert books.written == punctual.written


@pytest.mark.parametrize(("missing", "role"), [(1, Role.MENTEE), (1, Role.MENTOR), (20, Role.MENTOR), (32, Role.MENTOR)])
def test_a_reply_is_timed_from_what_came_late_to_its_place_before_it(missing: int, role: Role) -> None:
    talk = [a_release(seq, role if seq == missing else Role.MENTEE, minutes=seq) for seq in range(1, 91)]
    reply = a_release(91, Role.MENTOR, minutes=1000)

    late = FakeBooks().apply(one for one in talk if one.seq != missing).apply([talk[missing - 1]]).settle().apply([reply])

    assert late.conversations["pair-1"].tally == FakeBooks().apply([*talk, reply]).conversations["pair-1"].tally


def test_no_document_grows_large_when_a_conversation_reaches_its_hundred_thousandth_message() -> None:
    lately = range(100_001 - 40 * LEAF_PLACES, 100_001)
    books = FakeBooks().apply(a_release(seq, ROLES[seq // 3 % 2], minutes=seq) for seq in (*range(1, 90_000, 900), *lately))

    [conversation] = books.conversations.values()
    assert max(len(leaf.seqs) for leaf in books.written.values()) == LEAF_PLACES
    assert max(len(encode(documents.from_leaf(id, leaf))) for id, leaf in books.written.items()) < 1_500
    assert len(conversation.timeline.tail.seqs) < TAIL_POSTS
    assert len(encode(documents.from_conversation(conversation))) < 3_000
