"""Requests, desks, chats and calls in MongoDB, for use cases that change them."""

from collections.abc import Sequence

from causeway.event import Event
from causeway_kit.store import Indexes
from matching.adapters import choosing_documents as documents
from matching.adapters.documents import reasons_json
from matching.adapters.mongo import MongoRegister
from matching.adapters.mongo_writings import MongoWritings
from matching.app.choosing_ports import (
    CALLS,
    CHATS,
    CHOOSING_RULES,
    MENTEE_DESKS,
    MENTOR_DESKS,
    REQUESTS,
    SIGN_UPS,
)
from matching.domain import call as calls
from matching.domain import chat as chats
from matching.domain.call import Call, SignUp
from matching.domain.chat import Chat, Wish
from matching.domain.choosing_rules import ChoosingRules
from matching.domain.desk import MenteeDesk, MentorDesk
from matching.domain.mentor_request import MentorRequest, State
from matching.domain.run import Proposal

OPEN_REQUESTS = {"state": State.OPEN.value}
DUE = {"look_at": {"$type": "date"}}
TIMED_CHATS = {"state": {"$in": [state.value for state in chats.TIMED]}}
WORKED_CALLS = {"state": {"$in": [calls.State.CHECKING.value, calls.State.FORMING.value]}}

INDEXES: Indexes = {
    CHOOSING_RULES: [],
    REQUESTS: [
        ([("answer_by", 1)], {"name": "open", "partialFilterExpression": OPEN_REQUESTS}),
        ([("programme_id", 1), ("asked_at", -1), ("_id", 1)], {}),
        ([("mentee_id", 1), ("asked_at", -1)], {}),
        ([("mentor_id", 1), ("asked_at", -1)], {}),
    ],
    MENTEE_DESKS: [([("look_at", 1)], {"name": "due", "partialFilterExpression": DUE})],
    MENTOR_DESKS: [([("look_at", 1)], {"name": "due", "partialFilterExpression": DUE})],
    CHATS: [
        ([("due_at", 1)], {"name": "timed", "partialFilterExpression": TIMED_CHATS}),
        ([("programme_id", 1), ("asked_at", -1), ("_id", 1)], {}),
        ([("asker_id", 1), ("asked_at", -1)], {}),
        ([("helper_id", 1), ("asked_at", -1)], {}),
        ([("offered", 1), ("asked_at", -1)], {}),
    ],
    CALLS: [
        ([("programme_id", 1), ("opened_at", -1), ("_id", 1)], {}),
        ([("state", 1)], {"name": "worked", "partialFilterExpression": WORKED_CALLS}),
    ],
    SIGN_UPS: [([("call_id", 1), ("_id", 1)], {}), ([("person_id", 1)], {})],
}


class MongoChoosing(MongoRegister, MongoWritings):
    """What one batch sees and changes, beside programmes, people, pairs and texts."""

    def choosing_rules(self, programme_id: str) -> ChoosingRules:
        return documents.to_rules(self._work.get(CHOOSING_RULES, programme_id))

    def save_choosing_rules(self, programme_id: str, rules: ChoosingRules) -> None:
        self._save(CHOOSING_RULES, documents.from_rules(programme_id, rules))

    def known_request(self, request_id: str) -> MentorRequest | None:
        document = self._work.get(REQUESTS, request_id)
        return documents.to_request(document) if document else None

    def save_request(self, request: MentorRequest, events: Sequence[Event]) -> None:
        self._save(REQUESTS, documents.from_request(request), events)

    def sealed_why(self, request_id: str, proposal: Proposal) -> str:
        place = documents.why_place(request_id)
        return self._work.keyring.seal(proposal.mentee_id, place, reasons_json(proposal))

    def mentee_desk(self, programme_id: str, person_id: str) -> MenteeDesk:
        document = self._work.get(MENTEE_DESKS, person_id)
        return documents.to_mentee_desk(document) if document else MenteeDesk(person_id, programme_id)

    def save_mentee_desk(self, desk: MenteeDesk, events: Sequence[Event] = ()) -> None:
        self._save(MENTEE_DESKS, documents.from_mentee_desk(desk), events)

    def mentor_desk(self, programme_id: str, person_id: str) -> MentorDesk:
        document = self._work.get(MENTOR_DESKS, person_id)
        return documents.to_mentor_desk(document) if document else MentorDesk(person_id, programme_id)

    def save_mentor_desk(self, desk: MentorDesk) -> None:
        self._save(MENTOR_DESKS, documents.from_mentor_desk(desk))

    def known_chat(self, chat_id: str) -> Chat | None:
        document = self._work.get(CHATS, chat_id)
        return documents.to_chat(document) if document else None

    def save_chat(self, chat: Chat, events: Sequence[Event] = ()) -> None:
        self._save(CHATS, documents.from_chat(chat), events)

    def sealed_wish(self, chat_id: str, asker_id: str, wish: Wish) -> str:
        return self._work.keyring.seal(asker_id, documents.wish_place(chat_id), documents.wish_json(wish))

    def known_call(self, call_id: str) -> Call | None:
        document = self._work.get(CALLS, call_id)
        return documents.to_call(document) if document else None

    def save_call(self, call: Call, events: Sequence[Event] = ()) -> None:
        self._save(CALLS, documents.from_call(call), events)

    def known_sign_up(self, sign_up_id: str) -> SignUp | None:
        document = self._work.get(SIGN_UPS, sign_up_id)
        return documents.to_sign_up(document) if document else None

    def save_sign_up(self, sign_up: SignUp) -> None:
        self._save(SIGN_UPS, documents.from_sign_up(sign_up))
