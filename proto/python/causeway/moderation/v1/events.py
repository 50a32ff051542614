"""Generated from causeway/moderation/v1/events.proto by proto/generate.py. Do not edit."""

from typing import ClassVar

from pydantic import AwareDatetime
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


class PersonBarred(Event):
    """Somebody may not write, or not use the system at all, for a time. One that ends in the past lifts what was there."""

    TOPIC: ClassVar[str] = "moderation.people.v1"
    KEY: ClassVar[str] = "person_id"

    person_id: str
    programme_id: str
    suspended: bool
    until: AwareDatetime
    version: int


class PersonWarned(Event):
    """Somebody was told that they broke the programme's norms. Nothing is taken from them."""

    TOPIC: ClassVar[str] = "moderation.people.v1"
    KEY: ClassVar[str] = "person_id"

    person_id: str
    programme_id: str
    version: int


class CaseDueSoon(Event):
    """A case comes due and nobody has decided it: with a quarter of its time left. Told once."""

    TOPIC: ClassVar[str] = "moderation.alerts.v1"
    KEY: ClassVar[str] = "case_id"

    case_id: str
    programme_id: str
    categories: tuple[str, ...] = ()
    minor: bool
    due_at: AwareDatetime
    claimed: bool
    version: int
