"""How pairs are looked after, in MongoDB, for use cases that change it."""

from collections.abc import Sequence
from datetime import datetime

from causeway.event import Event
from causeway_kit.store import Document, Indexes
from causeway_kit.work import UnitOfWork
from matching.adapters.mongo import MongoRegister
from matching.adapters.mongo_writings import MongoWritings
from matching.adapters.plain import from_document, to_document
from matching.app.care_ports import (
    AGREEMENTS,
    ALUMNI,
    CARE,
    CARE_RULES,
    CASELOADS,
    CHECK_INS,
    COLLECTION_OF,
    FAREWELLS,
    GOALS,
    PLANS,
    REVIEWS,
    SKILLS,
    K,
    Kept,
)
from matching.app.ports import PAIRS
from matching.domain.care import Care
from matching.domain.caseload import Caseload
from matching.domain.check_in import CheckIn

UNASSIGNED = {"open": True, "manager_id": ""}
INDEXES: Indexes = {
    CARE: [
        ([("next_due", 1)], {"name": "due", "partialFilterExpression": {"next_due": {"$type": "date"}}}),
        ([("programme_id", 1), ("attention_at", 1), ("_id", 1)], {"name": "open", "partialFilterExpression": {"open": True}}),
        ([("programme_id", 1), ("manager_id", 1), ("attention_at", 1)], {}),
        ([("manager_missing", 1), ("programme_id", 1)], {"name": "unassigned", "partialFilterExpression": UNASSIGNED}),
    ],
    CASELOADS: [
        ([("programme_id", 1)], {}),
        ([("takes_more", 1)], {"partialFilterExpression": {"takes_more": True}}),
        ([("abandoned", 1)], {"partialFilterExpression": {"abandoned": True}}),
    ],
    PAIRS: [([("care_due", 1)], {"name": "to_follow", "partialFilterExpression": {"care_due": True}})],
    AGREEMENTS: [],
    CARE_RULES: [],
    GOALS: [],
    SKILLS: [],
    CHECK_INS: [
        ([("pair_id", 1), ("due_at", 1)], {}),
        ([("programme_id", 1), ("answer_by", 1)], {"name": "waiting", "partialFilterExpression": {"open": True}}),
    ],
    REVIEWS: [([("pair_id", 1), ("number", 1)], {})],
    PLANS: [([("pair_id", 1), ("number", 1)], {})],
    FAREWELLS: [([("pair_id", 1), ("at", 1)], {})],
    ALUMNI: [([("programme_id", 1)], {})],
}


class MongoCareRegister(MongoRegister, MongoWritings):
    """What one batch sees and changes; written together when its unit of work commits."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    @property
    def now(self) -> datetime:
        return self._work.clock.now()

    def kept(self, kind: type[K], id: str) -> K | None:
        document = self._work.get(COLLECTION_OF[kind], id)
        return from_document(kind, document) if document else None

    def keep(self, thing: Kept, events: Sequence[Event] = ()) -> None:
        self._work.save(COLLECTION_OF[type(thing)], {**to_document(thing), **_found_by(thing)})
        self._work.publish(events)

    def sealed_record(self, check_in: CheckIn, record: str) -> str:
        return self._work.keyring.seal(check_in.person_id, record_place(check_in), record)


def record_place(check_in: CheckIn) -> str:
    return f"check_ins/{check_in.id}/record"


def _found_by(thing: Kept) -> Document:
    """What queries look for and the thing itself works out."""
    match thing:
        case Care():
            return {"next_due": thing.next_due, "attention_at": thing.attention_at, "concerned": bool(thing.concerns)}
        case Caseload():
            return {"takes_more": thing.takes_more, "abandoned": not thing.trained and bool(thing.pairs)}
        case CheckIn():
            return {"open": thing.open}
        case _:
            return {}
