"""Facts and counts in MongoDB, for use cases that change them."""

from collections.abc import Mapping
from datetime import datetime

from analytics.adapters import documents
from analytics.app.ports import (
    CONVERSATIONS,
    COST,
    LEAVES,
    LEDGER,
    MESSAGES,
    NUDGES,
    PEOPLE,
    PROGRAMMES,
    leaf_id,
)
from analytics.domain.conversation import Conversation
from analytics.domain.cost import Ledger
from analytics.domain.message import Release
from analytics.domain.timeline import Leaves
from causeway_kit.store import Indexes
from causeway_kit.work import UnitOfWork

INDEXES: Indexes = {  # none that a message in order would have to update
    MESSAGES: [],
    CONVERSATIONS: [([("programme_id", 1), ("_id", 1)], {}), ([("waits", 1)], {"sparse": True})],
    LEAVES: [],
    NUDGES: [],
    PEOPLE: [],
    PROGRAMMES: [],
    COST: [],
}


class MongoBooks:
    """What one batch sees and changes; written together when its unit of work commits."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    @property
    def now(self) -> datetime:
        return self._work.clock.now()

    def release(self, message_id: str) -> Release | None:
        document = self._work.get(MESSAGES, message_id)
        return documents.to_release(document) if document else None

    def save_release(self, release: Release) -> None:
        self._work.save(MESSAGES, documents.from_release(release))

    def conversation(self, conversation_id: str, programme_id: str) -> Conversation:
        document = self._work.get(CONVERSATIONS, conversation_id)
        return documents.to_conversation(document) if document else Conversation(conversation_id, programme_id)

    def save_conversation(self, conversation: Conversation) -> None:
        self._work.save(CONVERSATIONS, documents.from_conversation(conversation), without=documents.WHILE_WAITING)

    def leaves(self, conversation_id: str, below: int) -> Leaves:
        rows = ((number, self._work.get(LEAVES, leaf_id(conversation_id, number))) for number in range(below))
        return {number: documents.to_leaf(row) for number, row in rows if row}

    def save_leaves(self, conversation_id: str, leaves: Leaves) -> None:
        for number, leaf in leaves.items():
            self._work.save(LEAVES, documents.from_leaf(leaf_id(conversation_id, number), leaf))

    def count(self, programme_id: str, changes: Mapping[str, int]) -> None:
        if changes:
            self._work.increment(PROGRAMMES, programme_id, changes)

    def seen(self, collection: str, id: str) -> bool:
        return self._work.get(collection, id) is not None

    def remember(self, collection: str, id: str, facts: Mapping[str, str]) -> None:
        self._work.save(collection, {"_id": id, **facts, "at": self.now})

    def ledger(self) -> Ledger:
        document = self._work.get(COST, LEDGER)
        return documents.to_ledger(document) if document else Ledger()

    def save_ledger(self, ledger: Ledger) -> None:
        self._work.save(COST, documents.from_ledger(LEDGER, ledger))
