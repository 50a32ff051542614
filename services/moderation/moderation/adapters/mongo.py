"""Verdicts and cases in MongoDB."""

from collections.abc import Sequence
from datetime import datetime

from causeway.event import Event
from causeway.messaging.v1.events import MessagePosted
from causeway.moderation.v1.events import Verdict
from causeway_kit.sealed import Unreadable
from causeway_kit.store import Document, Indexes
from causeway_kit.work import UnitOfWork
from moderation.app.ports import CASES, VERDICTS
from moderation.domain.case import Case, CaseNotFound, CaseState, Place
from moderation.domain.verdict import StoredVerdict

INDEXES: Indexes = {
    VERDICTS: [],
    CASES: [([("programme_id", 1), ("due_at", 1), ("_id", 1)], {"partialFilterExpression": {"open": True}})],
}


def text_place(message_id: str, content_version: int) -> str:
    """What messaging bound the sealed text to."""
    return f"messages/{message_id}/text/{content_version}"


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

    def known_verdict(self, message_id: str) -> StoredVerdict | None:
        document = self._work.get(VERDICTS, message_id)
        return _to_verdict(document) if document else None

    def save_verdict(self, verdict: StoredVerdict, case: Case | None, events: Sequence[Event]) -> None:
        self._work.save(VERDICTS, _from_verdict(verdict))
        if case is not None:
            self._work.save(CASES, _from_case(case))
        self._work.publish(events)

    def case(self, programme_id: str, case_id: str) -> Case:
        document = self._work.get(CASES, case_id)
        if document is None or document["programme_id"] != programme_id:
            raise CaseNotFound("There is no such case in this programme.")
        return to_case(document)

    def save_case(self, case: Case, events: Sequence[Event] = ()) -> None:
        self._work.save(CASES, _from_case(case))
        self._work.publish(events)

    def sealed_reason(self, case: Case, reason: str) -> str:
        return self._work.keyring.seal(case.claimed_by, f"cases/{case.id}/reason", reason) if case.claimed_by else ""


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
    }


def to_case(document: Document) -> Case:
    return Case(
        id=document["_id"],
        programme_id=document["programme_id"],
        conversation_id=document["conversation_id"],
        author_id=document["author_id"],
        text=document["text"],
        content_version=document["content_version"],
        content_hmac=document["content_hmac"],
        categories=tuple(document["categories"]),
        rules=tuple(document["rules"]),
        rules_version=document["rules_version"],
        places=tuple(Place(**place) for place in document["places"]),
        minor=document["minor"],
        opened_at=document["opened_at"],
        due_at=document["due_at"],
        state=CaseState(document["state"]),
        claimed_by=document["claimed_by"],
        claimed_until=document["claimed_until"],
        verdict_version=document["verdict_version"],
        reason=document["reason"],
    )


def _from_case(case: Case) -> Document:
    return {
        "_id": case.id,
        "programme_id": case.programme_id,
        "conversation_id": case.conversation_id,
        "author_id": case.author_id,
        "text": case.text,
        "content_version": case.content_version,
        "content_hmac": case.content_hmac,
        "categories": list(case.categories),
        "rules": list(case.rules),
        "rules_version": case.rules_version,
        "places": [
            {"start": place.start, "end": place.end, "category": place.category, "rule": place.rule} for place in case.places
        ],
        "minor": case.minor,
        "opened_at": case.opened_at,
        "due_at": case.due_at,
        "open": case.state is not CaseState.DECIDED,
        "state": case.state.value,
        "claimed_by": case.claimed_by,
        "claimed_until": case.claimed_until,
        "verdict_version": case.verdict_version,
        "reason": case.reason,
    }
