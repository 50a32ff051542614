from bson import encode

from analytics.adapters import documents
from analytics.domain.timeline import BRANCH_PLACES
from analytics.testing import FakeBooks, a_release
from causeway.access.v1.access import Role

ROLES = (Role.MENTEE, Role.MENTOR)


def test_no_document_grows_large_when_a_conversation_reaches_its_hundred_thousandth_message() -> None:
    earlier = range(1, 100_000 - BRANCH_PLACES, BRANCH_PLACES)
    lately = range(100_001 - BRANCH_PLACES, 100_001)
    books = FakeBooks().apply(a_release(seq, ROLES[seq // 3 % 2], minutes=seq) for seq in (*earlier, *lately))

    [conversation] = books.conversations.values()
    leaves = [len(encode(documents.from_leaf(id, "pair-1", leaf))) for id, leaf in books.leaves.items()]
    branches = [len(encode(documents.from_branch(id, branch))) for id, branch in books.branches.items()]
    assert max(len(leaf.seqs) for leaf in books.leaves.values()) == 64
    assert max(leaves) < 3_000
    assert max(branches) < 5_000
    assert len(encode(documents.from_conversation(conversation))) < 5_000
