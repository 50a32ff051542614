"""One text that alerted: a sign that somebody may be in danger. Where it is and of what kind, never its words."""

from dataclasses import dataclass
from datetime import datetime

from causeway.access.v1.access import Role
from causeway.matching.v1.events import WritingRefused
from causeway.messaging.v1.events import MessagePosted
from causeway.moderation.v1.events import SafeguardingAlertRaised
from moderation.domain.judgement import ALERTING, Category, Judgement

ALERTING_NAMES = frozenset(category.value for category in ALERTING)


@dataclass(frozen=True, slots=True)
class Sign:
    id: str
    programme_id: str
    author_id: str
    categories: tuple[str, ...]
    minor: bool  # somebody under 18 is concerned, or it is not known
    at: datetime
    telling: bool  # the author may be telling of what happens to them
    message_id: str = ""
    conversation_id: str = ""
    writing_id: str = ""  # of words outside conversations


def sign_of_message(posted: MessagePosted, judgement: Judgement, now: datetime) -> Sign:
    """Of a judgement that alerts. A mentor who writes as groomers do is not thanked for telling."""
    return Sign(
        id=f"{posted.message_id}.{posted.content_version}",
        programme_id=posted.programme_id,
        author_id=posted.author_id,
        categories=_alerting(judgement),
        minor=posted.minor,
        at=now,
        telling=posted.author_role is not Role.MENTOR or Category.SELF_HARM in judgement.categories,
        message_id=posted.message_id,
        conversation_id=posted.conversation_id,
    )


def _alerting(judgement: Judgement) -> tuple[str, ...]:
    """Those that alert everywhere; else the ones for which the programme's policy asks it."""
    usual = [category for category in judgement.categories if category in ALERTING]
    return tuple(category.value for category in usual or judgement.categories)


def sign_of_writing(refused: WritingRefused, now: datetime) -> Sign | None:
    """Of words outside conversations that were refused; None when they tell of no danger. Ages are not known here."""
    categories = tuple(name for name in refused.categories if name in ALERTING_NAMES)
    if not categories:
        return None
    return Sign(
        id=refused.writing_id,
        programme_id=refused.programme_id,
        author_id=refused.author_id,
        categories=categories,
        minor=True,
        at=now,
        telling=True,
        writing_id=refused.writing_id,
    )


def raised(sign: Sign, version: int) -> SafeguardingAlertRaised:
    return SafeguardingAlertRaised(
        sign_id=sign.id,
        message_id=sign.message_id,
        conversation_id=sign.conversation_id,
        programme_id=sign.programme_id,
        author_id=sign.author_id,
        categories=sign.categories,
        minor=sign.minor,
        telling=sign.telling,
        version=version,
    )
