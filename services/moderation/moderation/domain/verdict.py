"""From a judgement of a text to a verdict on a message."""

from dataclasses import dataclass
from datetime import datetime

from causeway.access.v1.access import Role
from causeway.event import Event
from causeway.messaging.v1.events import MessagePosted
from causeway.moderation.v1.events import Judge, MessageJudged, Verdict
from moderation.domain.case import Case, CaseState, Place, due
from moderation.domain.judgement import Action, Judgement

VERDICTS = {Action.ALLOW: Verdict.ALLOW, Action.HOLD: Verdict.HOLD, Action.BLOCK: Verdict.BLOCK}
MINORS_AGE = 17  # the event says «under 18», never an age


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """What was decided about one version of one message, without its text."""

    message_id: str
    content_version: int
    content_hmac: str
    verdict: Verdict
    categories: tuple[str, ...]
    rules: tuple[str, ...]
    rules_version: str
    judged_at: datetime
    policy_version: int = 0
    """Of the programme; 0 is the standard one. With rules_version it says by what the same text is judged the same again."""


def sender_age(posted: MessagePosted) -> int | None:
    """In a pair with somebody under 18, that is the mentee."""
    return MINORS_AGE if posted.minor and posted.author_role is Role.MENTEE else None


def judged(
    posted: MessagePosted, judgement: Judgement, now: datetime, policy_version: int = 0
) -> tuple[StoredVerdict, Case | None, list[Event]]:
    """The verdict, a case if a person must decide or the author may appeal, and the event that tells."""
    verdict = VERDICTS[judgement.action]
    categories = tuple(category.value for category in judgement.categories)
    stored = StoredVerdict(
        message_id=posted.message_id,
        content_version=posted.content_version,
        content_hmac=posted.content_hmac,
        verdict=verdict,
        categories=categories,
        rules=judgement.rules,
        rules_version=judgement.rules_version,
        judged_at=now,
        policy_version=policy_version,
    )
    case = None if verdict is Verdict.ALLOW else _case(posted, judgement, stored)
    return stored, case, [_event(posted, stored)]


def _event(posted: MessagePosted, stored: StoredVerdict) -> MessageJudged:
    return MessageJudged(
        message_id=posted.message_id,
        conversation_id=posted.conversation_id,
        programme_id=posted.programme_id,
        content_version=posted.content_version,
        content_hmac=posted.content_hmac,
        verdict=stored.verdict,
        version=1,
        judged_by=Judge.RULES,
        categories=stored.categories,
        rules=stored.rules,
        rules_version=stored.rules_version,
    )


def _case(posted: MessagePosted, judgement: Judgement, stored: StoredVerdict) -> Case:
    blocked = stored.verdict is Verdict.BLOCK
    return Case(
        id=posted.message_id,
        programme_id=posted.programme_id,
        conversation_id=posted.conversation_id,
        author_id=posted.author_id,
        text=posted.text,
        content_version=posted.content_version,
        content_hmac=posted.content_hmac,
        categories=stored.categories,
        rules=stored.rules,
        rules_version=stored.rules_version,
        places=tuple(Place(span.start, span.end, span.category, span.rule) for span in judgement.spans),
        minor=posted.minor,
        opened_at=stored.judged_at,
        due_at=due(stored.categories, stored.judged_at),
        state=CaseState.DECIDED if blocked else CaseState.WAITING,
        verdict=Verdict.BLOCK if blocked else Verdict.UNSPECIFIED,
        policy_version=stored.policy_version,
    )
