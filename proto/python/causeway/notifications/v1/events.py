"""Generated from causeway/notifications/v1/events.proto by proto/generate.py. Do not edit."""

from typing import ClassVar

from causeway.event import Event, OpenEnum


class Channel(OpenEnum):
    """The Channel of a fact."""

    UNSPECIFIED = "CHANNEL_UNSPECIFIED"
    INBOX = "CHANNEL_INBOX"
    EMAIL = "CHANNEL_EMAIL"


class Outcome(OpenEnum):
    """The Outcome of a fact."""

    UNSPECIFIED = "OUTCOME_UNSPECIFIED"
    SENT = "OUTCOME_SENT"
    FAILED = "OUTCOME_FAILED"
    UNKNOWN = "OUTCOME_UNKNOWN"
    DROPPED = "OUTCOME_DROPPED"


class NudgeSettled(Event):
    """One nudge to one person through one channel came to its end."""

    TOPIC: ClassVar[str] = "notifications.deliveries.v1"
    KEY: ClassVar[str] = "person_id"

    nudge_id: str
    person_id: str
    programme_id: str
    conversation_id: str
    kind: str
    channel: Channel
    outcome: Outcome


class LeadAskSettled(Event):
    """The mail that asks a safeguarding lead to look at an alert came to its end."""

    TOPIC: ClassVar[str] = "notifications.deliveries.v1"
    KEY: ClassVar[str] = "alert_id"

    alert_id: str
    programme_id: str
    person_id: str
    asking: int
    outcome: Outcome
