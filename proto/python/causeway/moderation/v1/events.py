"""Generated from causeway/moderation/v1/events.proto by proto/generate.py. Do not edit."""

from typing import ClassVar

from causeway.event import Event, OpenEnum


class Verdict(OpenEnum):
    """The Verdict of a fact."""

    UNSPECIFIED = "VERDICT_UNSPECIFIED"
    ALLOW = "VERDICT_ALLOW"
    HOLD = "VERDICT_HOLD"
    BLOCK = "VERDICT_BLOCK"


class Judge(OpenEnum):
    """The Judge of a fact."""

    UNSPECIFIED = "JUDGE_UNSPECIFIED"
    RULES = "JUDGE_RULES"
    PERSON = "JUDGE_PERSON"


class MessageJudged(Event):
    """Moderation has decided on one version of one message."""

    TOPIC: ClassVar[str] = "moderation.verdicts.v1"
    KEY: ClassVar[str] = "conversation_id"

    message_id: str
    conversation_id: str
    programme_id: str
    content_version: int
    content_hmac: str
    verdict: Verdict
    version: int
    judged_by: Judge
    categories: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    rules_version: str
