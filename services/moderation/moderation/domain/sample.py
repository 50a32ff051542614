"""Random second opinions: on messages that were allowed, and on cases that were decided. They change no message."""

from dataclasses import replace
from datetime import datetime, timedelta

from causeway.messaging.v1.events import MessagePosted
from causeway.moderation.v1.events import Verdict
from moderation.domain.case import Case, CaseState, Kind, Step
from moderation.domain.verdict import StoredVerdict

DUE_AUDIT = timedelta(days=7)


def of_allowed(posted: MessagePosted, verdict: StoredVerdict, id: str, text_place: str, now: datetime) -> Case:
    """A message that the rules let through."""
    return Case(
        id=id,
        programme_id=posted.programme_id,
        conversation_id=posted.conversation_id,
        author_id=posted.author_id,
        text=posted.text,
        content_version=posted.content_version,
        content_hmac=posted.content_hmac,
        categories=verdict.categories,
        rules=verdict.rules,
        rules_version=verdict.rules_version,
        places=(),
        minor=posted.minor,
        opened_at=now,
        due_at=now + DUE_AUDIT,
        kind=Kind.AUDIT,
        of=posted.message_id,
        answer=Verdict.ALLOW,
        text_place=text_place,
    )


def of_decided(case: Case, id: str, text_place: str, now: datetime) -> Case:
    """A case that a person decided, as it was before; its appeal, if any, is not shown again."""
    return replace(
        case,
        id=id,
        state=CaseState.WAITING,
        claimed_by="",
        claimed_until=None,
        verdict_version=1,
        reason="",
        verdict=Verdict.UNSPECIFIED,
        first_look=Verdict.UNSPECIFIED,
        looks=0,
        appeal="",
        taken=(),
        unveiled=False,
        announced=False,
        opened_at=now,
        due_at=now + DUE_AUDIT,
        kind=Kind.AUDIT,
        of=case.id,
        answer=case.verdict,
        first_by=next(one.by for one in reversed(case.taken) if one.step is Step.DECIDED),
        text_place=text_place,
    )
