"""Verdicts and cases in MongoDB."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from causeway.event import Event
from causeway.messaging.v1.events import MessagePosted
from causeway.moderation.v1.events import Verdict
from causeway_kit import audit
from causeway_kit.sealed import Unreadable
from causeway_kit.store import Document, Indexes
from causeway_kit.work import UnitOfWork
from moderation.adapters import rule_tally
from moderation.adapters.alerts import save_sign
from moderation.adapters.background import MEMORY_INDEXES, MongoBackground
from moderation.adapters.background import text_place as text_place
from moderation.adapters.case_documents import appeal_place, from_case, to_case
from moderation.app.ports import CASES, VERDICTS
from moderation.domain.act import Act
from moderation.domain.case import Case, CaseNotFound
from moderation.domain.conversation import Background, Label, Turn
from moderation.domain.judgement import Judgement
from moderation.domain.sign import Sign
from moderation.domain.verdict import StoredVerdict

INDEXES: Indexes = {
    **MEMORY_INDEXES,
    VERDICTS: [],
    CASES: [
        ([("programme_id", 1), ("risk", 1), ("due_at", 1), ("_id", 1)], {"partialFilterExpression": {"open": True}}),
        ([("programme_id", 1), ("author_id", 1)], {"partialFilterExpression": {"open": True, "child_safety": True}}),
        ([("claimed_until", 1)], {"partialFilterExpression": {"open": True}}),
        ([("risk", 1)], {"partialFilterExpression": {"open": True}}),
        ([("programme_id", 1), ("looked_at", 1)], {}),
        ([("conversation_id", 1)], {}),
        ([("expires_at", 1)], {"name": "expiry", "expireAfterSeconds": 0}),
        ([("announce_at", 1)], {"partialFilterExpression": {"announce_at": {"$type": "date"}}}),
    ],
}


class MongoBench:
    """What one batch judges and decides; written together when its unit of work commits."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    @property
    def now(self) -> datetime:
        return self._work.clock.now()

    def text_of(self, posted: MessagePosted) -> str | None:
        keyring = self._work.keyring
        try:
            text = keyring.open(posted.text, text_place(posted.message_id, posted.content_version))
        except Unreadable:
            return None
        return text if keyring.content_hash(posted.author_id, text) == posted.content_hmac else None

    def background(self, posted: MessagePosted) -> Background:
        return MongoBackground(self._work).of(posted, self.now)

    def remember(self, posted: MessagePosted, turn: Turn, *, keep_text: bool) -> None:
        MongoBackground(self._work).remember(posted, turn, keep_text)

    def label(self, person_id: str, labels: tuple[Label, ...]) -> None:
        MongoBackground(self._work).label(person_id, labels, self.now)

    def known_verdict(self, message_id: str) -> StoredVerdict | None:
        document = self._work.get(VERDICTS, message_id)
        return _to_verdict(document) if document else None

    def save_verdict(self, verdict: StoredVerdict, case: Case | None, events: Sequence[Event]) -> None:
        self._work.save(VERDICTS, _from_verdict(verdict))
        if case is not None:
            self._work.save(CASES, from_case(case))
        self._work.publish(events)

    def save_sign(self, sign: Sign, events: Sequence[Event]) -> None:
        save_sign(self._work, sign, events)

    def tally(self, posted: MessagePosted, judgement: Judgement) -> None:
        rule_tally.tally(self._work, posted, judgement)

    def tally_decision(self, before: Case, decided: Case) -> None:
        rule_tally.tally_decision(self._work, before, decided)

    def case(self, programme_id: str, case_id: str) -> Case:
        known = self.known_case(case_id)
        if known is None or known.programme_id != programme_id:
            raise CaseNotFound("There is no such case in this programme.")
        return known

    def known_case(self, case_id: str) -> Case | None:
        document = self._work.get(CASES, case_id)
        return to_case(document) if document else None

    def save_case(self, case: Case, events: Sequence[Event] = ()) -> None:
        self._work.save(CASES, from_case(case))
        self._work.publish(events)

    def record(self, act: Act) -> None:
        self._work.record(audit.Act(**asdict(act)))

    def sealed_reason(self, case: Case, reason: str) -> str:
        return self._work.keyring.seal(case.claimed_by, f"cases/{case.id}/reason", reason) if case.claimed_by else ""

    def sealed_appeal(self, case: Case, words: str) -> str:
        return self._work.keyring.seal(case.author_id, appeal_place(case.id), words)


def _to_verdict(document: Document) -> StoredVerdict:
    return StoredVerdict(
        message_id=document["_id"],
        content_version=document["content_version"],
        content_hmac=document["content_hmac"],
        verdict=Verdict(document["verdict"]),
        categories=tuple(document["categories"]),
        rules=tuple(document["rules"]),
        rules_version=document["rules_version"],
        judged_at=document["judged_at"],
        policy_version=document.get("policy_version", 0),  # verdicts of earlier builds lack it
    )


def _from_verdict(verdict: StoredVerdict) -> Document:
    return {
        "_id": verdict.message_id,
        "content_version": verdict.content_version,
        "content_hmac": verdict.content_hmac,
        "verdict": verdict.verdict.value,
        "categories": list(verdict.categories),
        "rules": list(verdict.rules),
        "rules_version": verdict.rules_version,
        "judged_at": verdict.judged_at,
        "policy_version": verdict.policy_version,
    }
