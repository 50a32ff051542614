"""Facts and counts in MongoDB, for use cases that change them."""

from collections.abc import Mapping
from datetime import datetime

from analytics.adapters import documents
from analytics.app.ports import (
    BRANCHES,
    CONVERSATIONS,
    COST,
    LEAVES,
    LEDGER,
    MESSAGES,
    NUDGES,
    PEOPLE,
    PROGRAMMES,
    branch_id,
    leaf_id,
)
from analytics.domain.conversation import Conversation
from analytics.domain.cost import Ledger
from analytics.domain.message import Message
from analytics.domain.timeline import Branch, Leaf, Path
from causeway_kit.store import Indexes
from causeway_kit.work import UnitOfWork

STARTED = {"partialFilterExpression": {"started": True}}

INDEXES: Indexes = {
    MESSAGES: [],
    CONVERSATIONS: [
        ([("programme_id", 1), ("_id", 1)], STARTED),
        ([("programme_id", 1), ("messages", 1)], STARTED),
        ([("programme_id", 1), ("first_posted_at", 1)], {}),
        ([("programme_id", 1), ("last_posted_at", 1)], {}),
    ],
    BRANCHES: [],
    LEAVES: [([("conversation_id", 1)], {})],
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

    def message(self, message_id: str) -> Message | None:
        document = self._work.get(MESSAGES, message_id)
        return documents.to_message(document) if document else None

    def conversation(self, conversation_id: str, programme_id: str) -> Conversation:
        document = self._work.get(CONVERSATIONS, conversation_id)
        return documents.to_conversation(document) if document else Conversation(conversation_id, programme_id)

    def path(self, conversation_id: str, seq: int) -> Path:
        branch = self._work.get(BRANCHES, branch_id(conversation_id, seq))
        leaf = self._work.get(LEAVES, leaf_id(conversation_id, seq))
        return Path(
            branch=documents.to_branch(branch) if branch else Branch(),
            leaf=documents.to_leaf(leaf) if leaf else Leaf(),
        )

    def save_message(self, message: Message) -> None:
        self._work.save(MESSAGES, documents.from_message(message))

    def save_conversation(self, conversation: Conversation) -> None:
        self._work.save(CONVERSATIONS, documents.from_conversation(conversation))

    def save_path(self, conversation_id: str, seq: int, path: Path) -> None:
        self._work.save(BRANCHES, documents.from_branch(branch_id(conversation_id, seq), path.branch))
        self._work.save(LEAVES, documents.from_leaf(leaf_id(conversation_id, seq), conversation_id, path.leaf))

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
